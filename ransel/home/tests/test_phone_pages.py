"""What guardians' pages give a phone to keep, and the page that stands in for them: ids, codes, and nobody."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import Reason
from ransel.home.queued.items import Kind, Why
from ransel.home.queued.leaving import ME, WAYS
from ransel.supervision.models import Breakfast, Mood, Slept
from ransel.units.models import Function, Unit

WORKER = 6_000  # bytes
STAND_IN = "/offline/guardian/"


def soup(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def kept(client, url="/home/"):
    return json.loads(soup(client, url).select_one("[data-children]")["data-children"])


def words(client):
    """The codes that the script has a word for; they stand in a template, which a parser does not look into."""
    return set(re.findall(r'data-word="([^"]+)"', client.get(STAND_IN).text))


def whose(client):
    return soup(client, "/home/").select_one("#phone")["data-whose"]


def test_of_each_child_the_phone_is_told_an_id_a_colour_and_what_may_be_said(as_, village):
    maximilian, sunniva, ella = kept(as_(village.marte))
    assert ella == {
        "id": str(village.ella.pk),
        "colour": 3,
        "does": ["absence", "leaving", "note"],
        "alone": False,
    }
    assert sunniva["alone"] and "leaving" in sunniva["does"]
    assert maximilian["id"] == str(village.maximilian.pk) and "leaving" not in maximilian["does"]
    assert kept(as_(village.marte), "/me/without-network/") == [maximilian, sunniva, ella]


def test_what_a_unit_does_not_take_is_not_offered(as_, village):
    Function.objects.filter(unit=village.fjellheim).update(guardians=Function.Use.OFF)
    assert str(village.ella.pk) not in {one["id"] for one in kept(as_(village.marte))}


def test_one_login_is_told_from_another_and_nothing_is_read_from_it(as_, village):
    marte, henrik = as_(village.marte), as_(village.henrik)
    assert whose(marte) == whose(as_(village.marte)) != whose(henrik)
    assert str(village.marte.pk) not in whose(marte) and len(whose(marte)) == 32


@pytest.mark.parametrize("name", ["marte", "siri", None])
def test_nobody_is_on_the_page_that_stands_in_whoever_fetches_it(client, as_, village, name):
    page = (as_(getattr(village, name)) if name else client).get(STAND_IN).text
    anybody = [village.marte.given_name, village.siri.given_name, village.ella.given_name, "data-whose", "csrf"]
    anybody += [unit.name for unit in Unit.objects.all()]
    assert not [one for one in anybody if one in page]


def test_what_can_be_chosen_there_are_the_codes_of_the_forms_and_there_is_nowhere_to_write(client, db):
    page = soup(client, STAND_IN)
    codes = {
        "reason": Reason.values,
        "mode": [str(one) for one in WAYS],
        "by": [ME, ""],
        "slept": ["", *Slept.values],
        "breakfast": ["", *Breakfast.values],
        "mood": ["", *Mood.values],
    }
    for name, values in codes.items():
        assert sorted(one["value"] for one in page.select(f"[name={name}]")) == sorted(values), name
        assert {f"{name}-{value}" for value in values if value} <= words(client)
    assert not page.select("textarea, input:not([type]), input[type=text]")


def test_every_reason_that_something_is_not_taken_for_has_its_sentence(client, db):
    assert {*map(str, Why), *map(str, Kind)} <= words(client)


def test_the_worker_is_small_and_keeps_the_page_that_stands_in(client, db):
    worker = client.get("/sw.js").content
    assert len(worker) <= WORKER and b'"/offline/guardian/"' in worker


def test_the_page_of_the_names_sends_them_nowhere(as_, village):
    page = soup(as_(village.marte), "/me/without-network/")
    inputs = page.select("#phone-names input")
    assert len(inputs) == 3 and not page.select("main form") and not [one for one in inputs if one.get("name")]


def test_staff_without_children_have_no_such_page(as_, village):
    assert "/me/without-network/" not in as_(village.siri).get("/me/").text
    assert "/me/without-network/" in as_(village.marte).get("/me/").text
