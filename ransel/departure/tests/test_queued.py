"""Taps that waited without network: each counts once, by its own time, in whichever order; what does not fit waits."""

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from ransel.attendance.actions.presence import check_in, undo
from ransel.attendance.models import CheckIn, PresenceCorrection, QueuedTap, TapOutcome, TapReason
from ransel.attendance.presence import presences_of
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.departure.actions.door import let_go
from ransel.departure.actions.queued import Told, decide, take_taps
from ransel.departure.models import Handover
from ransel.identity.actor import Actor

NONE = timedelta()


def moment(hour, minute=0, day=24):
    with at(hour, minute, day=day):
        return clock.now()


@pytest.fixture
def take(village):
    """Sent by Siri at noon, one batch for each call."""

    def take(*taps, hour=12, behind=NONE, group=None, by=None):
        with at(hour):
            return take_taps(by=Actor(by or village.siri), group=group or village.bikuben, taps=taps, behind=behind)

    return take


@pytest.fixture
def tap(village):
    def tap(verb, hour, minute=0, child=None, day=24):
        return Told(uuid4(), (child or village.ella).pk, verb, moment(hour, minute, day))

    return tap


def day_of(child):
    """[(came, left)] as clocks show them."""
    spans = presences_of([child.pk], clock.today()).get(child.pk, [])
    return [(one.came, one.left) for one in spans]


def test_a_tap_counts_at_the_time_it_was_tapped(take, tap, village):
    came = tap("come", 8, 5)
    assert take(came)[came.id].outcome == TapOutcome.COUNTED
    assert day_of(village.ella) == [(moment(8, 5), None)]


def test_whichever_order_they_come_in_the_day_is_the_same(take, tap, village):
    taps = [tap("come", 8), tap("leave", 9), tap("come", 10), tap("leave", 11)]
    for number, order in enumerate(permutations(taps)):
        again = [Told(uuid4(), one.child, one.verb, one.at) for one in order]
        for one in again:
            take(one)
        assert day_of(village.ella) == [(moment(8), moment(9)), (moment(10), moment(11))], number
        assert not QueuedTap.objects.listed().exists()
        QueuedTap.objects.all().delete()
        CheckIn.objects.update(undone_by=village.siri, undone_at=clock.now())


def test_the_same_tap_sent_again_is_answered_alike_and_counts_once(take, tap, village):
    came, left = tap("come", 8), tap("leave", 9)
    first = take(came, left, came)
    assert take(left, came) == first and len(day_of(village.ella)) == 1 and QueuedTap.objects.count() == 2


def test_two_boards_that_both_let_one_in_let_it_in_once(take, tap, village):
    with at(8, 10):
        check_in(by=Actor(village.both), child=village.ella, group=village.bikuben)
    take(tap("come", 8, 5))
    assert day_of(village.ella) == [(moment(8, 5), None)]
    assert PresenceCorrection.objects.get().came == moment(8, 10)


def test_what_was_tapped_on_line_keeps_its_own_time_beside_what_comes_later(take, tap, village):
    with at(8, 10):
        check_in(by=Actor(village.both), child=village.ella, group=village.bikuben)
    take(tap("come", 8))
    take(tap("leave", 8, 5))
    assert day_of(village.ella) == [(moment(8), moment(8, 5)), (moment(8, 10), None)]


def test_who_left_without_having_come_is_listed_until_the_check_in_has_come(take, tap, village):
    left = tap("leave", 9)
    assert take(left)[left.id].why and QueuedTap.objects.get().reason == TapReason.NOT_HERE
    take(tap("come", 8))
    assert take(left)[left.id].outcome == TapOutcome.COUNTED and not QueuedTap.objects.listed().exists()


def test_left_on_two_boards_it_left_when_the_first_said_so_and_the_other_is_listed(take, tap, village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(11):
        let_go(by=Actor(village.both), children=[village.ella], unit=village.fjellheim)
    take(tap("leave", 10))
    assert day_of(village.ella) == [(moment(8), moment(10))] and Handover.objects.count() == 1
    assert QueuedTap.objects.listed().get().tapped_at == moment(11)


def test_what_somebody_took_back_does_not_come_again(take, tap, village):
    came = tap("come", 8)
    take(came)
    with at(12, 5):
        undo(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    take(came)
    take(tap("leave", 9))
    assert not day_of(village.ella) and QueuedTap.objects.listed().count() == 1


def test_a_clock_an_hour_wrong_is_put_right(take, tap, village):
    take(tap("come", 9, 5), behind=timedelta(hours=-1))
    tapped = QueuedTap.objects.get()
    assert day_of(village.ella) == [(moment(8, 5), None)] and tapped.said_at == moment(9, 5)


@pytest.mark.parametrize(
    ("hour", "day", "reason"), [(13, 24, TapReason.TO_COME), (8, 23, TapReason.OTHER_DAY), (8, 25, TapReason.TO_COME)]
)
def test_what_is_not_of_today_is_listed(take, tap, village, hour, day, reason):
    take(tap("come", hour, day=day))
    assert QueuedTap.objects.get().reason == reason and not day_of(village.ella)


def test_a_child_of_another_board_is_listed_and_one_of_nobody_s_is_learnt_nothing_of(take, tap, village):
    forged, unknown = tap("come", 8, child=village.sara), Told(uuid4(), uuid4(), "come", moment(8))
    said = take(forged, unknown)
    assert said[forged.id] == said[unknown.id] and said[forged.id].outcome == "refused"
    assert not QueuedTap.objects.exists()
    take(tap("come", 8), group=village.maurtua, by=village.leader)
    assert QueuedTap.objects.get().reason == TapReason.OTHER_GROUP


def test_who_does_not_leave_as_agreed_is_listed_and_still_here(take, tap, village):
    """Leon: somebody is kept from him, so that it is always said with whom he goes."""
    take(tap("come", 8, child=village.leon), tap("leave", 9, child=village.leon))
    assert QueuedTap.objects.listed().get().reason == TapReason.NOT_AGREED
    assert day_of(village.leon) == [(moment(8), None)]


def test_who_leaves_as_agreed_is_handed_over(take, tap, village):
    take(tap("leave", 9), tap("come", 8))
    assert Handover.objects.get().as_agreed


def test_what_is_decided_stays_so_and_says_by_whom(take, tap, village):
    left = tap("leave", 9)
    take(left)
    row = QueuedTap.objects.get()
    decide(by=Actor(village.siri), group=village.bikuben, tap=row, done=False)
    decide(by=Actor(village.both), group=village.bikuben, tap=row, done=True)
    take(tap("come", 8))
    row.refresh_from_db()
    assert (row.outcome, row.decided_by) == (TapOutcome.DISMISSED, village.siri)
    assert take(left)[left.id].outcome == TapOutcome.COUNTED and day_of(village.ella) == [(moment(8), None)]


def test_an_id_that_was_used_for_another_tap_is_refused(take, tap, village):
    came = tap("come", 8)
    take(came)
    other = Told(came.id, village.leon.pk, "come", came.at)
    assert take(other)[came.id].outcome == "refused" and not day_of(village.leon)


def test_a_time_somebody_corrected_stands(take, tap, village):
    from ransel.attendance.actions.corrections import correct_times
    from ransel.core.dates import OSLO

    take(tap("come", 8))
    with at(12, 5):
        row = CheckIn.objects.get()
        correct_times(by=Actor(village.siri), check_in=row, came=moment(8, 30).astimezone(OSLO).time(), left=None)
    take(tap("leave", 11))
    assert day_of(village.ella) == [(moment(8, 30), moment(11))]
