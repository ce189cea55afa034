"""Times on the first page: today's, a day off, and what may not be told."""

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.asked import Asked
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.identity.actor import Actor

OFF = Asked(StayAdjustment.Kind.TIME_OFF)


@pytest.fixture
def plans(village):
    """Ella and Sunniva come on Tuesdays, today among them."""
    for child, unit, staff in (
        (village.ella, village.fjellheim, village.siri),
        (village.sunniva, village.nordvik_sfo, village.sfo),
    ):
        approve(staff, send(village.marte, child, unit, {(1, 2): LONG}, starts=clock.today()))


def card_of(client, child):
    page = BeautifulSoup(client.get("/home/").text, "html.parser")
    card = next(one for one in page.select(".r-child") if one.h2.text.strip() == child.given_name)
    return card.select_one(".r-status")["data-status"], " ".join(card.get_text(" ").split())


def take_off(village, child, unit):
    change_days(by=Actor(village.marte), asked={(child.pk, unit.pk, clock.today()): OFF})


def test_a_day_off_is_said_in_the_place_of_times(as_, village, plans):
    take_off(village, village.ella, village.fjellheim)
    status, said = card_of(as_(village.henrik), village.ella)
    assert status == "absent" and "Fri i dag" in said and "Ikke sett ennå" not in said


def test_off_from_after_school_a_pupil_is_still_expected_at_school(as_, village, plans):
    take_off(village, village.sunniva, village.nordvik_sfo)
    status, said = card_of(as_(village.marte), village.sunniva)
    assert status == "expected" and "Fri" in said


def test_where_an_address_is_protected_the_times_another_planned_are_not_told(as_, village, plans):
    village.henrik.protection = 2
    village.henrik.save()
    _status, said = card_of(as_(village.henrik), village.ella)
    assert "08:00" not in said and "Tidene er lagt inn av en annen foresatt" in said
    _status, said = card_of(as_(village.marte), village.ella)
    assert "08:00\N{EN DASH}16:00" in said, "one's own are one's own"
