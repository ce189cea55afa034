"""The day by the half hour. Whoever is here for a part of one counts in it: adults must be enough for all of them."""

from collections.abc import Iterable
from datetime import time

from ransel.attendance.stays.day import Hours
from ransel.units.opening import Opening

HALF = 30  # minutes
USUAL = (time(7), time(17))  # drawn where no hours are said


def halves_of(openings: Iterable[Opening]) -> list[time]:
    """The half hours in which somebody may be here on one of the days."""
    opened = [one for one in openings if one.is_open]
    first = min((one.opens or USUAL[0] for one in opened), default=USUAL[0])
    last = max((one.closes or USUAL[1] for one in opened), default=USUAL[1])
    return [time(at // 60, at % 60) for at in range(_minutes(first) // HALF * HALF, _minutes(last), HALF)]


def is_here_in(hours: Hours, half: time) -> bool:
    """Whether a child of these times is here at some moment of the half hour; without times it may be at any."""
    return not hours or any(_minutes(start) < _end(half) and half < end for start, end in hours)


def is_away_in(span: tuple[time, time], half: time) -> bool:
    """Whether who is away between two times is so in all of the half hour."""
    return span[0] <= half and _end(half) <= _minutes(span[1])


def _end(half):
    return _minutes(half) + HALF


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
