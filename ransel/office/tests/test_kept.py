"""Whoever is asked to prove who they are in the middle of a form loses nothing they have written."""

from datetime import datetime, timedelta

from bs4 import BeautifulSoup

from ransel.identity.sessions import SessionStore
from ransel.people.models import Block, Guardianship

REASON = 'Vedtak i tingretten, sak 26-301. Æøå <og> "mer"'


def outlived(client):
    """The five minutes of a strong login have passed."""
    session = SessionStore(session_key=client.cookies["session"].value)
    session.load()
    session["strong_at"] = (datetime.fromisoformat(session["strong_at"]) - timedelta(minutes=6)).isoformat()
    session.save()


def prove(client, address, person):
    """Through the demo's login, and back to where it sends one."""
    page = BeautifulSoup(client.get(address.replace("/step-up/", "/demo/step-up/")).text, "html.parser")
    said = {field["name"]: field["value"] for field in page.select("main form input")} | {"person": person.pk}
    return client.post("/login/village/return", said).url


def fields(page):
    form = BeautifulSoup(page, "html.parser").select_one("main form")
    return form["action"], {field["name"]: field["value"] for field in form.select("input")}


def test_what_was_written_is_sent_after_proving_who_one_is(as_, village):
    solveig = as_(village.leader, strong=True)
    one = Guardianship.objects.get(guardian=village.henrik, child=village.ella)
    url = f"/office/guardianships/{one.pk}/block/"
    said = solveig.form(url) | {"reason": REASON}
    outlived(solveig)
    answer = solveig.post(url, said)
    assert answer.status_code == 303 and "Vedtak" not in answer.url
    back = prove(solveig, answer.url, village.leader)
    assert back == "/step-up/form/"
    action, kept = fields(solveig.get(back).text)
    assert (action, kept["reason"], kept["submission"]) == (url, REASON, said["submission"])
    assert solveig.post(action, kept).status_code == 303
    assert Block.objects.get(person=village.henrik).reason == REASON
    assert "Det er ingenting å sende" in solveig.get(back).text


def test_it_is_kept_for_ten_minutes_and_for_that_login_alone(as_, village):
    solveig = as_(village.leader, strong=True)
    url = f"/office/units/{village.fjellheim.pk}/about/"
    said = solveig.form(url)
    outlived(solveig)
    solveig.post(url, said)
    assert "Send det nå" in solveig.get("/step-up/form/").text
    assert "Send det nå" not in as_(village.leader).get("/step-up/form/").text
    session = SessionStore(session_key=solveig.cookies["session"].value)
    session.load()
    session["kept"]["at"] = (datetime.fromisoformat(session["kept"]["at"]) - timedelta(minutes=11)).isoformat()
    session.save()
    assert "Send det nå" not in solveig.get("/step-up/form/").text


def test_a_button_alone_comes_through_too(as_, village):
    """What has no page of its own to come back to."""
    solveig = as_(village.leader, strong=True)
    page = f"/office/groups/{village.maurtua.pk}/"
    said = solveig.form(page, f"{page}closing/")
    outlived(solveig)
    back = prove(solveig, solveig.post(f"{page}closing/", said).url, village.leader)
    action, kept = fields(solveig.get(back).text)
    assert action == f"{page}closing/" and solveig.post(action, kept).status_code in (303, 422)
