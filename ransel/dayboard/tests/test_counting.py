"""The counting list: what was counted beside how many are here by the board."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import HeadCount
from ransel.attendance.tests.moments import at
from ransel.identity.actor import Actor


@pytest.fixture
def url(village):
    with at(8):
        for child in (village.ella, village.leon):
            check_in(by=Actor(village.siri), child=child, group=village.bikuben)
    return f"/work/groups/{village.bikuben.pk}/counting/"


def page_of(client, url):
    return BeautifulSoup(client.get(url).text, "html.parser")


def test_it_lists_who_is_here_and_keeps_what_was_counted(as_, village, url):
    siri = as_(village.siri)
    with at(10):
        assert [one.text for one in page_of(siri, url).select("ol li")] == ["Ella", "Leon"]
        assert siri.post(url, {"submission": uuid4(), "counted": "2"}).url == url
        assert "2 talt, og 2 er her. Siri Moe" in page_of(siri, url).select_one("[role=status]").text
    assert HeadCount.objects.get().agrees


def test_numbers_that_do_not_agree_are_said_loudly_and_kept(as_, village, url):
    siri = as_(village.siri)
    with at(10):
        siri.post(url, {"submission": uuid4(), "counted": "1"})
        assert "1 talt, men 2 er her etter tavla" in page_of(siri, url).select_one("[role=alert]").text
    with at(10, 5):
        siri.post(url, {"submission": uuid4(), "counted": "2"})
        page = page_of(siri, url)
    assert not page.select("[role=alert]") and "1 av 2, Siri Moe, 10:00" in page.text


@pytest.mark.parametrize("wrong", ["", "-1", "two", "999999", "1.5"])
def test_what_is_no_number_is_refused_beside_the_field_and_stands(as_, village, url, wrong):
    answer = as_(village.siri).post(url, {"submission": uuid4(), "counted": wrong})
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422 and page.select_one("#id_counted_error") and not HeadCount.objects.exists()
    assert page.select_one("[name=counted]").get("value", "") == wrong


def test_a_child_on_loan_counts_where_it_is(as_, village, url):
    place = village.leon.enrolments.get()
    days = {"starts": "2026-11-24", "ends": "2026-11-24"}
    village.leon.enrolments.create(unit=village.fjellheim, group=village.maurtua, stands_in_for=place, **days)
    with at(10):
        as_(village.siri).post(url, {"submission": uuid4(), "counted": "1"})
    assert HeadCount.objects.get().expected == 1
