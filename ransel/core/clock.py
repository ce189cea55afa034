"""The only place that asks what time it is: real time, and an offset that tests, demo and proofs may set.

Tokens, cookies and leases live in real time, and do not ask here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

DAY = timedelta(days=1)

_offset, _still = timedelta(seconds=getattr(settings, "CLOCK_OFFSET", 0)), None


def now() -> datetime:
    """This moment, in UTC."""
    return _still or timezone.now() + _offset


def today() -> date:
    """This day in Oslo, where all the days of the product are."""
    return timezone.localdate(now())


def wall_time() -> time:
    """The time of day in Oslo, as the clock on the wall says."""
    return timezone.localtime(now()).time()


def minute() -> datetime:
    """The minute this moment is in: no hour that anybody sets is finer."""
    return now().replace(second=0, microsecond=0)


def quarter() -> datetime:
    """The quarter of an hour this moment is in: rights that come and go within a day do so on the quarter."""
    moment = now()
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def days(first: date, last: date) -> Iterator[date]:
    """From the first to the last, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def milliseconds() -> int:
    """This moment as a browser counts: since 1970."""
    return round(now().timestamp() * 1000)


@contextmanager
def moved_to(moment, *, still=False):
    """From that moment time runs on; or stands still, for tests. In the server's threads as in the caller's own."""
    global _offset, _still
    before = _offset, _still
    _offset, _still = moment - timezone.now(), moment if still else None
    try:
        yield
    finally:
        _offset, _still = before
