"""A day in a form: whether the child comes, and from when to when; once or twice a day."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.day import Hours, Stay, StayKind
from ransel.core.forms import TimeField

Kind = StayAdjustment.Kind
COMES, UNKNOWN, OFF, AS_PLAN, UNSAID = Kind.TIMES, Kind.PRESENT, Kind.TIME_OFF, Kind.AS_PLAN, ""
WORDS = {
    COMES: gettext_lazy("Comes"),
    UNKNOWN: gettext_lazy("Comes, time not known"),
    OFF: pgettext_lazy("day", "Off"),
    AS_PLAN: gettext_lazy("As the plan"),
    UNSAID: gettext_lazy("Nothing said"),
}
MODE_OF = {StayKind.TIMES: COMES, StayKind.PRESENT: UNKNOWN, StayKind.OFF: OFF, StayKind.MISSING: UNSAID}
SUFFIXES = ("", "b")  # the second times of a day, where after-school is before and after school


def weekday_name(weekday: int) -> str:
    """Monday for 1, as ISO 8601 counts."""
    return capfirst(str(WEEKDAYS[weekday - 1]))


class DaysForm(forms.Form):
    """`days` are the keys of the days. Of each: `day_KEY` says how, `from_KEY` and `to_KEY` when."""

    keys: list[str]

    def add_day(self, key: str, name: str, modes, *, twice=False, required=False):
        """`name` is what the day is called, for who listens."""
        choices = [(mode, WORDS[mode]) for mode in modes]
        self.fields[f"day_{key}"] = forms.ChoiceField(label=name, choices=choices, required=required)
        for suffix in SUFFIXES[: 1 + twice]:
            said = {"day": name}
            again = _("%(day)s, the second time: from") if suffix else _("%(day)s from")
            until = _("%(day)s, the second time: to") if suffix else _("%(day)s to")
            self.fields[f"from{suffix}_{key}"] = TimeField(label=again % said, required=False)
            self.fields[f"to{suffix}_{key}"] = TimeField(label=until % said, required=False)

    def times(self, key: str):
        """[(from, to)], as they are drawn."""
        suffixes = [suffix for suffix in SUFFIXES if f"from{suffix}_{key}" in self.fields]
        return [(self[f"from{suffix}_{key}"], self[f"to{suffix}_{key}"]) for suffix in suffixes]

    def errors_of(self, key: str) -> list[str]:
        """What is wrong with a day, whichever of its fields it is about; each sentence once."""
        names = [f"day_{key}", *(f"{name}{suffix}_{key}" for suffix in SUFFIXES for name in ("from", "to"))]
        return list(dict.fromkeys(str(error) for name in names for error in self.errors.get(name, ())))

    def clean(self):
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self.keys:
            if said.get(f"day_{key}") == COMES:
                self._clean_times(key, said)
        return said

    def _clean_times(self, key, said):
        for suffix in SUFFIXES:
            start, end = (f"{name}{suffix}_{key}" for name in ("from", "to"))
            for name, other, missing in ((start, end, _("From when?")), (end, start, _("Until when?"))):
                if said.get(name) is None and said.get(other) is not None and name not in self.errors:
                    self.add_error(name, missing)
        if not self.hours(key) and not self.errors_of(key):
            self.add_error(f"day_{key}", _("Write the times, or choose that the day is off."))

    def hours(self, key: str) -> Hours:
        """As they were said, in order."""
        pairs = [(self.cleaned_data.get(f"from{s}_{key}"), self.cleaned_data.get(f"to{s}_{key}")) for s in SUFFIXES]
        return tuple(sorted((start, end) for start, end in pairs if start is not None and end is not None))


def initial_of(key: str, mode: str, hours: Hours) -> dict[str, str | time]:
    """What a day's fields begin with."""
    found: dict[str, str | time] = {f"day_{key}": mode}
    for suffix, (start, end) in zip(SUFFIXES, hours, strict=False):
        found |= {f"from{suffix}_{key}": start, f"to{suffix}_{key}": end}
    return found


def mode_of(stay: Stay) -> str:
    return MODE_OF[stay.kind]
