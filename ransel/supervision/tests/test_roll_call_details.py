"""Allergies and telephones of a roll call: while it goes on, and of no more children than is needed."""

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.audit.models import AccessRecord
from ransel.cards.models import CardNote
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment
from ransel.supervision.actions.roll_calls import call_roll, end_roll_call
from ransel.supervision.tests.words import in_norwegian

ENDED = (
    "Allergies and telephones are shown only on the day of the roll call, until it is ended. "
    "You find them on each child's card."
)
UNTOLD = "Allergies and telephones are not shown to you."


@pytest.fixture(autouse=True)
def here(village):
    """Ella of Bikuben and Jonas of Maurtua, each with an allergy."""
    said = {"kind": "allergy", "said_at": clock.now()}
    CardNote.objects.create(child=village.ella, text="NUTS", said_by=village.marte, **said)
    CardNote.objects.create(child=village.jonas, text="MILK", said_by=village.marte, **said)
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)


def call(village, *, drill):
    return call_roll(by=Actor(village.siri), group=village.bikuben, whole=True, drill=drill)


def details(client, roll_call):
    return BeautifulSoup(client.get(f"/work/roll-calls/{roll_call.pk}/details/").text, "html.parser").text


def looked_at(person):
    looks = AccessRecord.objects.filter(permit="see allergies and telephones of a roll call", by=person.pk)
    return {one for one in looks.values_list("scope", flat=True) if one.startswith("child:")}


def test_a_drill_shows_them_of_no_child_whose_card_one_may_not_open_and_says_so(as_, village):
    with at(10):
        shown = details(as_(village.siri, strong=True), call(village, drill=True))
    assert "NUTS" in shown and "MILK" not in shown and "Jonas" in shown, "the list has all who are looked for"
    assert shown.count(in_norwegian(UNTOLD)) == 1
    assert looked_at(village.siri) == {village.ella.reference}


def test_the_leader_sees_all_in_a_drill_too(as_, village):
    with at(10):
        shown = details(as_(village.leader, strong=True), call(village, drill=True))
    assert "NUTS" in shown and "MILK" in shown and in_norwegian(UNTOLD) not in shown


def test_when_it_is_real_staff_see_them_of_all_who_are_called_and_each_look_is_recorded(as_, village):
    with at(10):
        shown = details(as_(village.siri, strong=True), call(village, drill=False))
    assert "NUTS" in shown and "MILK" in shown
    assert looked_at(village.siri) == {village.ella.reference, village.jonas.reference}


@pytest.mark.parametrize("day", [24, 25])
def test_ended_or_of_another_day_it_shows_them_of_nobody_and_says_why(as_, village, day):
    with at(10):
        roll_call = call(village, drill=False)
        if day == 24:
            reasons = {pk: "Er her" for pk in (village.ella.pk, village.jonas.pk)}
            end_roll_call(by=Actor(village.siri), roll_call=roll_call, reasons=reasons)
    with at(11, day=day):
        for person in (village.siri, village.leader):
            shown = details(as_(person, strong=True), roll_call)
            assert "NUTS" not in shown and "MILK" not in shown
            assert in_norwegian(ENDED) in shown
            assert f"{roll_call.pk}/details/" not in as_(person).get(f"/work/roll-calls/{roll_call.pk}/").text
    assert not looked_at(village.siri)


def test_who_has_no_place_any_more_is_shown_in_no_drill(as_, village):
    with at(10):
        roll_call = call(village, drill=True)
        Enrolment.objects.filter(child=village.ella).update(ends="2026-11-23")
        assert "NUTS" not in details(as_(village.siri, strong=True), roll_call)
