"""Stay plans of two homes, and of homes that may not know of each other."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.stay_plans import withdraw_plan
from ransel.attendance.stays.missing import missing_in
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, approve, refused, send, stay, week
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import ResidencePattern
from ransel.people.rota import week_about
from tests.pages import CheckedClient

pytestmark = pytest.mark.usefixtures("english")
DAY = timedelta(days=1)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def shared(village):
    """Ella is with Marte this week and with Henrik the next."""
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=date(2026, 11, 30), homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)


def test_each_home_has_its_own_plan_for_its_own_days(village, shared):
    mine = approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1))
    assert mine.home_id == village.marte.pk
    assert [stay(village.ella, MONDAY + timedelta(weeks=n)).hours for n in range(4)] == [SHORT, LONG, SHORT, LONG]
    assert stay(village.ella, MONDAY).home == village.henrik.pk


def test_both_plans_count_now_and_a_new_one_begins_from_that_of_ones_own_home(village, shared):
    mine = approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    theirs = approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1))
    with clock.moved_to(datetime(2026, 12, 8, 9, tzinfo=OSLO)):
        for person, own in ((village.marte, mine), (village.henrik, theirs)):
            page = CheckedClient().log_in(person).get("/home/stay-plans/").text
            assert page.count("Gjelder nå, dagene hos") == 2, person.given_name
            assert f"like={own.pk}" in page


def test_until_a_home_has_a_plan_the_one_for_all_days_counts_for_it(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, starts=date(2026, 11, 30)))
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=date(2026, 11, 30), homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1))
    assert [stay(village.ella, MONDAY + timedelta(weeks=n)).hours for n in range(2)] == [SHORT, LONG]


def asked_of(person):
    """The weeks a guardian's first page asks for times of."""
    page = BeautifulSoup(CheckedClient().log_in(person).get("/home/").text, "html.parser")
    return {week for week in (49, 50, 51) for one in page.select("a.r-item") if f"Tider for uke {week}" in one.text}


def test_a_homes_plan_that_waits_takes_no_day_of_the_other_home_off_the_list(village, shared):
    send(village.marte, village.sunniva, village.nordvik_sfo, starts=clock.today())
    send(village.marte, village.ella, village.fjellheim, starts=clock.today())
    assert asked_of(village.marte) == set()
    assert asked_of(village.henrik) == {50}, "that week Ella is with him, and he has said nothing"
    assert {child for child, _unit, _day in missing_in(village.bikuben, MONDAY)} == {village.ella.pk, village.leon.pk}


def test_who_is_not_named_in_the_days_of_two_homes_has_none_to_plan(village, shared):
    ResidencePattern.objects.get().days.update(guardian=village.henrik)
    assert "No day is yours" in refused(village.marte, village.ella, village.fjellheim)["children"][0]


def test_what_another_guardian_planned_is_not_told_where_an_address_is_protected(village):
    plan = send(village.marte, village.ella, village.fjellheim)
    village.marte.protection = 1
    village.marte.save()
    said = refused(village.henrik, village.ella, village.fjellheim)["children"][0]
    assert "Marte" not in said and "Ring the unit" in said
    with pytest.raises(Http404):
        withdraw_plan(by=Actor(village.henrik), plan=plan)
    withdraw_plan(by=Actor(village.marte), plan=plan)
