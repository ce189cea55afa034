from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.notifications.letters.rows import Dropped


class DropForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why can it not be sent?"),
        choices=[(one.value, one.label) for one in Dropped.said()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose why.")},
    )
