"""Logging in, and out, and in which words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.identity.models import Session
from tests.pages import CheckedClient

RETURN = "/login/village/return"


def log_in(client, person, to="/home/"):
    address = "/demo/people/"
    return client.post(RETURN, client.form(address, RETURN) | {"person": person.pk, "next": to})


def test_who_is_vouched_for_comes_in_and_on_to_the_page_that_was_asked_for(client, village):
    asked = client.get("/home/absence/")
    assert asked.url == "/login/?next=%2Fhome%2Fabsence%2F"
    assert log_in(client, village.marte, "/home/absence/").url == "/home/absence/"
    assert client.get("/home/absence/").status_code == 200


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/", "javascript:alert(1)", "home", ""])
def test_nobody_is_sent_on_to_another_site(client, village, to):
    assert log_in(client, village.marte, to).url == "/"


def test_a_key_known_before_the_login_opens_nothing(client, village):
    log_in(client, village.marte)
    before = client.cookies["session"].value
    log_in(client, village.henrik)
    assert client.cookies["session"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize("person", ["", "no-id", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_that_proves_nothing_lets_nobody_in(client, village, person):
    answer = client.post(RETURN, client.form("/demo/people/", RETURN) | {"person": person})
    assert answer.status_code == 403 and "Du ble ikke logget inn" in answer.text
    assert client.get("/home/").status_code == 303


def test_who_logs_out_is_out_and_the_browser_is_told_to_forget(client, village):
    log_in(client, village.marte)
    key = client.cookies["session"].value
    answer = client.post("/logout/", client.form("/me/", "/logout/"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    client.cookies["session"] = key
    assert client.get("/home/").url.startswith("/login/")


def test_a_session_that_has_run_out_opens_nothing(client, village):
    log_in(client, village.marte)
    Session.objects.update(expire_date="2026-01-01T00:00:00+00:00")
    assert client.get("/home/").url.startswith("/login/")


def test_the_login_page_speaks_the_language_one_chooses(client, db):
    assert "Velg en person" in client.get("/login/", headers={"Accept-Language": "nb-NO"}).text
    answer = client.get("/login/?language=nn&next=/home/absence/")
    assert answer.url == "/login/?next=%2Fhome%2Fabsence%2F"
    page = client.get(answer.url, headers={"Accept-Language": "nb-NO"}).text
    assert 'lang="nn"' in page and "Vel ein person" in page
    assert "language=en" in page and "next=%2Fhome%2Fabsence%2F" in page


def test_a_language_we_do_not_have_is_left_alone(client, db):
    assert client.get("/login/?language=xx").status_code == 200


def used(minutes, **headers):
    """A session that ends in so many minutes, after a request: how many it has left."""
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=minutes))
    return headers, lambda: round((Session.objects.get().expire_date - timezone.now()) / timedelta(minutes=1))


@pytest.mark.parametrize(
    ("left", "headers", "after"),
    [
        (29, {}, 29),
        (20, {}, 30),
        (20, {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}, 20),
        (20, {"Accept": "text/event-stream"}, 20),
    ],
)
def test_who_does_something_stays_logged_in_and_an_open_page_does_not_count(village, left, headers, after):
    client = CheckedClient().log_in(village.marte)
    headers, minutes_left = used(left, **headers)
    client.get("/home/", headers=headers)
    assert minutes_left() == after


def test_an_open_page_may_ask_whether_the_login_lasts_and_that_does_not_make_it_last(village):
    client, asking = CheckedClient().log_in(village.marte), {"Accept": "text/event-stream"}
    _headers, minutes_left = used(20)
    assert client.get("/logged-in/", headers=asking).status_code == 204
    assert minutes_left() == 20
    Session.objects.all().delete()
    assert client.get("/logged-in/", headers=asking).status_code == 401


def test_nobody_stays_logged_in_for_more_than_half_a_day(village):
    client = CheckedClient().log_in(village.marte)
    _headers, minutes_left = used(20)
    Session.objects.update(began_at=timezone.now() - timedelta(hours=13))
    client.get("/home/")
    assert minutes_left() == 20


def test_what_is_kept_while_one_proves_who_one_is_makes_no_login_last_longer_than_that(village):
    client = CheckedClient().log_in(village.marte)
    session = client.session
    session["began_at"] = (timezone.now() - timedelta(hours=11, minutes=50)).isoformat()
    session.save()
    assert client.post("/me/details/phone/", {"phone": "900 00 123"}).url.startswith("/step-up/")
    assert timezone.now() < Session.objects.get().expire_date <= timezone.now() + timedelta(minutes=10)
