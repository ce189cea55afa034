"""Hours of a unit that are made shorter: plans are kept as they were sent, and families told that they are cut."""

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

from ransel.access.actions import opening
from ransel.attendance.models import MOST_WEEKS
from ransel.attendance.stays.effective import Seen, placed, read_at
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Function, Unit
from ransel.units.stay_rules import planned_until

AHEAD = timedelta(weeks=MOST_WEEKS)  # the longest rota: what no day of it shows, no later one does


@writing()
def set_opening_hours(*, by: Actor, unit: Unit, hours: dict[int, tuple[time, time]], starts: date) -> int:
    """How many children have times that fit no longer. Raises as the action of the same name for who sets hours."""
    set_hours = partial(opening.set_opening_hours, by=by, unit=unit, hours=hours, starts=starts)
    return _cut(by, unit, starts, AHEAD, set_hours)


@writing()
def open_day(*, by: Actor, unit: Unit, day: date, **columns) -> int:
    """The same of a day on which the unit is open at other times."""
    return _cut(by, unit, day, timedelta(), partial(opening.open_day, by=by, unit=unit, day=day, **columns))


def _cut(by, unit: Unit, starts: date, ahead: timedelta, set_hours: Callable) -> int:
    """Families are told once each, whichever of their days it is."""
    lock(unit)
    first, last = max(starts, clock.today()), planned_until(clock.today())
    days = (first, min(first + ahead, last)) if first <= last else None
    before = _seen(unit, *days) if days else None
    set_hours()
    if not days or not before or not before.stays:
        return 0
    after = _seen(unit, *days)
    about = {key[0] for key, stay in before.stays.items() if _minutes(stay) > _minutes(after.stays.get(key))}
    children = list(Child.objects.filter(pk__in=about).order_by("pk"))
    announce_all("stay.cut", by=by, about=children, topics=[child.reference for child in children])
    return len(children)


def _seen(unit, first, last) -> Seen:
    uses = Function.objects.filter(unit=unit, name=Function.Name.STAY, staff=True)
    return read_at(placed(first, last, unit=unit, unit__in=uses.values("unit")), first, last)


def _minutes(stay) -> int:
    """How long the child is to be there; 0 where no times are said."""
    hours = stay.hours if stay else ()
    return sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in hours)
