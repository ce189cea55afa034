"""A trip: who sets out is here, nobody is on two, and it does not end while somebody is unaccounted for."""

from datetime import timedelta

import pytest
from django.http import Http404

from ransel.attendance.actions.day_end import end_day
from ransel.attendance.actions.presence import check_in, check_out, undo
from ransel.attendance.tests.moments import at
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Topic
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.supervision.actions.trips import (
    account_for,
    count_on_trip,
    end_trip,
    join_trip,
    start_trip,
    undo_return,
)
from ransel.supervision.here import on_trip
from ransel.supervision.models import Trip, TripChild, TripCount, TripReturn
from ransel.units.models import Joining

pytestmark = pytest.mark.usefixtures("english")
BACK, OTHERS = TripReturn.How.BACK, TripReturn.How.HANDED_OVER


@pytest.fixture(autouse=True)
def here(village):
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)


@pytest.fixture
def siri(village):
    return Actor(village.siri)


def start(village, by, *children, to="The woods"):
    return start_trip(by=by, group=village.bikuben, to=to, adults=2, children=children)


def out(day=None):
    return {row.child.person.given_name for row in on_trip(day or clock.today())}


def test_those_who_set_out_are_on_the_trip_and_still_here_and_the_boards_hear_of_it(village, siri):
    version = Topic.raised(village.bikuben.reference)
    with at(10):
        trip = start(village, siri, village.ella, village.leon)
        assert out() == {"Ella", "Leon"}
        with pytest.raises(Refused, match="3 children are still here"):
            end_day(by=siri, group=village.bikuben)
    assert Topic.raised(village.bikuben.reference) == version + 1
    assert Event.objects.filter(what="trip.started", about=trip.reference).exists()


def test_who_is_not_here_does_not_set_out_and_then_nobody_does(village, siri):
    with at(10):
        check_out(by=siri, child=village.leon)
        with pytest.raises(Refused) as refused:
            start(village, siri, village.ella, village.leon)
    assert refused.value.per_item == {village.leon.pk: "Leon is not here now."} and not Trip.objects.exists()


def test_a_child_is_on_one_trip_at_a_time(village, siri):
    with at(10):
        first = start(village, siri, village.ella)
        with pytest.raises(Refused, match="Ella is on a trip already"):
            start(village, Actor(village.both), village.ella, village.leon)
        assert Trip.objects.count() == 1
        account_for(by=siri, trip=first, child=village.ella, how=BACK)
        start(village, siri, village.ella, to="The shop")
        with pytest.raises(Refused, match="Ella is on a trip already"):
            undo_return(by=siri, trip=first, child=village.ella)
    assert TripReturn.objects.get().undone_at is None


def test_a_child_of_a_group_one_does_not_see_is_not_taken_along(village, siri):
    with at(10), pytest.raises(Http404):
        start(village, siri, village.ella, village.jonas)
    assert not Trip.objects.exists()
    for person in (village.marte, village.other_unit, village.stranger):
        with at(10), pytest.raises(Http404):
            start(village, Actor(person), village.ella)


def test_joined_departments_take_children_of_both_and_both_see_the_trip(village, siri, as_):
    hours = {"from_time": "09:00", "to_time": "11:00", "starts": clock.today()}
    Joining.objects.create(unit=village.fjellheim, **hours).groups.set([village.bikuben, village.maurtua])
    with at(10):
        trip = start(village, siri, village.ella, village.jonas)
    with at(12):
        account_for(by=Actor(village.other_group), trip=trip, child=village.jonas, how=BACK)
        assert out() == {"Ella"}
        assert as_(village.other_group).get(f"/work/trips/{trip.pk}/").status_code == 200


def test_it_does_not_end_while_somebody_is_out_and_says_who(village, siri):
    with at(10):
        trip = start(village, siri, village.ella, village.leon)
    with at(12):
        with pytest.raises(Refused, match=r"Not accounted for yet: Ella, Leon\."):
            end_trip(by=siri, trip=trip)
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        with pytest.raises(Refused, match=r"Not accounted for yet: Leon\."):
            end_trip(by=siri, trip=trip, reason="because")
        account_for(by=siri, trip=trip, child=village.leon, how=OTHERS)
        assert end_trip(by=siri, trip=trip) == end_trip(by=Actor(village.both), trip=trip)
    trip.refresh_from_db()
    assert trip.ended_by == village.siri and Event.objects.filter(what="trip.ended").count() == 1


