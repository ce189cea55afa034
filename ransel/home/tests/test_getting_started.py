"""Getting started: a few steps with a tick each, to be left and taken up again on any device."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from ransel.core import clock
from ransel.identity.models import FirstStep, Grant
from ransel.notifications.models import Channel, ContactPoint

START, MISSING = "/me/start/", "/me/start/missing/"
PHONES = {
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36": "tre prikkene",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1": "deleknappen",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36": "bokmerke",
}


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


def steps(client):
    """[(heading, done)] as the page has them."""
    page = BeautifulSoup(client.get(START).text, "html.parser")
    return [(" ".join(one.h2.text.split()), one.has_attr("data-done")) for one in page.select(".r-step")]


def current(client):
    page = BeautifulSoup(client.get(START).text, "html.parser")
    found = page.select_one(".r-step[data-current] h2")
    return found and found.text


def do(client, step, **more):
    said = client.form("/me/", "/logout/") | {"step": step, **more}
    return client.post(START, said)


def test_whoever_begins_sees_what_is_done_and_which_step_is_next(marte):
    assert steps(marte) == [
        ("Legg Ransel på telefonen", False),
        ("Du ser 3 barn", True),
        ("Få beskjed når noe skjer", False),
        ("Åpne med ansikt eller finger", False),
    ]
    assert current(marte) == "Legg Ransel på telefonen" and "3 steg igjen" in marte.get(START).text


def test_a_step_that_is_done_is_ticked_on_every_device(marte, as_, village):
    assert do(marte, "install").url == START
    other = as_(village.marte)
    assert steps(other)[0] == ("Legg Ransel på telefonen", True) and current(other) == "Få beskjed når noe skjer"


def test_a_step_is_put_off_and_done_later(marte):
    do(marte, "install", later="on")
    assert current(marte) == "Få beskjed når noe skjer" and not steps(marte)[0][1]
    assert "Du utsatte dette" in marte.get(START).text
    do(marte, "install")
    assert steps(marte)[0][1]
    do(marte, "install", later="on")
    assert steps(marte)[0][1], "what is done stays so"
    assert FirstStep.objects.count() == 1


def test_an_address_that_is_ones_own_counts_as_being_told(marte, village):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=village.marte, channel=Channel.EMAIL, address="x@example.no", **now)
    assert ("Få beskjed når noe skjer", True) in steps(marte)


def test_a_device_that_opens_counts_as_the_last_step(marte, village):
    now = timezone.now()
    times = {"made_at": now, "used_at": now, "checked_at": now}
    Grant.objects.create(account=village.marte.account, provider="village", **times)
    assert steps(marte)[-1] == ("Åpne med ansikt eller finger", True)


@pytest.mark.parametrize(("browser", "words"), PHONES.items())
def test_the_words_fit_the_phone(marte, browser, words):
    page = marte.get(START, headers={"User-Agent": browser}).text
    assert words in page and not [one for one in PHONES.values() if one != words and one in page]


def test_today_reminds_until_one_says_that_one_is_done(marte):
    assert "Kom i gang" in marte.get("/home/").text
    assert marte.post(START, marte.form("/me/", "/logout/")).url == "/"
    assert "Kom i gang" not in marte.get("/home/").text
    assert "Kom i gang" in marte.get("/me/").text and steps(marte)


def test_a_step_that_there_is_not_is_refused(marte):
    assert do(marte, "dance").status_code == 422 and not FirstStep.objects.exists()


def test_whose_child_is_missing_sees_whom_to_ring_and_never_about_whom(as_, village):
    page = as_(village.unconfirmed).get(MISSING).text
    assert "De kjenner til deg, men har ikke bekreftet det" in page and "57 00" in page
    assert "Ella" not in page and "Sunniva" not in page


def test_who_is_known_nowhere_is_helped_too(as_, village):
    page = as_(village.stranger).get(MISSING).text
    assert "Andre enheter i Fjordvik kommune" in page and "Fjellheim barnehage" in page


def test_there_are_as_many_statements_however_far_one_has_come(marte, django_assert_num_queries):
    with django_assert_num_queries(8):
        marte.get(START)
    do(marte, "install")
    do(marte, "notices", later="on")
    with django_assert_num_queries(8):
        marte.get(START)
