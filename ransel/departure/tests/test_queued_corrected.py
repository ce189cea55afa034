"""What a person has put right stands: taps that waited without network move no time of it, in whichever order."""

from itertools import permutations

import pytest

from ransel.attendance.actions.corrections import correct_times
from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckIn, PresenceCorrection, QueuedTap, TapReason
from ransel.attendance.tests.moments import at
from ransel.core.dates import OSLO
from ransel.departure.actions.door import let_go
from ransel.departure.tests.test_queued import Actor, day_of, moment, take, tap

__all__ = ["take", "tap"]


@pytest.fixture
def put_right(village):
    def put_right(came, left=None, hour=16, row=None):
        with at(hour):
            times = [one and one.astimezone(OSLO).time() for one in (came, left)]
            row = row or CheckIn.objects.standing().get()
            correct_times(by=Actor(village.siri), check_in=row, came=times[0], left=times[1])

    return put_right


@pytest.fixture
def here(village):
    with at(8):
        return check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)


@pytest.fixture
def gone(village, here):
    with at(15):
        let_go(by=Actor(village.siri), children=[village.ella], unit=village.fjellheim)


def reasons():
    return {one.tapped_at: one.reason for one in QueuedTap.objects.listed()}


def test_a_tap_that_would_move_when_a_child_came_is_listed_and_moves_nothing(take, tap, village, here, put_right):
    put_right(moment(7, 30), hour=9)
    take(tap("come", 7, 10))
    assert day_of(village.ella) == [(moment(7, 30), None)]
    assert reasons() == {moment(7, 10): TapReason.CORRECTED}


def test_a_tap_that_would_move_when_a_child_left_is_listed_and_moves_nothing(take, tap, village, gone, put_right):
    put_right(moment(8), moment(14, 50))
    take(tap("leave", 14, 20), hour=17)
    assert day_of(village.ella) == [(moment(8), moment(14, 50))]
    assert reasons() == {moment(14, 20): TapReason.CORRECTED}


def test_who_left_without_a_tap_after_the_times_were_put_right_left_when_it_was_tapped(
    take, tap, village, here, put_right
):
    put_right(moment(7, 30), hour=9)
    take(tap("leave", 11))
    assert day_of(village.ella) == [(moment(7, 30), moment(11))] and not reasons()


def test_a_time_that_taps_moved_is_moved_again_by_taps(take, tap, village, here):
    take(tap("come", 7, 30))
    take(tap("come", 7, 10))
    assert day_of(village.ella) == [(moment(7, 10), None)]
    assert PresenceCorrection.objects.filter(by_taps=True).count() == 2


def test_what_does_not_touch_what_was_put_right_counts_beside_it(take, tap, village, here, put_right):
    put_right(moment(8, 30), hour=9)
    early, left = tap("come", 7, 10), tap("leave", 7, 20)
    take(early)
    assert reasons() == {moment(7, 10): TapReason.CORRECTED}
    take(left)
    assert day_of(village.ella) == [(moment(7, 10), moment(7, 20)), (moment(8, 30), None)] and not reasons()


def test_who_was_seen_again_after_a_time_that_was_put_right_came_anew(take, tap, village, gone, put_right):
    put_right(moment(8), moment(14, 50))
    early, late = tap("come", 14), tap("come", 14, 55)
    take(early, late, hour=17)
    assert day_of(village.ella) == [(moment(8), moment(14, 50)), (moment(14, 55), None)]


@pytest.mark.parametrize("ends", [None, (14, 50)])
def test_in_whichever_order_taps_come_beside_times_put_right_the_day_is_the_same(take, tap, village, ends):
    seen = set()
    times = [("come", 7, 10), ("come", 7, 40), ("leave", 7, 50), ("leave", 14, 20), ("come", 14, 40)]
    for number, order in enumerate(permutations(times)):
        if number % 3:
            continue
        CheckIn.objects.update(undone_by=village.siri, undone_at=moment(7))
        QueuedTap.objects.all().delete()
        with at(8):
            row = check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        take(tap("come", 8, 5))  # from now on what was tapped with network stands among the taps
        if ends:
            with at(15):
                let_go(by=Actor(village.siri), children=[village.ella], unit=village.fjellheim)
        with at(16):
            left = moment(*ends).astimezone(OSLO).time() if ends else None
            correct_times(by=Actor(village.siri), check_in=row, came=moment(7, 30).astimezone(OSLO).time(), left=left)
        for one in order:
            take(tap(*one), hour=17)
        row.refresh_from_db()
        assert row.at == moment(7, 30) and row.undone_at is None
        listed = tuple(sorted(reasons().items()))
        seen.add((tuple(day_of(village.ella)), listed))
    assert len(seen) == 1, seen
