"""Trips and roll calls on the shared tablet: opened with a PIN, of the tablet's own groups."""

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.dayboard.tests.test_tablet import PIN, opened, pair, send
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength
from ransel.supervision.actions.roll_calls import call_roll
from ransel.supervision.actions.trips import start_trip
from ransel.supervision.models import RollCall, SafeMark, Trip, TripReturn


@pytest.fixture
def browser(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)
        choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
        yield pair(village)[0]


def test_locked_it_wants_a_pin_before_trips_and_roll_calls(browser, village):
    for page in ("trips", "roll-call"):
        assert "/tablet/" in browser.get(f"/work/groups/{village.bikuben.pk}/{page}/").url


def test_opened_it_sets_out_and_calls_the_roll(browser, village):
    opened(browser, village, village.siri)
    group = f"/work/groups/{village.bikuben.pk}"
    trip = send(browser, f"{group}/trips/start/", to="Skogen", adults="2", children=[village.ella.pk]).url
    assert "Ella" in browser.get(trip).text
    send(browser, f"{trip}marks/", child=village.ella.pk, verb="back")
    roll = send(browser, f"{group}/roll-call/", what="real").url
    assert "Jonas" in browser.get(roll).text, "the whole unit is looked for"
    send(browser, f"{roll}marks/", child=village.jonas.pk, verb="safe")
    assert TripReturn.objects.get().by == SafeMark.objects.get().by == village.siri


def test_what_is_of_other_groups_alone_is_not_there(browser, village):
    mona = Actor(village.other_group)
    said = {"to": "Skogen", "adults": 2, "children": [village.jonas]}
    start_trip(by=mona, group=village.maurtua, **said)
    call_roll(by=mona, group=village.maurtua, whole=False, drill=True)
    opened(browser, village, village.siri)
    assert browser.get(f"/work/trips/{Trip.objects.get().pk}/").status_code == 404
    assert browser.get(f"/work/roll-calls/{RollCall.objects.get().pk}/").status_code == 404
