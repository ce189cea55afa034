"""When a push service is left alone: after failures in a row, each time for twice as long. Then one push tries it."""

from datetime import datetime, timedelta

from django.utils.http import parse_http_date

from ransel.notifications.lanes import ROOM
from ransel.notifications.models import PushService

MOST_FAILURES = 5  # in a row
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(minutes=30)


def room_of(service: PushService | None, now: datetime, *, urgent: bool = False) -> int:
    """How many pushes may be on their way there. A service that rests is let rest by what cannot wait, too."""
    if service is None or service.failures < MOST_FAILURES:
        return ROOM * (1 + urgent)
    return 0 if service.open_until and service.open_until > now else 1


def asked_wait(text: str | None, now: datetime) -> timedelta | None:
    """What Retry-After asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3): above nothing, and never for longer
    than we rest ourselves. None where it says nothing that can be read, or a time that is over.
    """
    if not text:
        return None
    try:
        seconds = int(text) if text.isascii() and text.isdigit() else parse_http_date(text) - now.timestamp()
    except ValueError:  # neither, or more digits than anybody means
        return None
    return timedelta(seconds=min(seconds, LONGEST_REST.total_seconds())) if seconds > 0 else None


def failures_after(
    before: int, *, failed: int, answered: int, resting: bool = False, asked: timedelta | None = None
) -> int:
    """In a row. While it is tried by one at a time each counts; of those that fail side by side, no more than it takes
    for it to rest, also if they are heard of when it rests already. One that asks for a rest has failed enough for it.
    """
    if asked:
        return max(failures_after(before, failed=failed, answered=0, resting=resting), MOST_FAILURES)
    if answered:
        return 0
    if resting:
        return before
    return before + failed if before >= MOST_FAILURES else min(before + failed, MOST_FAILURES)


def rests_until(failures: int, now: datetime, asked: timedelta | None = None) -> datetime | None:
    """For as long as it asks, if that is longer than it would rest anyway."""
    if failures < MOST_FAILURES:
        return None
    doublings = min(failures - MOST_FAILURES, 10)
    return now + max(min(FIRST_REST * 2**doublings, LONGEST_REST), asked or timedelta())
