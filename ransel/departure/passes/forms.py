from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import TimeField


class PassForm(forms.Form):
    """Who fetches today, between which times."""

    name = forms.CharField(
        label=_("First name and family name"), max_length=100, error_messages={"required": _("Write the name.")}
    )
    from_time = TimeField(label=_("From"), error_messages={"required": _("Write a time.")})
    to_time = TimeField(label=_("To"), error_messages={"required": _("Write a time.")})
