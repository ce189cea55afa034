"""When a push service is left alone: after failures in a row, each time for twice as long. Then one push tries it."""

from datetime import datetime, timedelta

from ransel.notifications.lanes import ROOM
from ransel.notifications.models import PushService

MOST_FAILURES = 5  # in a row
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(minutes=30)


def room_of(service: PushService | None, now: datetime) -> int:
    """How many pushes may be on their way there."""
    if service is None or service.failures < MOST_FAILURES:
        return ROOM
    return 0 if service.open_until and service.open_until > now else 1


def failures_after(before: int, *, failed: int, answered: int, resting: bool = False) -> int:
    """In a row. While it is tried by one at a time each counts; of those that fail side by side, no more than it takes
    for it to rest, also if they are heard of when it rests already.
    """
    if answered:
        return 0
    if resting:
        return before
    return before + failed if before >= MOST_FAILURES else min(before + failed, MOST_FAILURES)


def rests_until(failures: int, now: datetime) -> datetime | None:
    if failures < MOST_FAILURES:
        return None
    doublings = min(failures - MOST_FAILURES, 10)
    return now + min(FIRST_REST * 2**doublings, LONGEST_REST)
