"""How many adults: entered by the half hour, copied from a day alike, and beside what the law asks for."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.attendance.tests.moments import at
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.supervision.actions.adults import enter_adults
from ransel.supervision.adults.reading import adults_now, adults_of
from ransel.supervision.models import AdultNumber

WEEK = timedelta(days=7)


@pytest.fixture
def url(village):
    return f"/work/groups/{village.bikuben.pk}/adults/"


def enter(person, group, day=None, **numbers):
    said = {time(int(half[3:5]), int(half[5:])): number for half, number in numbers.items()}
    enter_adults(by=Actor(person), group=group, day=day or clock.today(), numbers=said)


def test_numbers_are_entered_changed_and_taken_away_and_what_stood_is_kept(as_, village, url):
    leader = as_(village.leader)
    for said in ({"at_0930": "3"}, {"at_0930": "", "drawn_0930": "3"}):
        assert leader.post(url, {"submission": uuid4(), "at_0900": "2", **said}).status_code == 303
    assert adults_of(village.bikuben, clock.today()) == {time(9): 2}
    assert AdultNumber.objects.count() == 2


@pytest.mark.parametrize("wrong", ["two", "-1", "51", "1.5"])
def test_what_is_no_number_is_refused_beside_the_field_and_stands(as_, village, url, wrong):
    answer = as_(village.siri).post(url, {"submission": uuid4(), "at_0900": wrong})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one("#id_at_0900_error")
    assert page.select_one("[name=at_0900]")["value"] == wrong and not AdultNumber.objects.exists()


def test_one_tap_copies_the_last_day_alike_instead_of_what_stands(as_, village, url):
    enter(village.leader, village.bikuben, at_0900=2, at_1000=3)
    with clock.moved_to(clock.now() + WEEK, still=True):
        enter(village.leader, village.bikuben, at_0700=1)
        siri = as_(village.siri)
        form = BeautifulSoup(siri.get(url).text, "html.parser").select_one("form[action*='/copy/']")
        assert "Kopier fra tirsdag 24. november" in form.text
        assert siri.post(form["action"], {"submission": uuid4()}).status_code == 303
        assert adults_of(village.bikuben, clock.today()) == {time(9): 2, time(10): 3}


def test_where_there_is_no_day_to_copy_it_says_so(as_, village, url):
    answer = as_(village.siri).post(f"{url}copy/", {"submission": uuid4()})
    assert answer.status_code == 422 and "Ingen har lagt inn tall" in answer.text


def test_too_few_are_marked_by_a_word_and_a_sign(as_, village):
    for guardian, child in ((village.marte, village.ella), (village.amina, village.leon)):
        approve(village.siri, send(guardian, child, village.fjellheim, {(1, 2): LONG}, starts=clock.today()))
    enter(village.siri, village.bikuben, at_0900=0, at_0930=1)
    with at(9, 10):
        page = BeautifulSoup(as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/numbers/").text, "html.parser")
        assert adults_now(village.bikuben) == 0
    nine = page.select_one("tr[aria-current=time]")
    assert "1 for lite" in nine.text and nine.select_one("svg")
    assert [one.th.text for one in page.select("tr") if one.select(".r-tag")] == ["09:00"]


def test_nobody_else_enters_them(village):
    for person in (village.other_group, village.other_unit, village.marte, village.office):
        with pytest.raises(Http404):
            enter(person, village.bikuben, at_0900=2)


def test_nobody_has_said_is_not_none_at_all(village):
    assert adults_now(village.bikuben) is None
