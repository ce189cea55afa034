"""Check-ins are undone, replaced and told late while a child is out: the trip does not lose it, nor any other day's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in, check_out, undo
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.departure.actions.queued import Told, take_taps
from ransel.identity.actor import Actor
from ransel.supervision.actions.trips import account_for, end_trip, join_trip, start_trip, undo_return
from ransel.supervision.here import here_now
from ransel.supervision.models import TripChild, TripReturn
from ransel.supervision.roll_call.frozen import where_they_are
from ransel.supervision.tests.words import in_norwegian

BACK = TripReturn.How.BACK


@pytest.fixture
def siri(village):
    return Actor(village.siri)


@pytest.fixture
def trip(village, siri):
    """Ella has been in the woods since nine."""
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=siri, child=child, group=village.bikuben)
    with at(9):
        return start_trip(by=siri, group=village.bikuben, to="Skogen", adults=2, children=[village.ella])


def told(child, verb, hour, minute):
    with at(hour, minute):
        return Told(uuid4(), child.pk, verb, clock.now())


def let_out_and_in_by_mistake(village, siri):
    check_out(by=siri, child=village.ella)
    check_in(by=siri, child=village.ella, group=village.bikuben)


def taps_that_came_late(village, siri):
    taps = [told(village.ella, "leave", 8, 30), told(village.ella, "come", 8, 45)]
    take_taps(by=siri, group=village.bikuben, taps=taps, behind=timedelta())


def check_in_undone(village, siri):
    undo(by=siri, child=village.ella, group=village.bikuben)


CHANGED = [let_out_and_in_by_mistake, taps_that_came_late, check_in_undone]


@pytest.mark.parametrize("change", CHANGED)
def test_it_is_on_the_trip_everywhere_and_the_trip_does_not_end_without_it(village, siri, trip, as_, change):
    with at(10):
        change(village, siri)
        assert {one.given: one.trip for one in here_now(village.fjellheim)} == {"Ella": "Skogen", "Leon": None}
        where = {one.child: one.where for one in where_they_are(village.fjellheim)}
        assert where[village.ella.pk] == "on_trip"
        board = as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").text
        assert in_norwegian("On a trip: %(where)s", where="Skogen") in board
        page = BeautifulSoup(as_(village.siri).get(f"/work/trips/{trip.pk}/").text, "html.parser")
        assert page.select_one(f"#out-{village.ella.pk}")
        with pytest.raises(Refused):
            end_trip(by=siri, trip=trip)
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        assert end_trip(by=siri, trip=trip).ended_at


@pytest.mark.parametrize("change", CHANGED[:2])
def test_who_is_fetched_afterwards_has_left_the_trip_and_the_page_says_so(village, siri, trip, as_, change):
    with at(10):
        change(village, siri)
    with at(11):
        check_out(by=siri, child=village.ella)
        page = BeautifulSoup(as_(village.siri).get(f"/work/trips/{trip.pk}/").text, "html.parser")
        assert "11:00" in page.select_one(f"#in-{village.ella.pk}").text
        assert end_trip(by=siri, trip=trip).ended_at


def test_a_visit_before_does_not_account_for_who_was_taken_back_on_the_way(village, siri):
    with at(7):
        check_in(by=siri, child=village.ella, group=village.bikuben)
    with at(7, 30):
        check_out(by=siri, child=village.ella)
    with at(8):
        check_in(by=siri, child=village.ella, group=village.bikuben)
        trip = start_trip(by=siri, group=village.bikuben, to="Skogen", adults=2, children=[village.ella])
    with at(9):
        undo(by=siri, child=village.ella, group=village.bikuben)
        with pytest.raises(Refused):
            end_trip(by=siri, trip=trip)


def test_who_came_back_sets_out_again_and_comes_back_again(village, siri, trip, as_):
    url = f"/work/trips/{trip.pk}/children/"
    with at(10):
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
    with at(11):
        said = {"submission": uuid4(), "children": [village.ella.pk, village.leon.pk]}
        assert as_(village.siri).post(url, said).status_code == 303
        assert {row.child for row in trip.children.out()} == {village.ella, village.leon}
        undo_return(by=siri, trip=trip, child=village.ella)
        assert TripChild.objects.out().count() == 2, "it is out, and nothing is to be undone"
    with at(12):
        for child in (village.ella, village.leon):
            account_for(by=siri, trip=trip, child=child, how=BACK)
        page = BeautifulSoup(as_(village.siri).get(f"/work/trips/{trip.pk}/").text, "html.parser")
        assert "12:00" in page.select_one(f"#in-{village.ella.pk}").text
        undo_return(by=siri, trip=trip, child=village.ella)
        assert trip.children.out().get().child == village.ella
        account_for(by=siri, trip=trip, child=village.ella, how=BACK)
        end_trip(by=siri, trip=trip)


def test_nobody_sets_out_with_a_trip_of_another_day_and_the_form_says_why(village, siri, trip, as_):
    with at(9, day=25):
        check_in(by=siri, child=village.leon, group=village.bikuben)
        with pytest.raises(Refused):
            join_trip(by=siri, trip=trip, children=[village.leon])
        said = {"submission": uuid4(), "children": village.leon.pk}
        answer = as_(village.siri).post(f"/work/trips/{trip.pk}/children/", said)
    assert answer.status_code == 422 and in_norwegian("This trip is of another day. Start a new one.") in answer.text
    assert not trip.children.filter(child=village.leon).exists()
