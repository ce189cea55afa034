"""Who is expected in a unit, and who is missed: not here, not left, not told of, and their time has come."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ransel.attendance.day import Day
from ransel.attendance.spans import Span
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import Seen, read
from ransel.units.absence_rules import absence_rules_of
from ransel.units.models import Function, Unit
from ransel.units.opening import openings_of

GRACE = timedelta(minutes=30)  # after the time one was to come, before anybody is missed


def expected_from(
    children: Iterable[UUID], unit: Unit, day: date, *, seen: Seen | None = None, used: bool | None = None
) -> dict[UUID, time | None]:
    """From when each of these, who have a place in the unit, is expected there that day; None for who is not.

    By the stay plan: who is off is not expected, and who comes later than the unit's hour is expected half an hour
    after that. Without one it is the unit's hour, on a day it is open, in a unit that checks children in. `seen` is
    what has been read of the plans, and `used` whether it checks in; else they are read. Six statements at most.
    """
    children = list(children)
    if used is None:
        used = Function.objects.filter(unit=unit, name=Function.Name.PRESENCE, staff=True).exists()
    if not used:
        return dict.fromkeys(children)
    seen = read(children, day, day) if seen is None else seen
    stays = {child: seen.stays.get((child, unit.pk, day)) for child in children}
    open_ = seen.openings.get((unit.pk, day)) or openings_of([unit], day, day)[unit.pk, day]
    if not open_.is_open:
        return dict.fromkeys(children)
    hour = absence_rules_of([unit])[unit.pk].unaccounted_at
    return {child: _by_plan(stay, hour) if stay else hour for child, stay in stays.items()}


def _by_plan(stay: Stay, hour: time) -> time | None:
    if stay.kind in (StayKind.OFF, StayKind.CLOSED):
        return None
    if not stay.hours:
        return hour
    later = [start for start, end in stay.hours if end > hour]
    start = later[0] if later else stay.hours[0][0]
    return hour if later and start < hour else (datetime.combine(date.min, start) + GRACE).time()


def is_missed(day: Day, expected: time | None, now: time) -> bool:
    """Whether a child with this day, expected from this time, is unaccounted for. `now` is the time on the wall."""
    if expected is None or day.came or (day.away and day.away.all_day):
        return False
    return now >= after(day.away.spans if day.away else [], expected)


def after(spans: list[Span], moment: time) -> time:
    """The moment; or when the times told of it end, for who is at the dentist until later."""
    for span in sorted(span for span in spans if span):
        if span[0] <= moment < span[1]:
            moment = span[1]
    return moment
