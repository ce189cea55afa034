from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.people.models import Guardianship

REASON: dict[str, Any] = {"max_length": 500, "widget": forms.Textarea(attrs={"rows": 3})}


class ConfirmForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=Guardianship.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground you have seen.")},
    )
    reason = forms.CharField(
        label=_("What have you seen?"),
        help_text=_("For example: extract from the population register, 23 November. It stays in the log."),
        error_messages={"required": _("Write what you have seen.")},
        **REASON,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays in the log. Write where the decision is to be found, and nothing about health."),
        error_messages={"required": _("Write why.")},
        **REASON,
    )
