"""The end of the day on the screen, and who is here when the unit has closed."""

from datetime import time
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in, check_out
from ransel.attendance.models import DayEnd
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.supervision.actions.roll_calls import call_roll
from ransel.supervision.actions.trips import start_trip
from ransel.units.models import OpeningHours


@pytest.fixture
def board(village):
    return f"/work/groups/{village.bikuben.pk}/"


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def test_it_names_those_of_the_group_and_counts_the_others_and_has_no_button(as_, village, board):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
        check_in(by=Actor(village.other_group), child=village.jonas, group=village.maurtua)
    siri = as_(village.siri)
    with at(16, 30):
        url = page_of(siri, board).select_one("a[href$='/closing/']")["href"]
        page = page_of(siri, url)
        said = " ".join(page.get_text(" ").split())
        assert "Ella" in said and "Jonas" not in said and "Maurtua 1 barn" in said
        assert not page.select(".r-send button")
        answer = siri.post(url, {"submission": uuid4()})
        assert answer.status_code == 422 and "2 barn er her fortsatt" in answer.text
    assert not DayEnd.objects.exists()


def test_ended_it_says_by_whom_and_the_board_says_it_too(as_, village, board):
    siri = as_(village.siri)
    with at(16, 30):
        assert page_of(siri, f"{board}closing/").select(".r-send button")
        siri.post(f"{board}closing/", {"submission": uuid4()})
        assert "Siri Moe, 16:30" in page_of(siri, f"{board}closing/").text
        assert "Dagen er avsluttet" in page_of(siri, board).text
        assert "Dagen er avsluttet" in page_of(as_(village.other_group), f"/work/groups/{village.maurtua.pk}/").text


def test_it_leads_to_trips_and_roll_calls_that_nobody_ended(as_, village, board):
    by = Actor(village.siri)
    with at(8):
        check_in(by=by, child=village.ella, group=village.bikuben)
        trip = start_trip(by=by, group=village.bikuben, to="Skogen", adults=2, children=[village.ella])
        called = call_roll(by=by, group=village.bikuben, whole=False, drill=True)
    with at(16, 30):
        links = page_of(as_(village.siri), f"{board}closing/").select("[aria-labelledby=goes-on] a")
        assert [link["href"] for link in links] == [f"/work/trips/{trip.pk}/", f"/work/roll-calls/{called.pk}/"]
        assert not page_of(as_(village.other_group), f"/work/groups/{village.maurtua.pk}/closing/").select(
            f"a[href='/work/roll-calls/{called.pk}/']"
        )


def test_ended_too_soon_it_is_undone_on_the_same_page(as_, village, board):
    siri = as_(village.siri)
    with at(16, 30):
        siri.post(f"{board}closing/", {"submission": uuid4()})
        button = page_of(siri, f"{board}closing/").select_one("main button[name=verb]")
        assert button.text == "Det var for tidlig. Angre."
        siri.post(f"{board}closing/", {"submission": uuid4(), "verb": button["value"]})
        assert page_of(siri, f"{board}closing/").select(".r-send button")
        assert "Dagen er avsluttet" not in page_of(siri, board).text


def test_when_the_unit_has_closed_the_board_says_who_is_here(as_, village, board):
    hours = {"starts": clock.today(), "opens": time(7), "closes": time(16, 30)}
    OpeningHours.objects.create(unit=village.fjellheim, weekday=2, **hours)
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    siri = as_(village.siri)
    with at(16, 29):
        assert not page_of(siri, board).select("[role=alert]")
    with at(16, 30):
        assert "Vi har stengt, og 1 barn er her: Ella." in page_of(siri, board).select_one("[role=alert]").text
        check_out(by=Actor(village.siri), child=village.ella)
        assert not page_of(siri, board).select("[role=alert]")
