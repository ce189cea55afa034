from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import TimeField
from ransel.units.models import UnitKind

MINUTES: dict[str, Any] = {
    "min_value": 1,
    "error_messages": {"required": _("Write a number of minutes."), "invalid": _("Write a number of minutes.")},
}
NAMES = ("late_after", "unaccounted_at", "again_after", "call_after")


class AbsenceRulesForm(forms.Form):
    """When a child is missed. `of_kinds` asks for which kind of units, as a municipality must say."""

    kind = forms.ChoiceField(
        label=_("For which units?"),
        choices=UnitKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    late_after = TimeField(
        label=_("From when is absence for today told late?"),
        help_text=_("It is taken all the same, and marked."),
        error_messages={"required": _("Write the time.")},
    )
    unaccounted_at = TimeField(
        label=_("From when is a child missed who has not come?"),
        help_text=_("On a quarter of the hour. The child then stands first on the board, in red."),
        error_messages={"required": _("Write the time.")},
    )
    again_after = forms.IntegerField(
        label=_("After how many minutes without an answer is the family asked again?"), **MINUTES
    )
    call_after = forms.IntegerField(
        label=_("After how many minutes does the board say whom to ring?"),
        help_text=_("From the first time the family was asked."),
        **MINUTES,
    )

    def __init__(self, *args, of_kinds=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not of_kinds:
            del self.fields["kind"]


def initial_of(rules):
    return {name: getattr(rules, name) for name in NAMES}
