"""The shared tablet: paired by two codes, locked it shows little, and a PIN opens the rest for who works there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import CheckIn, CheckOut
from ransel.attendance.tests.moments import at
from ransel.audit.models import AccessRecord
from ransel.core import clock
from ransel.departure.leaving.checking import Wish
from ransel.departure.models import DepartureMode
from ransel.departure.tests.test_door import agree
from ransel.identity.actions import end_logins
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actions.tablets import begin_pairing, finish_pairing, unpair
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Pin, PinTry, Tablet
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


def opened(browser, village, person, pin=PIN):
    return send(browser, "/tablet/pin/", person=person.pk, pin=pin, next=board_of(village))


def test_a_pin_opens_it_for_who_works_there_and_it_locks_by_itself(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    assert opened(browser, village, village.siri).url == board_of(village)
    door = f"/work/children/{village.ella.pk}/door/"
    assert browser.get(door).status_code == 200
    with at(8, 1):
        assert browser.get(door).status_code == 200
    with at(8, 2):
        assert browser.get(door).status_code == 200
    with at(8, 4):
        assert browser.get(door).url.startswith("/tablet/pin/")


def test_once_it_has_locked_nothing_but_the_pin_opens_it_again(paired, village):
    """Whoever taps on, or asks for a page, is not who wrote the PIN."""
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    opened(browser, village, village.siri)
    door = f"/work/children/{village.ella.pk}/door/"
    with at(8, 5):
        send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come")
        assert browser.get(board_of(village)).status_code == 200
        for _again in range(3):
            assert browser.get(door).url.startswith("/tablet/pin/")


def test_others_who_tap_on_make_nobody_stand_there_longer(paired, village):
    browser, tablet = paired
    send(browser, "/tablet/turn/", person=village.siri.pk, next=board_of(village))
    for minute in (4, 8):
        with at(8, minute):
            send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come")
            send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="undo")
    with at(8, 11):
        send(browser, f"{board_of(village)}taps/", child=village.leon.pk, verb="come")
    assert CheckIn.objects.get(child=village.leon).by == tablet.person


def test_to_have_said_a_name_is_no_look_of_theirs(paired, village):
    browser, tablet = paired
    send(browser, "/tablet/turn/", person=village.siri.pk, next=board_of(village))
    browser.get(board_of(village))
    looks = AccessRecord.objects.filter(session=str(tablet.pk))
    assert set(looks.values_list("by", flat=True)) == {tablet.person_id}
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    opened(browser, village, village.siri)
    browser.get(f"/work/children/{village.ella.pk}/door/")
    assert looks.filter(by=village.siri.pk).exists()


def test_a_board_that_fetches_itself_keeps_nothing_open(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    opened(browser, village, village.siri)
    again = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}
    with at(8, 1):
        browser.get(board_of(village), headers=again)
    with at(8, 2):
        assert browser.get(f"/work/children/{village.ella.pk}/door/").url.startswith("/tablet/pin/")


def test_opened_it_reaches_the_children_of_its_groups_and_nobodys_own_pages(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.both, Strength.STRONG), digits=PIN)
    assert opened(browser, village, village.both).status_code == 303
    assert browser.get(f"/work/children/{village.ella.pk}/door/").status_code == 200
    for own in ("/me/", "/home/", "/office/"):
        assert browser.get(own).url == "/"
    assert browser.get(f"/work/groups/{village.maurtua.pk}/").status_code == 404


def test_what_wants_an_eid_is_not_done_on_a_tablet(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.leader, Strength.STRONG), digits=PIN)
    opened(browser, village, village.leader)
    assert browser.get("/pin/").status_code == 403
    assert browser.get(f"/office/units/{village.fjellheim.pk}/about/").status_code == 403


def test_five_wrong_tries_lock_a_pin_and_ten_thousand_open_nothing(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    for n in range(40):
        answer = opened(browser, village, village.siri, f"{n:04}")
        assert answer.status_code == 303 and "wrong=1" in answer.url
    assert PinTry.objects.count() == 5 and Pin.objects.get().locked_at
    assert "wrong=1" in opened(browser, village, village.siri).url
    assert "er låst etter fem" in browser.get(answer.url).text


def test_ten_wrong_tries_on_one_tablet_make_all_wait(paired, village):
    browser, _tablet = paired
    for person in (village.siri, village.both, village.leader):
        choose_pin(by=Actor(person, Strength.STRONG), digits=PIN)
    for person in (village.siri, village.both, village.leader):
        for _try in range(4):
            opened(browser, village, person, "9035")
    assert PinTry.objects.count() == 10
    assert "wrong=1" in opened(browser, village, village.leader).url
    with at(8, 11):
        assert opened(browser, village, village.leader).url == board_of(village)


@pytest.mark.parametrize(
    "easy", ["123", "1234", "4321", "1111", "1212", "1987", "2015", "12a4", "123456789", "", "٤٨٢١"]
)
def test_a_pin_that_is_easily_guessed_is_refused_beside_the_field(as_, village, easy):
    siri = as_(village.siri, strong=True)
    assert send(siri, "/pin/", pin=easy, again=easy).status_code == 422 and not Pin.objects.exists()


def test_a_pin_is_kept_hashed_and_a_new_one_opens_a_locked_one(as_, village):
    siri = as_(village.siri, strong=True)
    assert send(siri, "/pin/", pin=PIN, again="4822").status_code == 422
    assert send(siri, "/pin/", pin=PIN, again=PIN).status_code == 303
    pin = Pin.objects.get()
    assert PIN not in pin.hash and pin.hash.startswith("scrypt$")
    Pin.objects.update(locked_at=clock.now(), wrong=5)
    assert "låst" in siri.get("/pin/").text
    send(siri, "/pin/", pin="7305", again="7305")
    assert Pin.objects.get().locked_at is None and Pin.objects.get().hash != pin.hash


def test_unpaired_from_the_office_it_opens_nothing_from_then_on(paired, village):
    browser, tablet = paired
    unpair(by=Actor(village.leader, Strength.STRONG), tablet=Tablet.objects.get(pk=tablet.pk))
    assert browser.get(board_of(village)).url.startswith("/login/")
    assert send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come").url.startswith("/login/")
    assert not CheckIn.objects.exists()


def test_a_form_that_was_kept_while_it_locked_is_for_who_wrote_it(paired, village):
    browser, _tablet = paired
    for person in (village.siri, village.both):
        choose_pin(by=Actor(person, Strength.STRONG), digits=PIN)
    send(browser, f"{board_of(village)}taps/", child=village.ella.pk, verb="come")
    opened(browser, village, village.siri)
    with at(8, 5):
        answer = send(browser, f"/work/children/{village.ella.pk}/door/", going="other", name="Tante Berit")
        assert answer.url.startswith("/tablet/pin/?next=")
        opened(browser, village, village.both)
        assert "Tante Berit" not in browser.get("/step-up/form/").text
        opened(browser, village, village.siri)
        assert "Tante Berit" in browser.get("/step-up/form/").text


def test_where_logins_are_ended_the_tablet_is_locked_too(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    opened(browser, village, village.siri)
    end_logins(by=Actor(village.leader), person=village.siri)
    assert browser.get(f"/work/children/{village.ella.pk}/door/").url.startswith("/tablet/pin/")


def test_who_works_there_no_more_reaches_nothing_through_it(paired, village):
    browser, _tablet = paired
    choose_pin(by=Actor(village.siri, Strength.STRONG), digits=PIN)
    opened(browser, village, village.siri)
    village.siri.posts.update(ends=clock.today() - timedelta(days=1))
    assert browser.get(f"/work/children/{village.ella.pk}/door/").status_code == 404
