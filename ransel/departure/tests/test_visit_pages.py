"""Home with another child, on the screen: a code made by one family and entered by the other."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.departure.models import DepartureDay, Visit
from ransel.departure.tests.test_leaving import at
from ransel.departure.visits.code import code_of


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


@pytest.fixture
def pages(village):
    query = f"?day=2026-11-24&unit={village.fjellheim.pk}"
    return {name: f"/home/children/{getattr(village, name).pk}/visits/{query}" for name in ("ella", "leon")}


def test_two_families_agree_by_a_code_and_it_stands_on_both_pages_and_on_the_board(as_, village, pages):
    amina, marte = as_(village.amina), as_(village.marte)
    link = page_of(marte, f"/home/children/{village.ella.pk}/leaving/").select_one("a[href*='/visits/']")["href"]
    assert link == pages["ella"]
    form = page_of(amina, pages["leon"]).select_one("form[action*='/visits/new/']")
    answer = amina.post(form["action"], {"submission": uuid4()})
    code = code_of(Visit.objects.get().pk)
    assert answer.url == pages["leon"] and f"Kode {code}" in page_of(amina, pages["leon"]).text
    known = page_of(marte, pages["ella"]).select_one("input[name=known]")["value"]
    answer = marte.post(pages["ella"], {"submission": uuid4(), "code": code, "known": known})
    assert "Blir med Leon hjem" in page_of(marte, answer.url).text
    assert "Ella blir med hjem" in page_of(amina, pages["leon"]).text
    board = page_of(as_(village.siri), f"/work/groups/{village.bikuben.pk}/")
    assert "Blir med Leon hjem" in board.select_one(f"#kid-{village.ella.pk}").text
    assert "Tar med Ella" in board.select_one(f"#kid-{village.leon.pk}").text


def test_a_code_that_opens_nothing_is_said_beside_it_and_what_was_typed_stands(as_, village, pages):
    marte = as_(village.marte)
    known = page_of(marte, pages["ella"]).select_one("input[name=known]")["value"]
    answer = marte.post(pages["ella"], {"submission": uuid4(), "code": "KX74 PQ3M", "known": known})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one("#id_code_error")
    assert page.select_one("input[name=code]")["value"] == "KX74 PQ3M" and not DepartureDay.objects.exists()


def test_it_is_called_off_from_either_page(as_, village, pages):
    amina, marte = as_(village.amina), as_(village.marte)
    amina.post(pages["leon"].replace("/visits/?", "/visits/new/?"), {"submission": uuid4()})
    known = page_of(marte, pages["ella"]).select_one("input[name=known]")["value"]
    code = code_of(Visit.objects.get().pk)
    marte.post(pages["ella"], {"submission": uuid4(), "code": code, "known": known})
    form = page_of(amina, pages["leon"]).select_one("form[action$='/end/']")
    assert amina.post(form["action"], {"submission": uuid4()}).url == pages["leon"]
    assert "Blir med" not in page_of(marte, f"/home/children/{village.ella.pk}/leaving/").select_one(
        "main"
    ).text.replace("Blir med et annet barn", "")


def test_a_day_that_is_not_hers_is_sent_for_no_other(as_, village, pages):
    amina = as_(village.amina)
    url = pages["leon"].replace("/visits/?", "/visits/new/?").replace("2026-11-24", "2026-11-28")
    assert amina.post(url, {"submission": uuid4()}).status_code == 422 and not Visit.objects.exists()


def test_after_the_day_began_anew_the_form_of_the_day_still_offers_the_other_ways(as_, village, pages):
    amina, marte = as_(village.amina), as_(village.marte)
    amina.post(pages["leon"].replace("/visits/?", "/visits/new/?"), {"submission": uuid4()})
    known = page_of(marte, pages["ella"]).select_one("input[name=known]")["value"]
    marte.post(pages["ella"], {"submission": uuid4(), "code": code_of(Visit.objects.get().pk), "known": known})
    url = f"/home/children/{village.ella.pk}/leaving/?day=2026-11-24&unit={village.fjellheim.pk}"
    page = page_of(marte, url)
    known = page.select_one("input[name=known]")["value"]
    with at(9):
        told = {"submission": uuid4(), "mode": "picked_up", "fetcher": "", "at": "15:30", "known": known}
        assert "saved=1" in marte.post(url, told).url
    assert Visit.objects.get().ended_by == village.marte


def test_called_off_the_first_page_asks_how_the_child_leaves_as_before(as_, village, pages):
    amina, marte = as_(village.amina), as_(village.marte)
    amina.post(pages["leon"].replace("/visits/?", "/visits/new/?"), {"submission": uuid4()})
    known = page_of(marte, pages["ella"]).select_one("input[name=known]")["value"]
    marte.post(pages["ella"], {"submission": uuid4(), "code": code_of(Visit.objects.get().pk), "known": known})
    assert "Blir med Leon hjem" in page_of(marte, "/home/").text
    marte.post(page_of(marte, pages["ella"]).select_one("form[action$='/end/']")["action"], {"submission": uuid4()})
    assert "Hvordan går Ella hjem?" in page_of(marte, "/home/").text
