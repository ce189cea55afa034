from datetime import date
from itertools import groupby
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ransel.attendance.models import StayPlan
from ransel.attendance.stays.day import Hours, StayKind, marked
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.week.fields import (
    AS_PLAN,
    COMES,
    OFF,
    UNKNOWN,
    UNSAID,
    WORDS,
    DaysForm,
    initial_of,
    mode_of,
    weekday_name,
)
from ransel.attendance.week.page import Row, Week
from ransel.core import clock, dates
from ransel.core.forms import DayField, TimeField, contradiction, needed_then

WEEKEND = 5


class WeekForm(DaysForm):
    """The days of a week that are the reader's own. What is sent as it was drawn is not touched."""

    def __init__(self, told, *, week: Week):
        initial: dict[str, Any] = {}
        for row in week.ours:
            initial |= initial_of(row.key, mode_of(row.stay), row.stay.hours) | {f"was_{row.key}": _drawn(row)}
        super().__init__(told, initial=initial)
        self.rows = {row.key: row for row in week.ours}
        self.keys = list(self.rows)
        for key, row in self.rows.items():
            self.add_day(key, str(dates.day(row.day)), _modes(row), twice=row.twice)
            self.fields[f"was_{key}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        """A day that nobody has said anything of, and that still says nothing, is left as it is."""
        drawn = {name.removeprefix("day_") for name in self.data if name.startswith("day_")}
        if drawn - self.rows.keys():
            raise forms.ValidationError(_("The days have changed meanwhile. Open the page again."))
        self.keys = [key for key in self.rows if self._is_said(key)]
        return super().clean()

    def _is_said(self, key) -> bool:
        """Times where nothing was chosen say that the child comes; beside another choice they contradict it."""
        mode, typed = self.data.get(f"day_{key}", ""), self.hours(key)
        drawn = self.cleaned_data.get(f"was_{key}", "").partition(" ")[2]
        if typed and mode == UNSAID:
            self.cleaned_data[f"day_{key}"] = mode = COMES
        elif typed and mode != COMES and drawn != _content(COMES, typed):
            self.add_error(f"day_{key}", contradiction(WORDS[COMES]))
        return mode != UNSAID

    @property
    def asked(self) -> dict:
        """{(child, unit, day): how it is to be}, of the days that were touched."""
        found = {}
        for key in self.keys:
            row, said = self.rows[key], self.cleaned_data[f"day_{key}"]
            mark, _space, drawn = self.cleaned_data[f"was_{key}"].partition(" ")
            asked = Wish(said, self.hours(key) if said == COMES else (), *marked(mark))
            if _content(said, asked.hours) != drawn:
                found[row.stay_key] = asked
        return found

    def show_faults(self, wrong: dict):
        """Beside the days they are about."""
        for key, row in self.rows.items():
            if fault := wrong.get(row.stay_key):
                self.add_error(f"day_{key}", fault)


def _modes(row: Row):
    modes = [COMES, UNKNOWN, OFF]
    if row.stay.number and row.planned.kind is not StayKind.MISSING and not row.stay.says_the_same(row.planned):
        modes.append(AS_PLAN)
    return [UNSAID, *modes] if row.stay.kind is StayKind.MISSING else modes


def _content(mode: str, hours: Hours) -> str:
    return " ".join([mode, *(f"{start:%H:%M}-{end:%H:%M}" for start, end in hours)])


def _drawn(row: Row) -> str:
    """What a row was drawn with: what is seen of the day, and what it says."""
    return f"{row.stay.mark} {_content(mode_of(row.stay), row.stay.hours)}"


def is_untouched(posted, key: str) -> bool:
    """Whether a day was sent as it was drawn."""
    pairs = [(posted.get(f"from{suffix}_{key}", ""), posted.get(f"to{suffix}_{key}", "")) for suffix in ("", "b")]
    mode = posted.get(f"day_{key}", "")
    said = " ".join([mode, *(f"{start}-{end}" for start, end in pairs if start or end)]) if mode == COMES else mode
    return posted.get(f"was_{key}", "").partition(" ")[2].strip() == said.strip()


class PlanForm(DaysForm):
    """A rota for one child or several, each in its unit: `targets` are (value, words) of them."""

    targets = forms.MultipleChoiceField(
        label=gettext_lazy("Who is it for?"), error_messages={"required": gettext_lazy("Choose who it is for.")}
    )
    starts = forms.TypedChoiceField(
        label=gettext_lazy("From when?"),
        coerce=date.fromisoformat,
        error_messages={"required": gettext_lazy("Choose the day.")},
    )
    ends = DayField(
        label=gettext_lazy("To and including"),
        required=False,
        help_text=gettext_lazy("Leave it empty, and the plan lasts until the summer is over."),
    )

    def __init__(self, told, *, targets, mondays, weeks: int, weekend=False, twice=False, **kwargs):
        super().__init__(told, **kwargs)
        for name, choices in (("targets", targets), ("starts", mondays)):
            field: Any = self.fields[name]
            field.choices = choices
        self.weeks = weeks
        last = 7 if weekend else WEEKEND
        self.slots = [(week, day) for week in range(1, weeks + 1) for day in range(1, last + 1)]
        self.keys = [f"{week}_{day}" for week, day in self.slots]
        for key, (week, day) in zip(self.keys, self.slots, strict=True):
            said = {"week": week, "weekday": weekday_name(day)}
            name = _("Week %(week)d, %(weekday)s") % said if weeks > 1 else weekday_name(day)
            modes = [COMES, OFF, UNKNOWN] if day <= WEEKEND else [OFF, COMES, UNKNOWN]
            self.add_day(key, name, modes, twice=twice, required=True)

    def begin_as(self, typed: dict):
        """As it was typed; whatever it is, it is only shown."""
        self.initial = {**self.initial, **typed}

    @property
    def grid(self):
        """[(week, [(key, weekday's short name, its number, its name)])]"""
        days = zip(self.keys, self.slots, strict=True)
        rows = [(week, (key, weekday_name(day)[:3], day, self[f"day_{key}"].label)) for key, (week, day) in days]
        return [(week, [row for _week, row in some]) for week, some in groupby(rows, lambda row: row[0])]

    @property
    def rota(self) -> dict:
        """{(week, weekday): hours, or None for a time not known}"""
        found: dict = {}
        for key, slot in zip(self.keys, self.slots, strict=True):
            said = self.cleaned_data[f"day_{key}"]
            if said in (COMES, UNKNOWN):
                found[slot] = self.hours(key) if said == COMES else None
        return found


def initial_of_plan(plan: StayPlan | None) -> dict:
    """A plan that was made before, as the form has it."""
    if plan is None:
        return {}
    hours: dict[tuple, list] = {}
    for one in plan.intervals.order_by("start"):
        hours.setdefault((one.week, one.weekday), []).append((one.start, one.end))
    found: dict = {}
    for week in range(1, plan.weeks + 1):
        for day in range(1, 8):
            times = hours.get((week, day))
            mode = OFF if times is None else UNKNOWN if times[0][0] is None else COMES
            found |= initial_of(f"{week}_{day}", mode, tuple(times or ()) if mode == COMES else ())
    return found


class SpanForm(forms.Form):
    """The same for all the days of a span: off, or at other times; for one child or several."""

    targets = forms.MultipleChoiceField(
        label=gettext_lazy("Who is it about?"), error_messages={"required": gettext_lazy("Choose who it is about.")}
    )
    first_day = DayField(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Choose the first day.")}
    )
    last_day = DayField(label=gettext_lazy("Last day"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is to be?"),
        choices=[
            (OFF, pgettext_lazy("day", "Off")),
            (COMES, gettext_lazy("Other times")),
            (AS_PLAN, gettext_lazy("As the plan")),
        ],
        initial=OFF,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    from_time = TimeField(label=pgettext_lazy("time", "From"), required=False)
    to_time = TimeField(label=pgettext_lazy("time", "To"), required=False)
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, told, *, targets, **kwargs):
        super().__init__(told, **kwargs)
        needed_then(self, "from_time", "to_time")
        field: Any = self.fields["targets"]
        field.choices = targets

    def draw_anew(self):
        """Who has been told what others changed meanwhile, has seen it, and may send the same again."""
        data = cast(QueryDict, self.data).copy()
        data["drawn"] = clock.now().isoformat()
        self.data = data

    def clean(self):
        said = super().clean() or self.cleaned_data
        said["last_day"] = said.get("last_day") or said.get("first_day")
        typed = [name for name in ("from_time", "to_time") if said.get(name) not in (None, self.initial.get(name))]
        if said.get("kind") not in (COMES, None) and typed:
            self.add_error("kind", contradiction(_("Other times")))
        if said.get("kind") == COMES:
            needed = {"from_time": _("Write when the child comes."), "to_time": _("Write when the child leaves.")}
            for name, missing in needed.items():
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, missing)
        return said

    @property
    def hours(self) -> Hours:
        said = self.cleaned_data
        return ((said["from_time"], said["to_time"]),) if said["kind"] == COMES else ()
