from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.identity.passkeys.ceremony import MOST


class PasskeyForm(forms.Form):
    """What the device answered. A script fills it in; nobody writes it."""

    answer = forms.CharField(
        max_length=MOST,
        widget=forms.HiddenInput,
        error_messages={"required": _("The device did not answer. Try once more.")},
    )