def test_who_is_fetched_on_the_way_has_left_the_trip_and_is_on_it_again_when_that_is_undone(village, siri):
    with at(10):
        trip = start(village, siri, village.ella, village.leon)
    with at(11):
        check_out(by=siri, child=village.ella)
        assert out() == {"Leon"}
        assert account_for(by=siri, trip=trip, child=village.ella, how=BACK) is None
        undo(by=siri, child=village.ella, group=village.bikuben)
        assert out() == {"Ella", "Leon"}
        check_out(by=siri, child=village.ella)
        check_in(by=siri, child=village.ella, group=village.bikuben)
        assert out() == {"Ella", "Leon"}, "who was let out by mistake and in again is out until it is accounted for"
        join_trip(by=siri, trip=trip, children=[village.ella])
        assert TripChild.objects.filter(child=village.ella).count() == 1


def test_two_who_mark_the_same_child_bring_it_back_once_and_undo_keeps_the_row(village, siri):
    with at(10):
        trip = start(village, siri, village.ella)
        mine = account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        assert account_for(by=Actor(village.both), trip=trip, child=village.ella, how=OTHERS) == mine
        undo_return(by=siri, trip=trip, child=village.ella)
        undo_return(by=Actor(village.both), trip=trip, child=village.ella)
        account_for(by=Actor(village.both), trip=trip, child=village.ella, how=OTHERS)
    rows = TripReturn.objects.order_by("undone_at")
    assert {(one.by, one.undone_by) for one in rows} == {(village.siri, village.siri), (village.both, None)}


def test_those_who_are_on_it_already_do_not_go_along_twice(village, siri):
    with at(10):
        trip = start(village, siri, village.ella)
        join_trip(by=siri, trip=trip, children=[village.ella, village.leon])
        join_trip(by=Actor(village.both), trip=trip, children=[village.leon])
    assert TripChild.objects.count() == 2 and out() == {"Ella", "Leon"}


def test_each_count_is_kept_with_how_many_are_out_and_who_was_seen(village, siri):
    with at(10):
        trip = start(village, siri, village.ella, village.leon)
        ticked = count_on_trip(by=siri, trip=trip, stop="The bridge", seen=[village.ella])
        number = count_on_trip(by=Actor(village.both), trip=trip, counted=2)
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        after = count_on_trip(by=siri, trip=trip, counted=1, seen=[village.leon])
    assert [(one.expected, one.counted, one.agrees) for one in (ticked, number, after)] == [
        (2, 1, False),
        (2, 2, True),
        (1, 1, True),
    ]
    assert [tick.trip_child.child for tick in ticked.ticks.all()] == [village.ella]


@pytest.mark.parametrize("said", [{}, {"counted": 2, "ella": True}, {"jonas": True}])
def test_a_count_that_says_nothing_or_two_things_or_of_another_is_refused(village, siri, said):
    seen = [getattr(village, name) for name in ("ella", "jonas") if name in said]
    with at(10):
        trip = start(village, siri, village.ella, village.leon)
        with pytest.raises(Refused):
            count_on_trip(by=siri, trip=trip, counted=said.get("counted"), seen=seen)
    assert not TripCount.objects.exists()


def test_an_ended_trip_is_not_changed_any_more(village, siri):
    with at(10):
        trip = start(village, siri, village.ella)
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        end_trip(by=siri, trip=trip)
        for act in (
            lambda: undo_return(by=siri, trip=trip, child=village.ella),
            lambda: count_on_trip(by=siri, trip=trip, counted=1),
            lambda: join_trip(by=siri, trip=trip, children=[village.leon]),
        ):
            with pytest.raises(Refused, match="The trip is ended"):
                act()


def test_a_forgotten_trip_hinders_nobody_the_next_day_and_is_ended_with_a_reason(village, siri):
    with at(10):
        trip = start(village, siri, village.ella)
    with clock.moved_to(clock.now() + timedelta(days=1, hours=3), still=True):
        check_in(by=siri, child=village.ella, group=village.bikuben)
        start(village, siri, village.ella)
        assert out() == {"Ella"}
        with pytest.raises(Refused) as refused:
            end_trip(by=siri, trip=trip)
        assert list(refused.value.per_item) == ["reason"]
        end_trip(by=siri, trip=trip, reason="Forgot it")
    trip.refresh_from_db()
    assert trip.reason == "Forgot it" and trip.ended_by == village.siri


def test_a_check_out_that_nobody_made_accounts_for_nobody(village, siri):
    with at(10):
        trip = start(village, siri, village.ella)
    row = trip.children.get()
    row.check_in.check_outs.create(at=clock.now(), noted_at=clock.now(), forgotten=True)
    with clock.moved_to(clock.now() + timedelta(days=1), still=True), pytest.raises(Refused):
        end_trip(by=siri, trip=trip)
