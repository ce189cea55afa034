"""The only place that asks what time it is: real time, and an offset that tests, demo and proofs may set.

Tokens, cookies and leases live in real time, and do not ask here.
"""

from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_offset, _still = timedelta(seconds=getattr(settings, "CLOCK_OFFSET", 0)), None


def now() -> datetime:
    """This moment, in UTC."""
    return _still or timezone.now() + _offset


def today() -> date:
    """This day in Oslo, where all the days of the product are."""
    return timezone.localdate(now())


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
