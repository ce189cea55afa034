"""Who is expected in a unit, and who is missed: not here, not left, not told of, and their time has come."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ransel.attendance.day import Day
from ransel.attendance.spans import Span
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import Seen, read
from ransel.core.dates import OSLO
from ransel.units.absence_rules import absence_rules_of
from ransel.units.models import Function, Unit
from ransel.units.opening import openings_of

GRACE = timedelta(minutes=30)  # after the time one was to come, before anybody is missed


def expected_from(
    children: Iterable[UUID],
    unit: Unit,
    day: date,
    *,
    seen: Seen | None = None,
    used: bool | None = None,
    asked: Mapping[UUID, time] | None = None,
    hour: time | None = None,
) -> dict[UUID, time | None]:
    """From when each of these, who have a place in the unit, is expected there that day; None for who is not.

    By the stay plan: who is off is not expected; who comes after the unit's hour, or leaves again before it, is
    expected half an hour after the time told. Without one it is the unit's hour, on a day it is open, in a unit that
    checks children in. Who was `asked` about at an hour is expected from then, also if the unit's is made later.
    `seen` is what has been read of the plans, `used` whether it checks in, and `hour` the unit's; else they are read.
    Five statements at most.
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
    hour = hour or absence_rules_of([unit])[unit.pk].unaccounted_at
    hours = {child: min(hour, (asked or {}).get(child, hour)) for child in children}
    return {child: _by_plan(stay, hours[child]) if stay else hours[child] for child, stay in stays.items()}


def _by_plan(stay: Stay, hour: time) -> time | None:
    if stay.kind in (StayKind.OFF, StayKind.CLOSED):
        return None
    if not stay.hours:
        return hour
    start, end = stay.hours[0]
    return hour if start < hour < end else late_for(start)


def late_for(start: time) -> time:
    """From when a child who was to come at this time is missed."""
    return (datetime.combine(date.min, start) + GRACE).time()


def comes_again(day: Day, stay: Stay | None) -> time | None:
    """When a child who has left is to come once more the same day: from school to after-school."""
    if not day.left or not stay:
        return None
    left = day.left.astimezone(OSLO).time()
    return next((start for start, _end in stay.hours if start > left), None)


def is_missed(day: Day, expected: time | None, now: time) -> bool:
    """Whether a child with this day, expected from this time, is unaccounted for. `now` is the time on the wall."""
    if day.again:
        expected = late_for(day.again)
    if expected is None or (day.came and not day.again) or (day.away and day.away.all_day):
        return False
    return now >= after(day.away.spans if day.away else [], expected)


def after(spans: list[Span], moment: time) -> time:
    """The moment; or when the times told of it end, for who is at the dentist until later."""
    for span in sorted(span for span in spans if span):
        if span[0] <= moment < span[1]:
            moment = span[1]
    return moment
