"""Today in numbers: how many are here by the half hour, how many adults the law asks for, and portions."""

from datetime import time

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.tests.moments import at
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.dayboard.week.numbers import numbers_of
from ransel.identity.actor import Actor
from ransel.units.models import ClosedDay, Function


@pytest.fixture
def planned(village):
    for guardian, child in ((village.marte, village.ella), (village.amina, village.leon)):
        approve(village.siri, send(guardian, child, village.fjellheim, {(1, 2): LONG}, starts=clock.today()))


def test_children_adults_and_portions_follow_the_plans_and_who_is_away(village, planned):
    with at(9):
        numbers = numbers_of(village.bikuben)
        assert (numbers.coming, numbers.most, numbers.portions) == (2, 2, 2)
        assert numbers.now and (numbers.now.children, numbers.now.adults) == (2, 1)
        assert dict(numbers.halves)[time(7)].children == 0
        said = {"reason": "ill", "first_day": clock.today(), "last_day": clock.today()}
        report_absence(by=Actor(village.marte), children=[village.ella], **said)
        numbers = numbers_of(village.bikuben)
        assert (numbers.coming, numbers.most, numbers.portions) == (1, 1, 1)


def test_the_board_leads_to_them(as_, village, planned):
    siri = as_(village.siri)
    with at(9, 10):
        page = BeautifulSoup(siri.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser")
        page = BeautifulSoup(siri.get(page.select_one("a[href$='/numbers/']")["href"]).text, "html.parser")
    assert "Trenger 1 voksen nå" in page.text
    assert page.select_one("tr[aria-current=time]").get_text(" ", strip=True) == "09:00 2 1"
    assert len(page.select("svg.r-strip rect.r-strip__peak")) == 1


def test_before_it_opens_and_when_it_is_closed_it_says_so(as_, village, planned):
    siri, url = as_(village.siri), f"/work/groups/{village.bikuben.pk}/numbers/"
    with at(5):
        assert "Ikke åpent nå" in siri.get(url).text
    ClosedDay.objects.create(
        unit=village.fjellheim, municipality=village.fjordvik, day=clock.today(), kindergarten=True
    )
    assert "Stengt i dag" in siri.get(url).text


def test_a_unit_without_stay_plans_has_none(as_, village):
    Function.objects.filter(unit=village.fjellheim, name="stay").update(staff=False)
    assert as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/numbers/").status_code == 404
