"""Hours of a unit that are made shorter: plans are kept as they were sent, and families told that they are cut."""

from collections.abc import Callable, Iterable
from datetime import date, time
from functools import partial
from uuid import UUID

from ransel.access.actions import opening
from ransel.attendance import spans
from ransel.attendance.models import AdjustedInterval, StayAdjustment, StayAnswer, StayInterval
from ransel.attendance.stays.day import Stay
from ransel.attendance.stays.effective import Key, placed, read_at
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Function, OpeningException, Unit
from ransel.units.stay_rules import planned_until

Times = dict[int, tuple[time, time]]  # {weekday: (opens, closes)}, 1 is Monday


@writing()
def set_opening_hours(*, by: Actor, unit: Unit, hours: Times, starts: date) -> int:
    """How many children have times that fit no longer. Raises as the action of the same name for who sets hours."""
    set_hours = partial(opening.set_opening_hours, by=by, unit=unit, hours=hours, starts=starts)
    return _cut(by, unit, hours, starts, planned_until(clock.today()), set_hours)


@writing()
def open_day(*, by: Actor, unit: Unit, day: date, opens: time, closes: time, note: str) -> int:
    """The same of a day on which the unit is open at other times."""
    set_hours = partial(opening.open_day, by=by, unit=unit, day=day, opens=opens, closes=closes, note=note)
    return _cut(by, unit, {day.isoweekday(): (opens, closes)}, day, day, set_hours)


@writing()
def take_back_open_day(*, by: Actor, exception: OpeningException) -> int:
    """The same of a day on which the unit opens as on any other day of the week, or not at all."""
    take_back = partial(opening.take_back_open_day, by=by, exception=exception)
    return _cut(by, exception.unit, {}, exception.day, exception.day, take_back)


@writing()
def close_days(*, by: Actor, unit: Unit, first_day: date, last_day: date, **columns) -> int:
    """The same of days on which the unit is closed."""
    close = partial(opening.close_days, by=by, unit=unit, first_day=first_day, last_day=last_day, **columns)
    return _cut(by, unit, {}, first_day, last_day, close)


def _cut(by, unit: Unit, hours: Times, first: date, last: date, set_hours: Callable) -> int:
    """Families are told once each, whichever of their days it is."""
    lock(unit)
    first, last = max(first, clock.today()), min(last, planned_until(clock.today()))
    children = _outside(unit, hours, first) if first <= last else set()
    before = _coming(unit, children, first, last)
    set_hours()
    after = _coming(unit, children, first, last)
    about = {key[0] for key, said in before.items() if _is_cut(said, after.get(key))}
    cut = list(Child.objects.filter(pk__in=about).order_by("pk"))
    announce_all("stay.cut", by=by, about=cut, topics=[child.reference for child in cut])
    return len(cut)


def _outside(unit, hours: Times, first: date) -> set[UUID]:
    """Who may be cut: who is to come, by a plan or on a day, when these hours have no room for it. Three statements."""
    plans = {"plan__unit": unit, "plan__ends__gte": first, "plan__answer__outcome": StayAnswer.Outcome.APPROVED}
    rows = StayInterval.objects.filter(**plans).values_list("plan__child", "weekday", "start", "end")
    found = {child for child, weekday, *span in rows if not _fits(hours.get(weekday), *span)}
    days = AdjustedInterval.objects.filter(adjustment__unit=unit, adjustment__day__gte=first)
    for child, day, *span in days.values_list("adjustment__child", "adjustment__day", "start", "end"):
        found |= set() if _fits(hours.get(day.isoweekday()), *span) else {child}
    unknown = StayAdjustment.objects.filter(unit=unit, day__gte=first, kind=StayAdjustment.Kind.PRESENT)
    return found | {child for child, day in unknown.values_list("child", "day") if not hours.get(day.isoweekday())}


def _fits(open_, start, end) -> bool:
    """A time not known yet has room on every day that is open."""
    return bool(open_) and (start is None or (open_[0] <= start and end <= open_[1]))


def _is_cut(before: Stay, after: Stay | None) -> bool:
    if after is None or not after.is_open:
        return True
    return not all(spans.covered(one, [*after.hours]) for one in before.hours)


def _coming(unit, children: Iterable[UUID], first, last) -> dict[Key, Stay]:
    """The days on which each child is to come. Four statements; none for no children."""
    if not children:
        return {}
    uses = Function.objects.filter(unit=unit, name=Function.Name.STAY, staff=True)
    places = placed(first, last, child__among=set(children), unit=unit, unit__in=uses.values("unit"))
    return {key: stay for key, stay in read_at(places, first, last).stays.items() if stay.comes}
