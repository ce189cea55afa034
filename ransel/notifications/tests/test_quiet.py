"""When something may leave: not in the quiet hours, once a day if so wished, and at once if it cannot wait."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ransel.notifications.quiet import OSLO, Hours, due, is_quiet, next_at

NIGHT = Hours((time(21), time(6, 30)), time(16, 30))


def oslo(day, hour, minute=0, month=11, *, fold=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=OSLO, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (oslo(24, 7, 2), oslo(24, 7, 2)),
        (oslo(24, 20, 59), oslo(24, 20, 59)),
        (oslo(24, 21), oslo(25, 6, 30)),
        (oslo(25, 3), oslo(25, 6, 30)),
        (oslo(25, 6, 30), oslo(25, 6, 30)),
    ],
)
def test_in_the_quiet_hours_it_waits_until_they_end(at, leaves):
    assert due(at, NIGHT) == leaves


def test_what_cannot_wait_does_not():
    assert due(oslo(25, 3), NIGHT, urgent=True) == oslo(25, 3)
    assert due(oslo(25, 9), NIGHT, daily=True, urgent=True) == oslo(25, 9)


def test_whoever_wants_no_quiet_hours_is_told_at_night():
    assert due(oslo(25, 3), Hours(None, time(16, 30))) == oslo(25, 3)


def test_once_a_day_is_at_the_hour_that_comes_next():
    assert due(oslo(24, 7), NIGHT, daily=True) == oslo(24, 16, 30)
    assert due(oslo(24, 16, 30), NIGHT, daily=True) == oslo(25, 16, 30)


def test_a_daily_hour_in_the_quiet_ones_waits_until_they_end():
    assert due(oslo(24, 12), Hours((time(21), time(6, 30)), time(22)), daily=True) == oslo(25, 6, 30)


def test_quiet_hours_within_one_day():
    noon = Hours((time(11), time(13)), time(16, 30))
    assert due(oslo(24, 12), noon) == oslo(24, 13) and due(oslo(24, 22), noon) == oslo(24, 22)


def test_the_night_that_lacks_an_hour():
    """On 29 March 2026 two o'clock is followed by three: half past two comes at half past three."""
    assert due(oslo(28, 23, month=3), NIGHT) == oslo(29, 6, 30, month=3)
    lacking = next_at(time(2, 30), oslo(29, 1, month=3))
    assert lacking == oslo(29, 3, 30, month=3)
    assert oslo(29, 6, 30, month=3) - oslo(28, 23, month=3) == timedelta(hours=6, minutes=30)


def test_the_night_that_has_an_hour_twice():
    """On 25 October 2026 the hour from two to three comes twice; quiet until half past two is so in both."""
    until = Hours((time(21), time(2, 30)), time(16, 30))
    first, second = oslo(25, 2, 10, month=10), oslo(25, 2, 10, month=10, fold=1)
    assert second - first == timedelta(hours=1)
    assert due(first, until) == oslo(25, 2, 30, month=10)
    assert due(second, until) == oslo(25, 2, 30, month=10, fold=1)


walls = st.times().map(lambda one: one.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001
DST = [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 28), (10, 24))]
near = st.builds(lambda day, minutes: day + timedelta(minutes=minutes), st.sampled_from(DST), st.integers(0, 2880))


@given(moments | near, walls, walls, walls, st.booleans())
def test_it_never_leaves_earlier_nor_in_the_quiet_hours_and_within_three_days(moment, begins, ends, digest, daily):
    leaves = due(moment, Hours((begins, ends), digest), daily=daily)
    assert moment <= leaves <= moment + timedelta(days=3)
    lacking = leaves == next_at(ends, moment) and leaves.astimezone(OSLO).time() != ends
    assert lacking or not is_quiet(leaves.astimezone(OSLO).time(), begins, ends)
