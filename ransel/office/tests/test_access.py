"""Who confirms a guardian, who sets and lifts a block, and what follows at once."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from ransel.audit.models import Event
from ransel.identity.sessions import SessionStore
from ransel.office.tests.test_safety import lift_by_two
from ransel.people.models import Block, Guardianship


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


def of(person, child):
    return Guardianship.objects.get(guardian=person, child=child)


def test_a_leader_confirms_a_guardian_on_a_ground_and_the_child_is_there(solveig, as_, village):
    waiting = of(village.unconfirmed, village.ella)
    url = f"/office/guardianships/{waiting.pk}/confirmation/"
    said = {"ground": "parental_responsibility", "reason": "Utskrift fra Folkeregisteret"}
    assert solveig.post(url, solveig.form(url) | said).url == f"/office/children/{village.ella.pk}/"
    waiting.refresh_from_db()
    assert waiting.confirmed_by == village.leader
    event = Event.objects.get(what="guardianship.confirmed")
    assert (event.by, event.reason) == (village.leader.pk, "Utskrift fra Folkeregisteret")
    assert "Ella" in as_(village.unconfirmed).get("/home/").text


@pytest.mark.parametrize(
    ("wrong", "field"), [({"ground": ""}, "ground"), ({"ground": "parent"}, "ground"), ({"reason": " "}, "reason")]
)
def test_without_a_ground_and_a_reason_nothing_is_confirmed(solveig, village, wrong, field):
    waiting = of(village.unconfirmed, village.ella)
    url = f"/office/guardianships/{waiting.pk}/confirmation/"
    said = {"ground": "parental_responsibility", "reason": "Sett"} | wrong
    answer = solveig.post(url, solveig.form(url) | said)
    assert answer.status_code == 422
    assert BeautifulSoup(answer.text, "html.parser").select_one(f"#id_{field}_error")
    assert not Event.objects.filter(what="guardianship.confirmed").exists()


def test_nobody_confirms_their_own_access(as_, village):
    own = Guardianship.objects.create(guardian=village.leader, child=village.ella, starts="2026-01-01")
    leader = as_(village.leader, strong=True)
    url = f"/office/guardianships/{own.pk}/confirmation/"
    answer = leader.post(url, leader.form(url) | {"ground": "parental_responsibility", "reason": "Meg"})
    assert answer.status_code == 422 and "Noen andre må bekrefte" in answer.text


def test_a_blocked_adult_can_not_be_confirmed_before_the_block_is_lifted(solveig, as_, village):
    Guardianship.objects.filter(guardian=village.blocked).update(confirmed_by=None, confirmed_at=None)
    url = f"/office/guardianships/{of(village.blocked, village.leon).pk}/confirmation/"
    said = {"ground": "parental_responsibility", "reason": "Sett"}
    assert solveig.post(url, solveig.form(url) | said).status_code == 422
    block = Block.objects.get(person=village.blocked)
    lift_by_two(solveig, as_(village.municipality, strong=True), block)
    assert solveig.post(url, solveig.form(url) | said).status_code == 303
    assert "Leon" in as_(village.blocked).get("/home/").text


def test_a_block_works_at_once_and_ends_open_streams(
    solveig, as_, village, published, django_capture_on_commit_callbacks
):
    henrik = as_(village.henrik)
    url = f"/office/guardianships/{of(village.henrik, village.ella).pk}/block/"
    with django_capture_on_commit_callbacks(execute=True):
        solveig.post(url, solveig.form(url) | {"reason": "Vedtak, sak 26-200"})
    assert village.henrik.reference in published
    assert henrik.get(f"/home/children/{village.ella.pk}/").status_code == 404
    assert Event.objects.get(what="block.set", by=village.leader.pk).reason == "Vedtak, sak 26-200"
    assert "Sperret av Solveig Dahl" in solveig.get(f"/office/children/{village.ella.pk}/").text


def test_a_weak_login_is_sent_to_prove_itself_and_comes_back_to_the_same_page(as_, village):
    weak = as_(village.leader)
    url = f"/office/guardianships/{of(village.unconfirmed, village.ella).pk}/confirmation/"
    answer = weak.get(url)
    assert answer.status_code == 303 and answer.url.startswith("/step-up/?next=%2Foffice%2Fguardianships")
    step = weak.get(answer.url).text
    assert "/login/village/?next=" in step
    page = weak.get("/demo/step-up/?next=" + url)
    form = BeautifulSoup(page.text, "html.parser").select_one("main form")
    said = {field["name"]: field["value"] for field in form.select("input")} | {"person": village.leader.pk}
    assert weak.post("/login/village/return", said).url == url
    assert weak.get(url).status_code == 200


def test_strong_is_for_five_minutes_of_real_time(as_, village):
    strong = as_(village.leader, strong=True)
    url = f"/office/guardianships/{of(village.unconfirmed, village.ella).pk}/confirmation/"
    assert strong.get(url).status_code == 200
    session = SessionStore(session_key=strong.cookies["session"].value)
    proved = session.load()["strong_at"]
    from datetime import datetime

    session["strong_at"] = (datetime.fromisoformat(proved) - timedelta(minutes=5, seconds=1)).isoformat()
    session.save()
    assert strong.get(url).status_code == 303


def test_the_desk_counts_who_waits_in_each_unit(solveig, as_, village):
    assert "1 venter på bekreftelse" in solveig.get("/office/").text
    assert "1 venter" in solveig.get(f"/office/units/{village.fjellheim.pk}/").text
    assert "Du har ikke noe kontor" in as_(village.marte).get("/office/").text


def test_the_office_is_told_of_a_protected_address(as_, village):
    desk = as_(village.municipality)
    assert "Strengt fortrolig adresse" in desk.get(f"/office/children/{village.sara.pk}/").text
