"""What a school calendar would change: day by day, beside how it is now."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256

import orjson

from ransel.core import clock
from ransel.integrations.models import SchoolCalendar
from ransel.units.models import FREE_IN, ClosedDay, Unit, UnitKind

FLAGS = ("pupils", "teachers", "after_school", "kindergarten")
COLUMNS = (*FLAGS, "planning", "note")
SEVERAL = 3  # days in a row: more planning days than that seldom stand together
OPEN: dict = dict.fromkeys((*FLAGS, "planning"), False) | {"note": ""}


class Verb(Enum):
    CLOSED = "closed"
    CHANGED = "changed"
    OPENED = "opened"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """One day of a unit, or of all of them (None). `before` and `after` are a closed day's columns; None is not closed.

    `still`: the calendar says that the unit is open, and it is not, for all units are closed that day.
    """

    unit: Unit | None
    day: date
    before: dict | None
    after: dict | None
    still: bool = False

    @property
    def verb(self) -> Verb:
        if self.before == self.after:
            return Verb.SAME
        if self.after is None:
            return Verb.OPENED
        return Verb.CHANGED if self.before else Verb.CLOSED

    @property
    def is_planning(self) -> bool:
        """As schools have it, and not a kindergarten alone."""
        return bool(self.after and self.after["planning"] and (self.after["pupils"] or self.after["after_school"]))

    def goes_on_in(self, other: "Change") -> bool:
        return (self.unit, self.day + clock.DAY, self.after) == (other.unit, other.day, other.after)


@dataclass
class Plan:
    changes: list[Change]  # all units first, then by name; each by day

    @property
    def digest(self) -> str:
        """What stays the same as long as the plan does: what somebody looked at is what comes true."""
        told = [[one.unit and one.unit.pk, one.day, one.before, one.after] for one in self.changes]
        return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()

    @property
    def real(self) -> list[Change]:
        """Those that change something."""
        return [one for one in self.changes if one.verb != Verb.SAME]

    @property
    def long_planning(self) -> list[list[Change]]:
        """Several planning days in a row, alike. It may as well be a holiday in which the staff are at work."""
        runs: list[list[Change]] = []
        for one in filter(lambda one: one.is_planning, self.changes):
            if runs and runs[-1][-1].goes_on_in(one):
                runs[-1].append(one)
            else:
                runs.append([one])
        return [run for run in runs if len(run) >= SEVERAL and any(one.verb != Verb.SAME for one in run)]

    def taken(self, *, only: set[date] | None, holidays: bool) -> list[Change]:
        """What changes on these days, or on all (None). `holidays`: `long_planning` is no planning."""
        freed = {(one.unit, one.day) for run in self.long_planning for one in run} if holidays else set()
        changes = [_without_planning(one) if (one.unit, one.day) in freed else one for one in self.changes]
        return [one for one in changes if one.verb != Verb.SAME and (only is None or one.day in only)]


def _without_planning(change):
    return replace(change, after=change.after | {"planning": False})


def plan_of(calendar: SchoolCalendar) -> Plan:
    """Of the days from today on, and of units that are still there. Two statements."""
    units = {str(unit.pk): unit for unit in calendar.municipality.units.all()}
    told = _told(calendar, units)
    now = _closed_now(calendar, [day for _unit, day in told])
    after = {key: merged(now.get(key), said) for key, said in told.items()}
    changes = []
    for (unit, day), said in told.items():
        of_all = after.get((None, day), now.get((None, day)))
        still = bool(unit and of_all and says_open(units[unit], said) and of_all[FREE_IN[UnitKind(units[unit].kind)]])
        changes.append(Change(units.get(unit), day, now.get((unit, day)), after[unit, day], still))
    return Plan(sorted(changes, key=lambda one: (one.unit is not None, one.unit.name if one.unit else "", one.day)))


def _told(calendar, units):
    """{(unit's id or None, day): what is said}"""
    told = {}
    for one in calendar.days:
        said = dict(one)
        unit, day = said.pop("unit"), date.fromisoformat(said.pop("day"))
        if day >= clock.today() and (unit is None or unit in units):
            told[unit, day] = said
    return told


def _closed_now(calendar, days):
    if not days:
        return {}
    closed = ClosedDay.objects.filter(municipality=calendar.municipality_id, day__range=(min(days), max(days)))
    rows = closed.values("unit", "day", *COLUMNS)
    return {(one["unit"] and str(one["unit"]), one["day"]): {name: one[name] for name in COLUMNS} for one in rows}


def says_open(unit: Unit, said: dict) -> bool:
    return said.get(FREE_IN[UnitKind(unit.kind)]) is False


def merged(before: dict | None, said: dict) -> dict | None:
    """How the day is once it is said. A sheet knows nothing of kindergartens: their own day stays what it was."""
    after = (before or OPEN) | said
    if before and before["kindergarten"] and said.get("pupils") is False:
        after["planning"] = before["planning"]
    after["planning"] = after["planning"] and not after["teachers"]
    return after if any(after[flag] for flag in FLAGS) else None
