"""Who saves the number of adults changes what they have written, of the day they have written it of, and no more."""

from datetime import time
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.supervision.actions.adults import enter_adults
from ransel.supervision.adults.reading import adults_of
from ransel.supervision.tests.words import in_norwegian

OTHER_DAY = "Choose today, or one of the next 28 days."


@pytest.fixture
def url(village):
    return f"/work/groups/{village.bikuben.pk}/adults/"


@pytest.fixture(autouse=True)
def three(village):
    enter_adults(by=Actor(village.leader), group=village.bikuben, day=clock.today(), numbers={time(9): 3})


def form_of(text):
    """What a browser would send of it."""
    form = BeautifulSoup(text, "html.parser").select_one("form:has([name=at_0900])")
    return {one["name"]: one.get("value", "") for one in form.select("input[name]")} | {"submission": uuid4()}


def stands(village):
    return adults_of(village.bikuben, clock.today())


def test_two_who_have_the_page_open_keep_each_others_numbers(as_, village, url):
    leader, siri = as_(village.leader), as_(village.siri)
    hers, his = form_of(leader.get(url).text), form_of(siri.get(url).text)
    assert leader.post(url, hers | {"at_1000": "4"}).status_code == 303
    assert siri.post(url, his | {"at_1200": "2"}).status_code == 303
    assert stands(village) == {time(9): 3, time(10): 4, time(12): 2}


def test_of_the_same_half_hour_the_second_is_shown_what_stands_and_may_save_again(as_, village, url):
    leader, siri = as_(village.leader), as_(village.siri)
    his = form_of(siri.get(url).text)
    leader.post(url, form_of(leader.get(url).text) | {"at_0900": "4", "at_1000": "1"})
    answer = siri.post(url, his | {"at_0900": "5", "at_1200": "2"})
    beside = BeautifulSoup(answer.text, "html.parser").select_one("#id_at_0900_error").text
    assert answer.status_code == 422 and stands(village) == {time(9): 4, time(10): 1}
    said = {"name": village.leader.given_name, "number": 4}
    assert in_norwegian("%(name)s has written %(number)s meanwhile.", **said) in beside
    again = form_of(answer.text)
    assert (again["at_0900"], again["at_1200"]) == ("5", "2"), "nothing that was written is lost"
    assert siri.post(url, again).status_code == 303
    assert stands(village) == {time(9): 5, time(10): 1, time(12): 2}


def test_a_number_that_was_taken_away_meanwhile_is_said_to_be_so(as_, village, url):
    leader, siri = as_(village.leader), as_(village.siri)
    his = form_of(siri.get(url).text)
    leader.post(url, form_of(leader.get(url).text) | {"at_0900": ""})
    answer = siri.post(url, his | {"at_0900": "5"})
    assert answer.status_code == 422 and stands(village) == {}
    assert in_norwegian("Somebody has taken the number away meanwhile.") in answer.text


def test_what_was_drawn_and_is_no_number_is_nothing(as_, village, url):
    for drawn in ("x", "9" * 5000, "\N{SUPERSCRIPT TWO}", "-1"):
        said = {"submission": uuid4(), "at_0900": "5", "drawn_0900": drawn}
        assert as_(village.siri).post(url, said).status_code == 422
    assert stands(village) == {time(9): 3}


@pytest.mark.parametrize("day", ["2026-11-23", "2027-01-30", "rubbish", "", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("door", ["", "copy/"])
def test_of_a_day_that_is_over_or_no_day_nothing_is_written_anywhere_and_it_says_so(as_, village, url, day, door):
    answer = as_(village.siri).post(f"{url}{door}?day={day}", {"submission": uuid4(), "at_1000": "1"})
    assert answer.status_code == 422 and in_norwegian(OTHER_DAY) in answer.text
    assert stands(village) == {time(9): 3}


def test_to_look_at_such_a_day_is_to_look_at_today(as_, village, url):
    for day in ("2026-11-23", "rubbish", "0001-01-01"):
        assert form_of(as_(village.siri).get(f"{url}?day={day}").text)["at_0900"] == "3"
