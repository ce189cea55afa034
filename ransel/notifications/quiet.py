"""When somebody is told: the quiet hours and the daily hour are times on the wall in Oslo, moments are UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Hours:
    """`quiet`: from and until, which may be over midnight; None where it is never quiet."""

    quiet: tuple[time, time] | None
    digest_at: time


def due(moment: datetime, hours: Hours, *, daily=False, urgent=False) -> datetime:
    """When what is to be told at this moment may leave. What cannot wait does not."""
    if urgent:
        return moment
    return when_not_quiet(next_at(hours.digest_at, moment) if daily else moment, hours)


def when_not_quiet(moment: datetime, hours: Hours) -> datetime:
    """This moment, or the first after it that is not in the quiet hours."""
    if hours.quiet is None or not is_quiet(moment.astimezone(OSLO).time(), *hours.quiet):
        return moment
    return next_at(hours.quiet[1], moment)


def is_quiet(wall: time, begins: time, ends: time) -> bool:
    """`ends` itself is not quiet. Where both are the same it never is."""
    if begins <= ends:
        return begins <= wall < ends
    return wall >= begins or wall < ends


def next_at(wall: time, after: datetime) -> datetime:
    """The first moment after this one at which the clock on the wall says so.

    In the night that has an hour twice, each of the two counts. In the one that lacks an hour, what is in it comes as
    much later as the clock was put forward.
    """
    first = after.astimezone(OSLO).date()
    for day in (first + timedelta(days=number) for number in range(2)):
        for fold in (0, 1):
            moment = datetime.combine(day, wall, OSLO).replace(fold=fold).astimezone(UTC)
            if moment > after:
                return moment
    raise AssertionError("a day has every time of day, or one that stands in for it")
