"""How a child leaves, on the guardian's page, the first page and the board."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from ransel.core import clock
from ransel.departure.actions.pickup import end_pickup_person
from ransel.departure.models import DepartureDay
from ransel.departure.tests.test_fetchers import add
from ransel.identity.actor import Actor
from ransel.receipts.models import Receipt
from ransel.units.models import ClosedDay, Function, StayRules


def at(hour, minute=0):
    return clock.moved_to(datetime(2026, 11, 24, hour, minute, tzinfo=ZoneInfo("Europe/Oslo")), still=True)


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


def url_of(child):
    return f"/home/children/{child.pk}/leaving/"


def opened(client, child, unit, day=None):
    """(where the page of the day is, what its form is sent with)"""
    url = f"{url_of(child)}?day={day or clock.today()}&unit={unit.pk}"
    return url, client.form(url)


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


def henrik_picks_up(marte, village):
    url, form = opened(marte, village.ella, village.fjellheim)
    return marte.post(url, form | {"fetcher": f"guardian:{village.henrik.pk}", "at": "15:30"})


def test_it_is_said_for_today_and_stands_on_the_first_page_and_on_the_board(as_, marte, village):
    assert "Hvordan går Ella hjem?" in text_of(marte.get("/home/"))
    answer = henrik_picks_up(marte, village)
    assert answer.status_code == 303 and "Lagret" in text_of(marte.get(answer.url))
    for client, url in (
        (marte, "/home/"),
        (as_(village.henrik), "/home/"),
        (as_(village.siri), f"/work/groups/{village.bikuben.pk}/"),
    ):
        assert "Hentes av Henrik 15:30" in text_of(client.get(url))


def test_another_day_is_chosen_above(marte, village):
    page = BeautifulSoup(marte.get(url_of(village.ella)).text, "html.parser")
    tomorrow = page.select('nav[aria-label="Hvilken dag?"] a')[1]
    assert tomorrow.text == "Ons 25."
    assert marte.post(tomorrow["href"], marte.form(tomorrow["href"])).status_code == 303
    assert DepartureDay.objects.get().day == clock.today() + clock.DAY


@pytest.mark.parametrize("query", ["?day=x", "?day=2030-01-01&unit=x", "?day=", "?unit=;"])
def test_an_address_nobody_types_leads_to_the_next_day(marte, village, query):
    answer = marte.get(url_of(village.ella) + query)
    assert answer.status_code == 200 and "Tirsdag 24. november" in text_of(answer)


def test_what_is_wrong_is_said_and_what_was_chosen_stands(marte, village):
    url, form = opened(marte, village.sunniva, village.nordvik_sfo)
    answer = marte.post(url, form | {"mode": "child_decides", "begins": "15:00", "until": "14:00"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and "Det må slutte etter at det begynner." in page.text
    assert page.select_one("[name=mode]:checked")["value"] == "child_decides"
    assert page.select_one("[name=begins] option[selected]")["value"] == "15:00"
    for odd in ({"mode": "flies"}, {"fetcher": "person:1"}, {"at": "25:00"}, {"known": "9" * 61}):
        assert marte.post(url, form | odd).status_code == 422


def test_what_the_other_guardian_said_meanwhile_is_seen_before_it_is_set_aside(as_, marte, village):
    henrik = as_(village.henrik)
    url, form = opened(henrik, village.ella, village.fjellheim)
    form |= {"fetcher": "", "at": "14:00"}
    henrik_picks_up(marte, village)
    answer = henrik.post(url, form | {"at": "14:10"})
    assert answer.status_code == 422 and DepartureDay.objects.count() == 1, "no such time, and it has seen nothing"
    answer = henrik.post(url, form)
    assert answer.status_code == 422 and "Hentes av Henrik 15:30" in text_of(answer)
    known = BeautifulSoup(answer.text, "html.parser").select_one("[name=known]")["value"]
    assert henrik.post(url, form | {"known": known}).status_code == 303


def test_after_the_hour_staff_say_that_they_have_seen_it(as_, marte, village):
    henrik_picks_up(marte, village)
    board, siri = f"/work/groups/{village.bikuben.pk}/", as_(village.siri)
    with at(13):
        page = marte.get(url_of(village.ella)).text
        assert "Klokka er over 12:00" in page
        url, form = opened(marte, village.ella, village.fjellheim)
        marte.post(url, form | {"fetcher": "", "at": "14:00"})
        said = text_of(siri.get(board))
        assert "Nå: Hentes 14:00. Før: Hentes av Henrik 15:30" in said
        assert "På tavla" in text_of(marte.get("/home/"))
        door = f"/work/departure-receipts/{Receipt.objects.get().pk}/seen/"
        assert siri.post(door, siri.form(board, door)).status_code in (200, 204, 303)
        assert "Før: Hentes av Henrik" not in text_of(siri.get(board))
        assert "Sett av Siri" in text_of(marte.get("/home/"))


def test_where_an_address_is_protected_nobody_is_told_what_the_other_said(as_, marte, village):
    henrik_picks_up(marte, village)
    village.marte.protection = 2
    village.marte.save()
    henrik = as_(village.henrik)
    for url in ("/home/", url_of(village.ella)):
        assert (
            "15:30" not in BeautifulSoup(henrik.get(url).text, "html.parser").select_one("main").text.split("Når?")[0]
        )
    assert "Hjemturen er sagt av en annen foresatt" in text_of(henrik.get("/home/"))
    assert "15:30" in text_of(marte.get("/home/"))


def test_where_the_unit_does_not_take_it_it_is_not_asked(marte, village):
    Function.objects.filter(name=Function.Name.DEPARTURE).update(guardians=Function.Use.READ)
    assert "går Ella hjem" not in text_of(marte.get("/home/"))


def test_somebody_named_is_among_those_who_may(marte, village):
    [bjorg] = add(village.marte, village.ella)
    url, form = opened(marte, village.ella, village.fjellheim)
    assert "Bjørg Solheim" in marte.get(url).text
    assert marte.post(url, form | {"fetcher": f"person:{bjorg.pk}", "at": ""}).status_code == 303
    assert "Hentes av Bjørg Solheim" in text_of(marte.get("/home/"))


def test_a_child_who_is_nowhere_soon_has_nothing_to_say(marte, village):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.DEPARTURE).update(guardians=Function.Use.READ)
    said = marte.get(url_of(village.ella)).text
    assert "tar ikke imot dette fra deg her" in said and 'name="mode"' not in said and "Lagre" not in said
    village.ella.enrolments.update(starts=clock.today() + 40 * clock.DAY)
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.DEPARTURE).update(guardians=Function.Use.EDIT)
    assert "de neste to ukene" in text_of(marte.get(url_of(village.ella)))


def test_what_is_sent_for_a_day_is_saved_for_no_other(as_, marte, village):
    wednesday = clock.today() + clock.DAY
    url, form = opened(marte, village.ella, village.fjellheim, wednesday)
    ClosedDay.objects.create(municipality=village.fjellheim.municipality, day=wednesday, kindergarten=True)
    answer = marte.post(url, form | {"at": "15:30"})
    assert answer.status_code == 422 and "Ingenting er lagret" in text_of(answer)
    henrik, before_midnight = as_(village.henrik), opened(marte, village.ella, village.fjellheim)
    with clock.moved_to(datetime(2026, 11, 25, 0, 5, tzinfo=ZoneInfo("Europe/Oslo")), still=True):
        assert henrik.post(before_midnight[0], before_midnight[1] | {"at": "14:00"}).status_code == 422
    assert not DepartureDay.objects.exists()


def test_a_unit_the_child_has_left_takes_nothing_for_another_day(marte, village):
    wednesday = clock.today() + clock.DAY
    url, form = opened(marte, village.sunniva, village.nordvik_sfo, wednesday)
    village.sunniva.enrolments.filter(unit=village.nordvik_sfo).update(ends=clock.today())
    assert marte.post(url, form | {"mode": "walks_home", "at": "15:00"}).status_code == 422
    assert not DepartureDay.objects.exists()


def test_somebody_else_is_chosen_where_who_was_to_pick_up_may_do_so_no_more(marte, village):
    [bjorg] = add(village.marte, village.ella)
    url, form = opened(marte, village.ella, village.fjellheim)
    marte.post(url, form | {"fetcher": f"person:{bjorg.pk}", "at": "15:00"})
    end_pickup_person(by=Actor(village.marte), pickup_person=bjorg)
    assert "kan ikke hente lenger" in text_of(marte.get(url))
    marte.post(url, marte.form(url) | {"fetcher": "", "at": "15:00"})
    assert "kan ikke hente lenger" not in text_of(marte.get(url))


def test_what_belongs_to_another_way_can_not_be_wrong(marte, village):
    [bjorg] = add(village.marte, village.sunniva)
    url, form = opened(marte, village.sunniva, village.nordvik_sfo)
    end_pickup_person(by=Actor(village.marte), pickup_person=bjorg)
    said = form | {"fetcher": f"person:{bjorg.pk}", "mode": "walks_home", "at": "15:00", "begins": "x"}
    assert marte.post(url, said).status_code == 303


def test_changed_late_and_back_again_there_is_nothing_to_compare(as_, marte, village):
    henrik_picks_up(marte, village)
    with at(13):
        url, form = opened(marte, village.ella, village.fjellheim)
        marte.post(url, form | {"fetcher": "", "at": "14:00"})
        henrik_picks_up(marte, village)
        assert "Før:" not in text_of(marte.get(url))
        assert "Før:" not in text_of(as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/"))


def test_the_days_of_which_something_is_said_are_marked(marte, village):
    wednesday = clock.today() + clock.DAY
    url, form = opened(marte, village.ella, village.fjellheim, wednesday)
    marte.post(url, form)
    page = BeautifulSoup(marte.get(url_of(village.ella)).text, "html.parser")
    days = [one.text for one in page.select('nav[aria-label="Hvilken dag?"] a')]
    assert [one for one in days if ", sagt" in one] == [days[1]]


def test_a_time_that_is_no_slot_any_more_is_shown_and_said(marte, village):
    henrik_picks_up(marte, village)
    StayRules.objects.create(
        municipality=village.fjordvik, kind="kindergarten", unit=village.fjellheim, send_home_every=20
    )
    url, form = opened(marte, village.ella, village.fjellheim)
    assert form["at"] == "15:30"
    assert "hvert 20. minutt" in text_of(marte.post(url, form | {"fetcher": ""}))


def test_times_of_another_way_are_not_thrown_away_without_a_word(marte, village):
    """Without scripts all the times stand open, and one may choose in the wrong place."""
    url, form = opened(marte, village.sunniva, village.nordvik_sfo)
    answer = marte.post(url, form | {"mode": "walks_home", "at": "15:00", "begins": "14:00", "until": "15:00"})
    assert answer.status_code == 422 and "Velg «Bestemmer selv»" in text_of(answer)
    answer = marte.post(url, form | {"mode": "child_decides", "at": "15:00", "begins": "14:00", "until": "15:00"})
    assert answer.status_code == 422 and "Velg «Hentes»" in text_of(answer)
    assert not DepartureDay.objects.exists()
    marte.post(url, form | {"mode": "child_decides", "begins": "14:00", "until": "15:00"})
    url, form = opened(marte, village.sunniva, village.nordvik_sfo)
    assert "saved=1" in marte.post(url, form | {"mode": "walks_home", "at": "15:00"}).url, "what stood there is no word"
