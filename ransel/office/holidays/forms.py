from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import DayField


class CampaignForm(forms.Form):
    """A question to the families of some groups: who comes in a holiday."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=100,
        help_text=_("For example: between Christmas and New Year. Families see it."),
        error_messages={"required": _("Write what it is called.")},
    )
    groups = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Whom do you ask?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more.")},
    )
    first_day = DayField(label=_("First day"), error_messages={"required": _("Write the first day.")})
    last_day = DayField(label=_("Last day"), error_messages={"required": _("Write the last day.")})
    opens_on = DayField(
        label=_("From when can families answer?"),
        help_text=_("They are told that day."),
        error_messages={"required": _("Write the day.")},
    )
    provisional_until = DayField(
        label=_("Last day for a provisional answer"),
        required=False,
        help_text=_("Leave it empty if you ask only once."),
    )
    binding_until = DayField(
        label=_("Last day for the binding answer"),
        help_text=_("After that families can only say that a child stays at home."),
        error_messages={"required": _("Write the day.")},
    )
    asks_times = forms.BooleanField(label=_("Ask also from when to when"), required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["groups"]
        field.queryset = groups
        field.label_from_instance = lambda group: group.name

    @property
    def told(self):
        return self.cleaned_data | {"groups": list(self.cleaned_data["groups"])}
