"""Who is out on a trip does not go home by a tap on the board, and is not counted in the house."""

from uuid import uuid4

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckOut, HeadCount
from ransel.attendance.tests.moments import at
from ransel.identity.actor import Actor
from ransel.supervision.actions.trips import start_trip


@pytest.fixture
def out(village):
    """Ella is in the woods; Leon is in the house."""
    by = Actor(village.siri)
    with at(9):
        for child in (village.ella, village.leon):
            check_in(by=by, child=child, group=village.bikuben)
        start_trip(by=by, group=village.bikuben, to="Skogen", adults=2, children=[village.ella])
    with at(10):
        yield f"/work/groups/{village.bikuben.pk}/"


def post(browser, path, **said):
    return browser.post(path, {"submission": uuid4(), **said})


def test_one_tap_sends_nobody_home_from_a_trip_but_asks_at_the_door(as_, village, out):
    siri = as_(village.siri)
    answer = post(siri, f"{out}taps/", child=village.ella.pk, verb="leave")
    assert answer.url.startswith(f"/work/children/{village.ella.pk}/door/") and not CheckOut.objects.exists()
    assert "Ella er på tur: Skogen." in siri.get(answer.url).text


def test_several_at_once_say_who_is_on_a_trip_and_nobody_leaves(as_, village, out):
    siri = as_(village.siri)
    answer = post(siri, f"{out}together/", children=[village.ella.pk, village.leon.pk], verb="leave")
    assert answer.status_code == 422 and "Ella er på tur: Skogen." in answer.text
    assert not CheckOut.objects.exists()


def test_those_out_are_listed_apart_and_are_not_among_who_is_counted(as_, village, out):
    siri = as_(village.siri)
    assert "Skogen" in siri.get(f"{out}counting/").text
    post(siri, f"{out}counting/", counted="1")
    assert HeadCount.objects.get().agrees
