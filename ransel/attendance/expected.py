"""Who is expected in a unit, and who is missed: not here, not left, not told of, and their time has come."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from ransel.attendance.day import Day
from ransel.attendance.spans import Span
from ransel.units.absence_rules import absence_rules_of
from ransel.units.models import Function, Unit
from ransel.units.opening import openings_of


def expected_from(children: Iterable[UUID], unit: Unit, day: date) -> dict[UUID, time | None]:
    """From when each of these, who have a place in the unit, is expected there that day; None for who is not.

    The one place that says so; a stay plan will say it here. Until then it is the unit's hour, on a day it is open, in
    a unit that checks children in. Five statements.
    """
    used = Function.objects.filter(unit=unit, name=Function.Name.PRESENCE, staff=True).exists()
    hour = None
    if used and openings_of([unit], day, day)[unit.pk, day].is_open:
        hour = absence_rules_of([unit])[unit.pk].unaccounted_at
    return dict.fromkeys(children, hour)


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
