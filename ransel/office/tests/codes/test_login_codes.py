"""A guardian without an eID comes in by a code that the unit gave, and gets no further than to report absence."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from ransel.attendance.models import Absence
from ransel.core import clock
from ransel.identity.actions import end_logins
from ransel.identity.actor import Actor, Strength
from ransel.identity.codes.text import text_of
from ransel.identity.models import LoginCode, Session
from ransel.office.tests.codes.given import block_marte, give, open_with
from ransel.people.models import Guardianship
from ransel.units.models import LoginRules
from tests.pages import error_of, send


def test_there_are_none_until_the_municipality_says_so(desk, as_, village, relation, client):
    assert "/code/" not in desk.get(f"/office/children/{village.ella.pk}/").text
    assert "/login/code/" not in client.get("/login/").text and client.get("/login/code/").status_code == 404
    answer = give(desk, relation)
    assert answer.status_code == 422 and not LoginCode.objects.exists()


def test_where_they_are_given_the_childs_page_leads_there(allowed, desk, relation, village):
    assert f"/office/guardianships/{relation.pk}/code/" in desk.get(f"/office/children/{village.ella.pk}/").text


def test_the_municipality_switches_it_on(as_, village, client):
    address = f"/office/municipalities/{village.fjordvik.pk}/logins/"
    send(as_(village.municipality, strong=True), address, codes="on")
    assert "/login/code/" in client.get("/login/").text


def test_the_sheet_has_the_code_and_no_name_on_it(desk, code, relation, village):
    assert f"/office/codes/{code.pk}/" in desk.get(f"/office/children/{village.ella.pk}/").text
    page = BeautifulSoup(desk.get(f"/office/codes/{code.pk}/").text, "html.parser")
    sheet = page.select_one(".r-card").text
    assert text_of(code) in sheet and "/login/code/" in sheet and "24. desember" in sheet
    assert not [name for name in ("Marte", "Ella", "Solheim", "Fjellheim") if name in sheet]


def test_the_code_itself_is_kept_nowhere(code):
    kept = [str(value) for row in LoginCode.objects.values() for value in row.values()]
    assert not [one for one in kept if text_of(code) in one or text_of(code).replace("-", "") in one]


@pytest.mark.parametrize("written", [str, str.lower, lambda text: text.replace("-", "\u2013 ").replace("0", "o")])
def test_it_opens_however_it_is_written(code, written):
    client, answer = open_with(written(text_of(code)))
    assert answer.status_code == 303 and client.get("/").url == "/with-code/"


def test_once_used_it_is_not_shown_again(desk, code, marte):
    page = desk.get(f"/office/codes/{code.pk}/").text
    assert text_of(code) not in page and "I bruk" in page


@pytest.mark.parametrize("text", ["", "7K2M-0QXR-9FDA", "x" * 41, "Ø"])
def test_any_other_opens_nothing(allowed, text):
    client, answer = open_with(text)
    assert answer.status_code == 422 and error_of(answer, "code")
    assert client.get("/home/").url.startswith("/login/") and not Session.objects.exists()


def test_a_guardian_reports_absence_and_is_told_that_it_is_sent(marte, village):
    answer = send(marte, "/home/absence/", children=str(village.ella.pk), when="today", reason="ill")
    assert answer.url == "/with-code/?sent=1"
    assert Absence.objects.filter(child=village.ella, day=clock.today()).exists()
    assert "Sendt" in marte.get(answer.url).text


def test_where_a_code_leads_there_are_first_names_alone(marte):
    page = marte.get("/with-code/").text
    assert "Ella" in page and not [
        name for name in ("Henrik", "Solheim", "Bikuben", "Fjellheim", "57 00") if name in page
    ]


CLOSED = [
    *("home", "home-live", "quick", "calendar", "stay-plans", "time-off", "me", "logins", "details", "notices"),
    *("notice-settings", "start", "new-passkey", "work", "office", "choose-pin", "step-up-for-work", "without-network"),
]


@pytest.mark.parametrize("name", CLOSED)
def test_nothing_else_opens(marte, name):
    answer = marte.get(reverse(name))
    assert answer.status_code == 303 and answer.url == "/with-code/"


@pytest.mark.parametrize("what", ["", "leaving/", "homes/", "week/", "telling/"])
def test_no_page_of_a_child_opens(marte, village, what):
    answer = marte.get(f"/home/children/{village.ella.pk}/{what}")
    assert (answer.status_code, answer.get("Location")) in ((303, "/with-code/"), (404, None))


def test_what_is_sent_all_the_same_waits_for_an_eid(marte, village):
    answer = marte.post(f"/home/children/{village.ella.pk}/homes/", {"submission": "x"})
    assert answer.status_code == 303 and answer.url.startswith("/step-up/")


def test_who_gets_an_eid_goes_on_with_all_of_it(marte, village):
    assert marte.get("/step-up/?next=/me/details/email/").status_code == 200
    page, back = "/demo/step-up/?next=/me/details/email/", "/login/village/return"
    marte.post(back, marte.form(page, back) | {"person": str(village.marte.pk)})
    assert marte.get("/me/details/email/").status_code == 200 and marte.get("/home/").status_code == 200
    assert marte.get("/with-code/").url == "/", "the code is out of it"


def test_an_old_proof_beside_a_code_is_none(marte):
    session = marte.session
    session["strong_at"] = "2020-01-01T00:00:00+00:00"
    session.save()
    assert marte.get("/home/").url == "/with-code/"


def test_withdrawn_it_closes_what_it_opened(desk, code, marte):
    page = f"/office/codes/{code.pk}/"
    desk.post(f"{page}withdrawal/", desk.form(page, f"{page}withdrawal/"))
    assert marte.get("/with-code/").url.startswith("/login/")
    assert open_with(text_of(code))[1].status_code == 422
    assert "Ute av bruk" in desk.get(page).text


def test_a_new_one_puts_the_old_out_of_use(desk, code, marte, relation):
    give(desk, relation)
    assert marte.get("/with-code/").url.startswith("/login/")
    assert open_with(text_of(code))[1].status_code == 422
    new = LoginCode.objects.standing().get()
    assert open_with(text_of(new))[1].status_code == 303


def test_after_its_last_day_it_opens_nothing(code):
    with clock.moved_to(clock.now() + timedelta(days=30), still=True):
        assert open_with(text_of(code))[1].status_code == 303
    with clock.moved_to(clock.now() + timedelta(days=31), still=True):
        assert open_with(text_of(code))[1].status_code == 422


def _ended(village, relation):
    Guardianship.objects.filter(pk=relation.pk).update(ends=clock.today() - timedelta(days=1))


def _unconfirmed(village, relation):
    Guardianship.objects.filter(pk=relation.pk).update(confirmed_at=None, confirmed_by=None)


def _switched_off(village, relation):
    LoginRules.objects.update(codes=False)
    other = type(village.fjordvik).objects.create(number="9998", name="Sørvik kommune")
    LoginRules.objects.create(municipality=other, codes=True)


def _protected(village, relation):
    type(village.ella.person).objects.filter(pk=village.ella.person_id).update(protection=1)


def _protected_adult(village, relation):
    type(village.marte).objects.filter(pk=village.marte.pk).update(protection=2)


def _protected_other_adult(village, relation):
    type(village.henrik).objects.filter(pk=village.henrik.pk).update(protection=1)


def _logged_out_everywhere(village, relation):
    end_logins(by=Actor(village.leader, Strength.STRONG), person=village.marte)


NOT_GIVEN = [_ended, _unconfirmed, _switched_off, _protected, _protected_adult, _protected_other_adult, block_marte]


@pytest.mark.parametrize("happens", [*NOT_GIVEN, _logged_out_everywhere])
def test_what_it_opened_is_closed_at_once_too(marte, village, relation, happens):
    assert marte.get("/home/absence/").status_code == 200
    happens(village, relation)
    assert marte.get("/home/absence/").url.startswith("/login/")
    assert marte.post("/home/queued/", {"now": "x", "items": "[]"}).url.startswith("/login/")


def test_after_its_last_day_what_it_opened_is_closed(marte):
    with clock.moved_to(clock.now() + timedelta(days=31), still=True):
        assert marte.get("/with-code/").url.startswith("/login/")


@pytest.mark.parametrize("happens", [*NOT_GIVEN, _logged_out_everywhere])
def test_it_opens_nothing_once_it_should_not_have_been_given(code, village, relation, happens):
    happens(village, relation)
    assert open_with(text_of(code))[1].status_code == 422


@pytest.mark.parametrize("happens", NOT_GIVEN)
def test_none_is_given_then_and_the_reason_is_said(allowed, desk, village, relation, happens):
    happens(village, relation)
    answer = give(desk, relation)
    assert answer.status_code in (404, 422) and BeautifulSoup(answer.text, "html.parser").h1
    assert not LoginCode.objects.exists()


def test_a_block_keeps_them_out_too(allowed, desk, village):
    blocked = Guardianship.objects.filter(guardian=village.blocked).first()
    assert give(desk, blocked).status_code == 422 and not LoginCode.objects.exists()


@pytest.mark.parametrize("days", ["91", "0", "-1", "x", ""])
def test_it_is_given_for_the_times_there_are(allowed, desk, relation, days):
    assert give(desk, relation, days=days).status_code == 422 and not LoginCode.objects.exists()


def test_it_wants_a_strong_login_at_the_desk(allowed, as_, village, relation):
    answer = as_(village.leader).get(f"/office/guardianships/{relation.pk}/code/")
    assert answer.status_code == 303 and answer.url.startswith("/step-up/")


def test_what_waited_on_the_phone_is_sent_with_a_code_too_and_only_absence(marte, village):
    ill = {"children": [str(village.ella.pk)], "reason": "ill"}
    walks = {"child": str(village.ella.pk), "mode": "walks_home", "at": "15:00"}
    items = [
        {"id": str(uuid4()), "kind": kind, "at": clock.now().isoformat(), "said": said}
        for kind, said in (("absence", ill), ("leaving", walks))
    ]
    answer = marte.post("/home/queued/", {"now": clock.now().isoformat(), "items": json.dumps(items)}).json()
    assert [answer["items"][one["id"]]["sent"] for one in items] == [True, False]
    assert answer["ring"] == [], "where the children are is not for who found the paper"
