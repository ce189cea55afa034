from datetime import time
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ransel.attendance.week.fields import weekday_name
from ransel.core.dates import clock_time
from ransel.core.forms import DayField
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import guardian_value, person_value
from ransel.departure.leaving.plan_page import PlanPage, next_monday
from ransel.departure.leaving.sent import Slot
from ransel.departure.models import MOST_WEEKS, DepartureMode, DeparturePlan

PICKED_UP, DECIDES = DepartureMode.PICKED_UP, DepartureMode.CHILD_DECIDES
MOST = 2**31 - 1


class LeavingPlanForm(forms.Form):
    """How a child leaves week by week. Of each weekday `way_1_3` says how and who, `at_1_3` and `until_1_3` when."""

    starts = DayField(label=gettext_lazy("From which day?"))
    ends = DayField(
        label=gettext_lazy("Until when?"),
        required=False,
        help_text=gettext_lazy("Leave it empty, and it lasts until the summer is over."),
    )
    known = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, told, *, page: PlanPage, weeks: int, begin_as: dict):
        super().__init__(told, initial={"starts": next_monday(), "known": page.number} | begin_as)
        self.slots = [(week, day) for week in range(1, weeks + 1) for day in page.weekdays]
        self.weeks = weeks
        self.ways = ways_of(page)
        slots = [("", _("Not decided")), *((f"{at:%H:%M}", clock_time(at)) for at in page.place.slots)]
        for week, day in self.slots:
            name = weekday_name(day)
            if weeks > 1:
                name = _("Week %(week)d, %(weekday)s") % {"week": week, "weekday": name}
            self._add("way", week, day, name, list(self.ways.items()))
            self._add("at", week, day, _("%(day)s, when") % {"day": name}, slots)
            self._add("until", week, day, _("%(day)s, until when") % {"day": name}, slots)

    def _add(self, what, week, day, label, choices):
        self.fields[f"{what}_{week}_{day}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def timed(self) -> str:
        """The ways that have a time, as the page puts away the others."""
        return " ".join(way for way in self.ways if way)

    @property
    def grid(self):
        """[(week, [(weekday's short name, the three fields)])]"""
        rows = [(week, (weekday_name(day)[:3], *self._fields(week, day))) for week, day in self.slots]
        return [(week, [row for _week, row in some]) for week, some in groupby(rows, lambda row: row[0])]

    def _fields(self, week, day):
        return [self[f"{what}_{week}_{day}"] for what in ("way", "at", "until")]

    @property
    def said(self) -> dict[Slot, Wish]:
        found = {}
        for week, day in self.slots:
            way, at, until = (self.cleaned_data[f"{what}_{week}_{day}"] for what in ("way", "at", "until"))
            if way:
                mode, _colon, fetcher = way.partition(":")
                until = until if mode == DECIDES else ""
                found[week, day] = Wish(DepartureMode(mode), _time(at), _time(until), fetcher)
        return found


def _time(said: str):
    return time.fromisoformat(said) if said else None


def ways_of(page: PlanPage) -> dict[str, str]:
    """{what a form calls it: in words}: each way, and each who may pick up."""
    found: dict[str, Any] = {"": _("Nothing said")}
    for mode in page.place.modes:
        if mode is PICKED_UP:
            found[f"{mode}:"] = _("Picked up by one of us")
            by = _("Picked up by %(name)s")
            found |= {f"{mode}:{who}": by % {"name": name} for who, name in page.fetchers.items()}
        else:
            found[f"{mode}:"] = mode.label
    return found


def initial_of(plan: DeparturePlan | None) -> dict:
    """A plan that was made before, as the form has it."""
    found: dict = {}
    for one in plan.weekdays.all() if plan else ():
        who = person_value(one.pickup_person_id) if one.pickup_person_id else ""
        who = guardian_value(one.guardian_id) if one.guardian_id else who
        slot = f"{one.week}_{one.weekday}"
        found |= {f"way_{slot}": f"{one.mode}:{who}"}
        found |= {f"{name}_{slot}": f"{at:%H:%M}" for name, at in (("at", one.at), ("until", one.until)) if at}
    return found


def as_typed(posted) -> dict:
    """As it was typed, whatever it is; in a second week that nobody has seen yet, what the first says."""
    found = {name: posted[name] for name in ("starts", "ends", "known") if name in posted}
    for name in (f"{what}_{{}}_{day}" for what in ("way", "at", "until") for day in range(1, 8)):
        for week in range(1, MOST_WEEKS + 1):
            said = posted.get(name.format(week), posted.get(name.format(1)))
            found |= {name.format(week): said} if said is not None else {}
    return found
