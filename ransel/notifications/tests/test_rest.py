"""A push service that fails again and again is left alone, longer each time, and then tried with one."""

from datetime import UTC, datetime, timedelta

import pytest

from ransel.core import clock
from ransel.notifications.lanes import ROOM
from ransel.notifications.models import PushService
from ransel.notifications.rest import (
    FIRST_REST,
    LONGEST_REST,
    MOST_FAILURES,
    asked_wait,
    failures_after,
    rests_until,
    room_of,
)


def service(failures, **after):
    return PushService(host="x", failures=failures, open_until=clock.now() + timedelta(**after))


def test_one_that_answers_has_room():
    assert room_of(None, clock.now()) == room_of(service(MOST_FAILURES - 1, hours=1), clock.now()) == ROOM


def test_one_that_failed_too_often_is_left_alone_and_then_tried_with_one():
    assert room_of(service(MOST_FAILURES, seconds=1), clock.now()) == 0
    assert room_of(service(MOST_FAILURES, seconds=-1), clock.now()) == 1


def test_many_that_fail_side_by_side_are_one_reason_to_rest():
    assert failures_after(0, failed=16, answered=0) == failures_after(3, failed=2, answered=0) == MOST_FAILURES
    assert failures_after(MOST_FAILURES, failed=1, answered=0) == MOST_FAILURES + 1


def test_those_heard_of_when_it_rests_already_make_it_rest_no_longer():
    assert failures_after(MOST_FAILURES, failed=11, answered=0, resting=True) == MOST_FAILURES


def test_one_answer_and_all_is_forgotten():
    assert failures_after(MOST_FAILURES + 3, failed=2, answered=1) == 0


def test_it_rests_for_twice_as_long_each_time_and_never_longer_than_half_an_hour():
    now = clock.now()
    assert rests_until(MOST_FAILURES - 1, now) is None
    rests = [rests_until(MOST_FAILURES + number, now) - now for number in range(40)]
    assert rests[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert rests[-1] == LONGEST_REST and rests == sorted(rests)


def test_one_that_asks_for_a_rest_has_failed_enough_whatever_else_it_took():
    asked = timedelta(seconds=90)
    assert failures_after(0, failed=1, answered=3, asked=asked) == MOST_FAILURES
    assert failures_after(MOST_FAILURES, failed=1, answered=0, asked=asked) == MOST_FAILURES + 1
    assert failures_after(MOST_FAILURES, failed=9, answered=0, resting=True, asked=asked) == MOST_FAILURES


def test_it_rests_for_as_long_as_it_asks_if_that_is_longer():
    now = clock.now()
    assert rests_until(MOST_FAILURES, now, timedelta(seconds=90)) == now + timedelta(seconds=90)
    assert rests_until(MOST_FAILURES, now, timedelta(seconds=1)) == now + FIRST_REST


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("Fri, 06 Nov 2026 08:51:37 GMT", 120),
        ("Friday, 06-Nov-26 08:51:37 GMT", 120),
        ("Fri Nov  6 08:51:37 2026", 120),
        ("999999999999999999", 1800),
        ("Fri, 06 Nov 2099 08:49:37 GMT", 1800),
        ("0", None),
        ("Fri, 06 Nov 2020 08:49:37 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("9" * 5000, None),
        ("Fri, 31 Feb 2026 08:49:37 GMT", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_asked_for_in_seconds_or_as_a_date_and_is_never_longer_than_half_an_hour(text, seconds):
    now = datetime(2026, 11, 6, 8, 49, 37, tzinfo=UTC)
    assert asked_wait(text, now) == (seconds and timedelta(seconds=seconds))
