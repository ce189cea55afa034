"""What a school calendar would close, change and open, by unit. Days in a row that are alike are one line."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.integrations.models import SchoolCalendar
from ransel.integrations.school_calendar.plan import Change, Verb, plan_of
from ransel.office.opening.forms import FREE


@dataclass
class Line:
    """From one day to another. `before` and `after` are in words, and empty for a day that is not closed."""

    first: date
    last: date
    verb: str
    before: str
    after: str

    @property
    def days(self) -> list[date]:
        return list(clock.days(self.first, self.last))

    def goes_on_in(self, change: Change) -> bool:
        told = (change.verb.value, words(change.before), words(change.after))
        return change.day == self.last + clock.DAY and told == (self.verb, self.before, self.after)


@dataclass
class OfUnit:
    name: str
    lines: list[Line] = field(default_factory=list)
    same: int = 0  # days that are as they are
    still: list[date] = field(default_factory=list)  # days on which it stays closed, for all units are


@dataclass
class Several:
    """Planning days in a row that are perhaps a holiday: where, which days, and what they are called."""

    unit: str
    first: date
    last: date
    note: str


@dataclass
class Preview:
    units: list[OfUnit]
    several: list[Several]
    broken: int
    past: int
    others: int  # events that have a time of day, or are cancelled
    days: int  # that would not be as they are
    digest: str

    @property
    def is_unread(self) -> bool:
        """Nothing in the file could be read."""
        return bool(self.broken) and not (self.units or self.past or self.others)


def preview_of(calendar: SchoolCalendar) -> Preview:
    """In the two statements of the plan. Of a calendar in force, what it would change now is not asked any more."""
    left = {name: calendar.left_out.get(name, 0) for name in ("broken", "past", "timed", "cancelled")}
    counted = {"broken": left["broken"], "past": left["past"], "others": left["timed"] + left["cancelled"]}
    if calendar.applied_at:
        return Preview([], [], days=0, digest="", **counted)
    plan = plan_of(calendar)
    units: dict[object, OfUnit] = {}
    for change in plan.changes:
        _add(units.setdefault(change.unit, OfUnit(_name(change.unit))), change)
    several = [] if calendar.by_events else [_several(run) for run in plan.long_planning]
    return Preview(list(units.values()), several, days=len(plan.real), digest=plan.digest, **counted)


def _name(unit):
    return unit.name if unit else _("All units")


def _several(run):
    return Several(_name(run[0].unit), run[0].day, run[-1].day, run[0].after["note"])


def _add(of, change):
    if change.still:
        of.still.append(change.day)
    if change.verb == Verb.SAME:
        of.same += 0 if change.still else 1
    elif of.lines and of.lines[-1].goes_on_in(change):
        of.lines[-1].last = change.day
    else:
        of.lines.append(Line(change.day, change.day, change.verb.value, words(change.before), words(change.after)))


def words(columns: dict | None) -> str:
    """What the day is called, whether it is a planning day, and who is free."""
    if columns is None:
        return ""
    named = [columns["note"]] if columns["note"] else []
    if columns["planning"] and _("Planning day").casefold() not in columns["note"].casefold():
        named.append(_("Planning day"))
    who = ", ".join(str(label) for flag, label in FREE.items() if columns[flag])
    return ". ".join([*named, _("Free: %(who)s") % {"who": who}])
