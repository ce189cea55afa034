"""A tablet is paired, changed and unpaired from the desk of the unit."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.identity.models import Tablet
from tests.pages import CheckedClient, error_of, send


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


def begin(solveig, village, **more):
    said = {"name": "Garderoben", "groups": [village.bikuben.pk], "shows_ways": "on"}
    return send(solveig, f"/office/units/{village.fjellheim.pk}/tablets/new/", **said | more)


def first_code(page):
    return re.sub(r"\D", "", BeautifulSoup(page, "html.parser").select_one(".r-code").text)


def second_code(browser):
    return BeautifulSoup(browser.get("/tablet/").text, "html.parser").select_one(".r-code").text.strip()


def test_the_two_codes_are_written_each_where_the_other_is_shown(solveig, village):
    pairing = begin(solveig, village).url
    browser = CheckedClient()
    assert browser.post("/tablet/", {"code": first_code(solveig.get(pairing).text)}).status_code == 303
    wrong = send(solveig, pairing, answer="000")
    assert "Det er ikke koden" in solveig.get(wrong.url).text
    assert send(solveig, pairing, answer=second_code(browser)).url == f"/office/units/{village.fjellheim.pk}/tablets/"
    shown = solveig.get(f"/office/units/{village.fjellheim.pk}/tablets/").text
    assert "Garderoben" in shown and f"Koblet til av {village.leader.name}" in shown
    assert browser.get("/tablet/").url == "/"


def test_five_wrong_second_codes_end_the_pairing(solveig, village):
    pairing = begin(solveig, village).url
    browser = CheckedClient()
    browser.post("/tablet/", {"code": first_code(solveig.get(pairing).text)})
    for _wrong in range(5):
        send(solveig, pairing, answer="000")
    send(solveig, pairing, answer=second_code(browser))
    assert "Denne tilkoblingen er over" in solveig.get(pairing).text
    assert not Tablet.objects.paired().exists()


@pytest.mark.parametrize(("wrong", "field"), [({"name": ""}, "name"), ({"groups": []}, "groups")])
def test_what_is_missing_is_said_beside_the_field(solveig, village, wrong, field):
    answer = begin(solveig, village, **wrong)
    assert answer.status_code == 422 and error_of(answer, field) and not Tablet.objects.exists()


def test_a_group_of_another_unit_is_none_to_choose(solveig, village):
    assert begin(solveig, village, groups=[village.harepus.pk]).status_code == 422


def test_it_is_renamed_and_unpaired(solveig, village):
    pairing = begin(solveig, village).url
    browser = CheckedClient()
    browser.post("/tablet/", {"code": first_code(solveig.get(pairing).text)})
    send(solveig, pairing, answer=second_code(browser))
    tablet = Tablet.objects.get()
    change = f"/office/tablets/{tablet.pk}/"
    send(solveig, change, name="Porten", groups=[village.bikuben.pk, village.maurtua.pk], shows_ways="")
    tablet = Tablet.objects.get()
    assert (tablet.name, tablet.person.given_name, tablet.shows_ways) == ("Porten", "Porten", False)
    assert browser.get(f"/work/groups/{village.maurtua.pk}/").status_code == 200
    assert solveig.post(f"{change}end/", {"submission": uuid4()}).status_code == 303
    assert "Koblet fra" in solveig.get(f"/office/units/{village.fjellheim.pk}/tablets/").text
    assert browser.get(f"/work/groups/{village.maurtua.pk}/").url.startswith("/login/")
    assert solveig.get(change).status_code == 404


def test_the_same_form_sent_twice_unpairs_once_and_is_answered_alike(solveig, village):
    browser = CheckedClient()
    pairing = begin(solveig, village).url
    browser.post("/tablet/", {"code": first_code(solveig.get(pairing).text)})
    send(solveig, pairing, answer=second_code(browser))
    said = {"submission": uuid4()}
    path = f"/office/tablets/{Tablet.objects.get().pk}/end/"
    assert [solveig.post(path, said).status_code for _again in range(2)] == [303, 303]
    assert not Tablet.objects.paired().exists()
