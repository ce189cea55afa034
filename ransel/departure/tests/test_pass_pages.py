"""A pass on the screen: made by a guardian with a strong login, shown at the door, and used by staff."""

from datetime import time
from urllib.parse import unquote
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import CheckOut
from ransel.departure.models import Handover, PickupPass
from ransel.departure.passes.code import digits_of
from ransel.departure.tests.test_door import come
from ransel.departure.tests.test_leaving import at
from ransel.departure.tests.test_passes import make


@pytest.fixture
def one(village):
    come(village)
    return make(village)


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def test_a_guardian_makes_a_pass_and_gets_digits_and_a_picture(as_, village):
    marte = as_(village.marte, strong=True)
    link = page_of(marte, f"/home/children/{village.ella.pk}/leaving/").select_one("a[href*='/pass/']")["href"]
    told = {"submission": uuid4(), "name": "Kari Brekke", "from_time": "15", "to_time": "1545"}
    answer = marte.post(link, told)
    one = PickupPass.objects.get()
    assert answer.url == f"/home/passes/{one.pk}/" and (one.from_time, one.to_time) == (time(15), time(15, 45))
    page = page_of(marte, answer.url)
    assert (
        page.select_one(".r-pass__code")
        .get_text(" ", strip=True)
        .endswith(f"{digits_of(one)[:3]} {digits_of(one)[3:]}")
    )
    assert page.select_one("svg.r-pass__qr path")
    assert "Kari Brekke" in page_of(marte, f"/home/children/{village.ella.pk}/leaving/").text


def test_it_is_sent_in_a_text_message_that_says_where_when_and_which_digits_and_no_child(as_, village, one):
    link = page_of(as_(village.marte), f"/home/passes/{one.pk}/").select_one("a[href^='sms:']")["href"]
    said = unquote(link.partition("body=")[2])
    assert said == (
        "Henting i Fjellheim barnehage, tirsdag 24. november 15:00\N{EN DASH}16:00."
        f" Vis disse sifrene ved døra: {digits_of(one)}"
    )


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stands(as_, village):
    marte = as_(village.marte, strong=True)
    url = f"/home/children/{village.ella.pk}/pass/?unit={village.fjellheim.pk}"
    told = {"submission": uuid4(), "name": "Kari Brekke", "from_time": "15", "to_time": "1445"}
    answer = marte.post(url, told)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and not PickupPass.objects.exists()
    assert page.select_one("#id_to_time_error") and page.select_one("input[name=name]")["value"] == "Kari Brekke"


def test_a_login_of_yesterday_is_asked_to_prove_itself(as_, village):
    answer = as_(village.marte).get(f"/home/children/{village.ella.pk}/pass/")
    assert answer.status_code in (302, 303, 403, 404)


def test_it_is_taken_back_with_one_button(as_, village, one):
    marte = as_(village.marte)
    answer = marte.post(f"/home/passes/{one.pk}/withdrawal/", {"submission": uuid4()})
    assert "Tatt tilbake" in page_of(marte, answer.url).text and not page_of(marte, answer.url).select(".r-pass")


def test_it_stands_on_the_board_and_at_the_door_and_takes_its_digits(as_, village, one):
    siri = as_(village.siri)
    with at(15, 10):
        board = page_of(siri, f"/work/groups/{village.bikuben.pk}/")
        assert "Pass: Kari Brekke 15:00\N{EN DASH}16:00" in board.select_one(f"#kid-{village.ella.pk}").text
        url = f"/work/children/{village.ella.pk}/door/"
        known = page_of(siri, url).select_one("input[name=known]")["value"]
        told = {"submission": uuid4(), "going": f"pass:{one.pk}", "known": known, "at": "", "code": "1"}
        answer = siri.post(url, told)
        assert answer.status_code == 422 and "seks sifrene" in answer.text and not CheckOut.objects.exists()
        siri.post(url, told | {"submission": uuid4(), "code": digits_of(one)})
        assert Handover.objects.get().pickup_pass == one
        assert "Hentet av Kari Brekke" in page_of(siri, f"/work/groups/{village.bikuben.pk}/").text


def test_the_picture_leads_staff_to_a_page_with_one_button(as_, village, one):
    siri, url = as_(village.siri), f"/work/passes/{one.pk}/"
    with at(14):
        assert "kan ikke gå med dette passet" in page_of(siri, url).text and not page_of(siri, url).select(".r-send")
    with at(15, 10):
        page = page_of(siri, url)
        known = page.select_one("input[name=known]")["value"]
        answer = siri.post(url, {"submission": uuid4(), "known": known})
        assert answer.url == f"/work/groups/{village.bikuben.pk}/" and Handover.objects.get().pickup_pass == one
        assert "kan ikke gå med dette passet" in page_of(siri, url).text


def test_the_holder_of_the_picture_alone_comes_nowhere(as_, village, one, client):
    url = f"/work/passes/{one.pk}/"
    assert client.get(url).status_code in (302, 303)
    for person in (village.stranger, village.marte, village.other_group):
        assert as_(person).get(url).status_code == 404
