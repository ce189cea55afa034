"""Moments that the tests of a day move to: in Oslo, on Tuesday 24 November 2026 unless another day is said."""

from datetime import datetime

from ransel.core import clock
from ransel.core.dates import OSLO


def at(hour, minute=0, *, day=24):
    return clock.moved_to(datetime(2026, 11, day, hour, minute, tzinfo=OSLO), still=True)
