"""What a code on paper tells: at other desks, in the log, and to whoever holds it."""

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import MorningQuestion
from ransel.audit.models import Event
from ransel.core import clock
from ransel.identity.actions import codes
from ransel.identity.actor import Actor, Strength
from ransel.identity.codes.text import text_of
from ransel.identity.models import LoginCode
from ransel.office.tests.codes.given import block_marte, give, open_with
from ransel.people.models import Guardianship, Post
from tests.pages import CheckedClient, error_of, send


@pytest.fixture
def grete(as_, village):
    """At a school where Marte has another child; nobody there knows of Ella."""
    unit = village.sunniva.enrolments.exclude(unit=village.fjellheim).first().unit
    said = {"unit": unit, "municipality": unit.municipality, "role": "office", "starts": clock.today()}
    return as_(Post.objects.create(person=village.stranger, **said).person, strong=True)


def test_another_unit_learns_nothing_of_a_code_that_was_given_here(grete, desk, code, village):
    other = Guardianship.objects.get(guardian=village.marte, child=village.sunniva)
    page = grete.get(f"/office/guardianships/{other.pk}/code/").text
    assert str(code.pk) not in page and "allerede" not in page
    assert give(grete, other).status_code == 303
    assert LoginCode.objects.standing().get().pk != code.pk
    assert "satt ut av bruk" not in desk.get(f"/office/children/{village.ella.pk}/").text


def test_the_other_guardian_at_the_office_gives_none_and_reads_none(allowed, as_, desk, village, relation):
    unit = village.fjellheim
    said = {"unit": unit, "municipality": unit.municipality, "role": "office", "starts": clock.today()}
    Post.objects.create(person=village.henrik, **said)
    henrik = as_(village.henrik, strong=True)
    assert give(henrik, relation).status_code == 422 and not LoginCode.objects.exists()
    give(desk, relation)
    given = LoginCode.objects.get()
    page = henrik.get(f"/office/codes/{given.pk}/").text
    assert text_of(given) not in page and "Den vises ikke for deg" in page


def test_each_use_is_in_the_log_and_in_the_childs_history(desk, marte, village):
    assert Event.objects.filter(what="login_code.used", by=village.marte.pk).count() == 1
    assert "Noen logget inn med en kode" in desk.get(f"/office/children/{village.ella.pk}/").text


def test_that_a_child_has_come_is_not_told(marte, village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    answer = send(marte, "/home/absence/", children=str(village.ella.pk), when="today", reason="ill")
    assert answer.status_code == 422 and "Ring barnehagen eller skolen" in error_of(answer, "children")
    assert "07:02" not in answer.text


@pytest.mark.parametrize("address", ["/with-code/", "/home/absence/", "/step-up/", "/help/"])
def test_no_page_says_the_family_name_or_leads_where_a_code_does_not(marte, address):
    page = marte.get(address).text
    assert "Solheim" not in page and 'href="/me/"' not in page


def test_the_morning_after_is_not_asked_about(marte, village):
    assert "ask_again" not in marte.get("/home/absence/").text
    said = {"children": str(village.ella.pk), "when": "today", "reason": "ill", "ask_again": "on", "ask_at": "07:00"}
    assert send(marte, "/home/absence/", **said).status_code == 303 and not MorningQuestion.objects.exists()


def test_it_speaks_the_language_that_was_chosen_in_the_browser(code):
    client = CheckedClient()
    client.get("/login/", {"language": "en"})
    client.post("/login/code/", client.form("/login/code/") | {"code": text_of(code)})
    assert "You came in with a code" in client.get("/with-code/").text
    client.get("/login/", {"language": "nn"})
    assert "Du er inne med ein kode" in client.get("/with-code/").text


def test_withdrawn_while_somebody_comes_in_it_opens_nothing(code, monkeypatch, village):
    """Between the code's being read and the session's being kept."""
    account_of = codes.account_of

    def too_late(found):
        codes.withdraw_code(by=Actor(village.leader, Strength.STRONG), code=found)
        return account_of(found)

    monkeypatch.setattr(codes, "account_of", too_late)
    client, _answer = open_with(text_of(code))
    assert client.get("/with-code/").url.startswith("/login/")


def test_the_office_finds_the_code_of_who_is_kept_away_too(desk, code, relation, village):
    block_marte(village, relation)
    assert f"/office/codes/{code.pk}/" in desk.get(f"/office/children/{village.ella.pk}/").text


def test_its_owner_is_told_of_it_where_they_are_logged_in(code, as_, village):
    assert "kode på papir til og med 24. desember" in as_(village.marte).get("/me/logins/").text
    assert "kode på papir" not in as_(village.henrik).get("/me/logins/").text
