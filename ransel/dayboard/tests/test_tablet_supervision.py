"""Trips and roll calls on the shared tablet: opened with a PIN, of the tablet's own groups."""

import json
from uuid import uuid4

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckIn
from ransel.attendance.tests.moments import at
from ransel.audit.models import AccessRecord
from ransel.cards.actions import write_on_card
from ransel.cards.models import CardNote
from ransel.core import clock
from ransel.dayboard.tests.test_tablet import pair, send
from ransel.dayboard.tests.test_tablet_pin import PIN, opened
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Tablet
from ransel.people.models import Child, Enrolment, Person
from ransel.supervision.actions.roll_calls import call_roll, end_roll_call
from ransel.supervision.actions.trips import start_trip
from ransel.supervision.models import RollCall, SafeMark, Trip, TripReturn


@pytest.fixture
def browser(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)
        choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
        yield pair(village)[0]


def test_locked_it_wants_a_pin_before_trips(browser, village):
    assert "/tablet/" in browser.get(f"/work/groups/{village.bikuben.pk}/trips/").url


def test_locked_it_calls_the_roll_and_marks_children_safe(browser, village):
    """Nobody looks for a PIN in a fire."""
    board = f"/work/groups/{village.bikuben.pk}/"
    assert f'href="{board}roll-call/"' in browser.get(board).text
    roll = send(browser, f"{board}roll-call/", what="real").url
    assert "Jonas" in browser.get(roll).text, "the whole unit is looked for"
    send(browser, f"{roll}marks/", child=village.jonas.pk, verb="safe")
    assert SafeMark.objects.get().by == Tablet.objects.get().person
    assert browser.get(f"{roll}sheet/").status_code == 200


def test_but_locked_it_ends_none_and_shows_no_more_than_first_names(browser, village):
    twin = Child.objects.create(person=Person.objects.create(given_name="Ella", family_name="Nes"))
    of = {"unit": village.fjellheim, "group": village.bikuben}
    Enrolment.objects.create(child=twin, starts=clock.today(), **of)
    check_in(by=Actor(village.siri), child=twin, group=village.bikuben)
    roll_call = call_roll(by=Actor(village.siri), group=village.bikuben, whole=False, drill=False)
    roll = f"/work/roll-calls/{roll_call.pk}/"
    for page in ("", "sheet/"):
        shown = browser.get(f"{roll}{page}").text
        assert "Ella N." in shown and "Nes" not in shown and village.ella.person.family_name not in shown
    for page in ("end/", "details/"):
        assert browser.get(f"{roll}{page}").url.startswith("/tablet/pin/")
    end_roll_call(
        by=Actor(village.siri), roll_call=roll_call, reasons=dict.fromkeys((village.ella.pk, twin.pk), "Funnet")
    )
    shown = browser.get(roll).text
    assert "Oppropet er avsluttet" in shown and "Funnet" not in shown
    with at(8, day=25):
        assert browser.get(roll).status_code == 404


def test_nor_one_of_other_groups_alone(browser, village):
    call_roll(by=Actor(village.other_group), group=village.maurtua, whole=False, drill=True)
    assert browser.get(f"/work/roll-calls/{RollCall.objects.get().pk}/").status_code == 404


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


def test_a_board_says_who_is_out_and_that_a_roll_call_goes_on(browser, as_, village):
    board = f"/work/groups/{village.bikuben.pk}/"
    siri = Actor(village.siri)
    start_trip(by=siri, group=village.bikuben, to="Skogen", adults=2, children=[village.ella])
    call_roll(by=siri, group=village.bikuben, whole=True, drill=False)
    for reader in (browser, as_(village.siri)):
        shown = reader.get(board).text
        assert "På tur: Skogen" in shown and "Det er opprop nå." in shown


def test_allergies_and_telephones_of_a_roll_call_are_behind_the_pin_and_each_look_is_recorded(browser, village):
    write_on_card(by=Actor(village.marte, Strength.STRONG), child=village.ella, kind="allergy", text="Nøtter")
    call_roll(by=Actor(village.siri), group=village.bikuben, whole=False, drill=True)
    details = f"/work/roll-calls/{RollCall.objects.get().pk}/details/"
    assert browser.get(details).url.startswith("/tablet/pin/")
    opened(browser, village, village.siri)
    shown = browser.get(details).text
    assert "Nøtter" in shown and f"{village.marte.name}: " in shown
    looks = AccessRecord.objects.filter(permit="see allergies and telephones of a roll call", by=village.siri.pk)
    assert village.ella.reference in looks.values_list("scope", flat=True)


@pytest.mark.parametrize("drill", [True, False])
def test_and_of_no_child_beyond_the_tablets_groups_though_it_is_real(browser, village, drill):
    for child, text in ((village.ella, "Nøtter"), (village.jonas, "Melk")):
        said = {"kind": "allergy", "said_by": village.marte, "said_at": clock.now()}
        CardNote.objects.create(child=child, text=text, **said)
    roll_call = call_roll(by=Actor(village.siri), group=village.bikuben, whole=True, drill=drill)
    opened(browser, village, village.siri)
    shown = browser.get(f"/work/roll-calls/{roll_call.pk}/details/").text
    assert "Nøtter" in shown and "Melk" not in shown and "Jonas" in shown


def test_taps_that_waited_on_a_locked_tablet_are_credited_to_it(browser, village):
    send(browser, "/tablet/turn/", person=village.siri.pk)
    with at(9):
        tap = {"id": str(uuid4()), "child": str(village.leon.pk), "verb": "come", "at": clock.now().isoformat()}
    with at(10):
        said = {"now": clock.now().isoformat(), "taps": json.dumps([tap])}
        answer = browser.post(f"/work/groups/{village.bikuben.pk}/queued/taps/", said)
    tablet = Tablet.objects.get()
    assert answer.json()["taps"][tap["id"]]["outcome"] == "counted"
    here = CheckIn.objects.get(child=village.leon)
    assert (here.by, here.tablet, here.at.hour) == (tablet.person, tablet, 8), "nine o'clock here"
    assert browser.get(f"/work/groups/{village.bikuben.pk}/queued/").url.startswith("/tablet/pin/")
