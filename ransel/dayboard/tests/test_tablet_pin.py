"""A PIN opens the shared tablet for who works there, for as long as somebody does something; wrong ones are counted."""

from datetime import timedelta

import pytest

from ransel.attendance.models import CheckIn
from ransel.attendance.tests.moments import at
from ransel.audit.models import AccessRecord
from ransel.core import clock
from ransel.dayboard.tests.test_tablet import board_of, pair, send
from ransel.identity.actions import end_logins
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Pin, PinTry
from tests.pages import error_of

PIN = "4821"


@pytest.fixture
def paired(village):
    with at(8):
        yield pair(village)


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


def test_a_pin_easily_guessed_is_refused_beside_the_field(as_, village):
    answer = send(as_(village.siri, strong=True), "/pin/", pin="1234", again="1234")
    assert answer.status_code == 422 and "lett å gjette" in error_of(answer, "pin")
