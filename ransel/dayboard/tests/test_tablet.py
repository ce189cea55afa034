"""The shared tablet: paired by two codes, locked it shows little, and a PIN opens the rest for who works there."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import CheckIn, CheckOut
from ransel.attendance.tests.moments import at
from ransel.departure.leaving.checking import Wish
from ransel.departure.models import DepartureMode
from ransel.departure.tests.test_door import agree
from ransel.identity.actions.tablets import begin_pairing, finish_pairing, unpair
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Tablet
from tests.pages import CheckedClient

PIN = "4821"


def pair(village, *, shows_ways=True, groups=None):
    """(the browser of the tablet, the tablet)"""
    leader = Actor(village.leader, Strength.STRONG)
    groups = groups or [village.bikuben]
    tablet, code = begin_pairing(
        by=leader, unit=village.fjellheim, groups=groups, name="Garderoben", shows_ways=shows_ways
    )
    browser = CheckedClient()
    answer = browser.post("/tablet/", {"code": code})
    assert answer.status_code == 303 and browser.cookies["tablet"]["httponly"]
    second = re.search(r"<strong>(\d{6})</strong>", browser.get("/tablet/").text)[1]
    assert finish_pairing(by=leader, tablet=tablet, answer=second) == ""
    return browser, tablet


def send(browser, path, **more):
    return browser.post(path, {"submission": uuid4(), **more})


def board_of(village):
    return f"/work/groups/{village.bikuben.pk}/"


@pytest.fixture
def paired(village):
    with at(8):
        yield pair(village)


@pytest.fixture
def leaving_said(village):
    """What stands on the board of how Ella leaves."""
    agree(village, village.ella, Wish(DepartureMode.PICKED_UP, fetcher=f"guardian:{village.marte.pk}"))
    return "Hentes av Marte"


def test_a_tablet_is_paired_by_two_codes_and_shows_its_board(paired, village):
    browser, _tablet = paired
    assert browser.get("/tablet/").url == "/"
    assert browser.get("/").url == "/work/" and browser.get("/work/").url == board_of(village)
    page = BeautifulSoup(browser.get(board_of(village)).text, "html.parser")
    assert "Ella" in [one.text for one in page.select(".r-kid__name")]


def test_a_code_that_nobody_waits_for_lets_nothing_in(village):
    browser = CheckedClient()
    answer = browser.post("/tablet/", {"code": "12345678"})
    assert answer.status_code == 422 and "tablet" not in browser.cookies
    assert browser.post("/tablet/", {"code": "12"}).status_code == 422
    assert browser.get(board_of(village)).url.startswith("/login/")


def test_before_the_second_code_is_written_the_token_opens_nothing(village):
    tablet, code = begin_pairing(
        by=Actor(village.leader), unit=village.fjellheim, groups=[village.bikuben], name="Gangen", shows_ways=True
    )
    browser = CheckedClient()
    browser.post("/tablet/", {"code": f"{code[:4]} {code[4:]}"})
    assert browser.get(board_of(village)).url.startswith("/login/")
    for _wrong in range(5):
        assert finish_pairing(by=Actor(village.leader), tablet=tablet, answer="x") != ""
    second = re.search(r"<strong>(\d{6})</strong>", browser.get("/tablet/").text)[1]
    assert finish_pairing(by=Actor(village.leader), tablet=tablet, answer=second) != ""
    assert browser.get(board_of(village)).url.startswith("/login/")


def test_a_first_code_holds_for_ten_minutes_and_once(village):
    said = {"unit": village.fjellheim, "groups": [village.bikuben], "name": "Gangen", "shows_ways": True}
    with at(8):
        _tablet, code = begin_pairing(by=Actor(village.leader), **said)
    with at(8, 11):
        assert CheckedClient().post("/tablet/", {"code": code}).status_code == 422
    with at(8, 9):
        assert CheckedClient().post("/tablet/", {"code": code}).status_code == 303
        assert CheckedClient().post("/tablet/", {"code": code}).status_code == 422


def test_locked_it_takes_a_tap_and_credits_the_tablet(paired, village):
    browser, tablet = paired
    assert send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come").status_code == 303
    came = CheckIn.objects.get()
    assert came.tablet == tablet and came.by == tablet.person


def test_who_said_i_am_is_credited_for_ten_minutes(paired, village):
    browser, tablet = paired
    assert "Siri Moe" in browser.get("/tablet/turn/").text
    assert send(browser, "/tablet/turn/", person=village.siri.pk, next=board_of(village)).url == board_of(village)
    send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come")
    assert CheckIn.objects.get().by == village.siri and CheckIn.objects.get().tablet == tablet
    with at(8, 21):
        send(browser, f"{board_of(village)}taps/", child=village.leon.pk, verb="come")
    assert CheckIn.objects.get(child=village.leon).by == tablet.person


def test_nobody_says_that_they_are_somebody_who_does_not_work_there(paired, village):
    browser, _tablet = paired
    for stranger in (village.amina, village.sfo):
        assert send(browser, "/tablet/turn/", person=stranger.pk).status_code == 422
        assert stranger.name not in browser.get("/tablet/turn/").text


def test_locked_it_shows_first_names_and_no_more(paired, village):
    browser, _tablet = paired
    page = browser.get(board_of(village)).text
    for child in (village.ella, village.leon):
        assert child.given_name in page and child.person.family_name not in page
    assert f"/work/children/{village.ella.pk}/door/" not in page


def test_the_unit_may_hide_how_each_leaves(village, leaving_said):
    with at(8):
        open_, _one = pair(village)
        hidden, _other = pair(village, shows_ways=False)
        assert leaving_said in open_.get(board_of(village)).text
        assert leaving_said not in hidden.get(board_of(village)).text


@pytest.mark.parametrize("path", ["door", "week"])
def test_what_is_nobody_elses_business_wants_a_pin_first(paired, village, path):
    browser, _tablet = paired
    answer = browser.get(f"/work/children/{village.ella.pk}/{path}/")
    assert answer.status_code == 303 and answer.url.startswith("/tablet/pin/?next=")


def test_a_departure_that_has_to_be_looked_at_wants_a_pin(paired, village):
    """Somebody is kept from Leon: it is always said who fetches him."""
    browser, _tablet = paired
    send(browser, f"{board_of(village)}taps/", child=village.leon.pk, verb="come")
    with at(9):
        answer = send(browser, f"{board_of(village)}taps/", child=village.leon.pk, verb="leave")
        assert browser.get(answer.url).url.startswith("/tablet/pin/?next=") and not CheckOut.objects.exists()


def test_unpaired_from_the_office_it_opens_nothing_from_then_on(paired, village):
    browser, tablet = paired
    unpair(by=Actor(village.leader, Strength.STRONG), tablet=Tablet.objects.get(pk=tablet.pk))
    assert browser.get(board_of(village)).url.startswith("/login/")
    assert send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come").url.startswith("/login/")
    assert not CheckIn.objects.exists()
