"""Hours that are made shorter, and days that close: whose times fit no longer, and who is told."""

from datetime import date, time

import pytest

from ransel.attendance.actions.hours import take_back_open_day
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, SHORT, approve, stay, week
from ransel.attendance.tests.stays import send as send_plan
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.identity.actor import Actor, Strength
from ransel.office.tests.test_opening import HOURS
from ransel.units.models import Function, OpeningException
from tests.pages import send


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def planned(village):
    """Ella from eight to four, Leon from nine to two."""
    approve(village.siri, send_plan(village.marte, village.ella, village.fjellheim))
    approve(village.siri, send_plan(village.amina, village.leon, village.fjellheim, week(SHORT)))


def told():
    return list(Announcement.objects.filter(what="stay.cut").values_list("about", flat=True))


def test_families_whose_times_fit_no_longer_are_told_and_the_leader_how_many(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    approve(village.siri, send_plan(village.marte, village.ella, village.fjellheim))
    approve(village.siri, send_plan(village.amina, village.leon, village.fjellheim, week(SHORT)))
    told = Announcement.objects.filter(what="stay.cut")
    answer = send(solveig, f"{url}hours/", **HOURS, starts="2026-11-24")
    assert answer.url == f"{url}?saved=1" and not told.exists(), "both fit"
    shorter = HOURS | {f"closes_{day}": "15" for day in range(1, 6)}
    answer = send(solveig, f"{url}hours/", **shorter, starts="2026-12-14")
    assert list(told.values_list("about", flat=True)) == [village.ella.reference]
    said = solveig.get(answer.url).text
    assert "Lagret" in said and "1 barn har tider som ikke passer lenger" in said
    assert stay(village.ella, date(2026, 12, 14)).hours == ((time(8), time(15)),)
    assert stay(village.ella, date(2026, 12, 11)).hours == LONG, "before that it is as it was"


def test_of_a_day_with_shorter_hours_families_are_told_too(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    approve(village.siri, send_plan(village.marte, village.ella, village.fjellheim))
    said = {"day": "2026-12-23", "opens": "8", "closes": "12", "note": "Lille julaften"}
    assert send(solveig, f"{url}days/", **said).url == f"{url}?saved=1&cut=1"
    send(solveig, f"{url}days/", **said)
    assert Announcement.objects.filter(what="stay.cut").count() == 1, "said again, nothing is cut"


@pytest.mark.parametrize("starts", ["9999-12-31", "2031-01-01"])
def test_hours_from_a_day_nobody_plans_for_yet_cut_nothing(solveig, village, starts):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    assert send(solveig, f"{url}hours/", **HOURS, starts=starts).url == f"{url}?saved=1"


def test_a_plan_that_begins_next_summer_is_cut_as_well(solveig, village):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    plan = send_plan(village.marte, village.ella, village.fjellheim, starts=date(2027, 5, 3))
    approve(village.siri, plan)
    answer = send(solveig, f"{url}hours/", **HOURS | {"closes_4": "15"}, starts="2026-12-14")
    assert answer.url == f"{url}?saved=1&cut=1", "on Thursdays from May on"


def test_hours_as_long_as_before_that_begin_later_cut_who_came_early(solveig, village, planned):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    send(solveig, f"{url}hours/", **HOURS | {f"closes_{day}": "15" for day in range(1, 6)}, starts="2026-11-24")
    later = {f"{name}_{day}": at for day in range(1, 6) for name, at in (("opens", "9"), ("closes", "17"))}
    answer = send(solveig, f"{url}hours/", **later, starts="2026-12-14")
    assert answer.url == f"{url}?saved=1&cut=1" and told() == [village.ella.reference] * 2, "seven hours, and others"


def test_a_longer_day_that_is_taken_back_cuts_who_was_to_stay_late(solveig, village, planned):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    send(solveig, f"{url}hours/", **HOURS | {f"closes_{day}": "14" for day in range(1, 6)}, starts="2026-11-24")
    send(solveig, f"{url}days/", day="2026-12-22", opens="7", closes="17", note="Fest")
    before = told()
    end = f"/office/opening-days/{OpeningException.objects.get().pk}/end/"
    answer = solveig.post(end, solveig.form(url, end))
    assert answer.url == f"{url}?saved=1&cut=1" and told() == [*before, village.ella.reference]
    assert stay(village.ella, date(2026, 12, 22)).hours == ((time(8), time(14)),)


def test_a_day_that_closes_is_told_to_those_who_were_to_come(solveig, village, planned):
    url = f"/office/units/{village.fjellheim.pk}/"
    said = {"first_day": "2026-12-23", "last_day": "2026-12-23", "free": ["kindergarten"], "note": "Vannlekkasje"}
    answer = send(solveig, f"{url}closed-days/", **said)
    assert answer.url == f"{url}opening/?saved=1&cut=2"
    assert sorted(told()) == sorted([village.ella.reference, village.leon.reference])


def test_where_families_see_no_times_the_leader_is_told_to_tell_them(solveig, village, planned):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.STAY).update(guardians=Function.Use.OFF)
    said = {"day": "2026-12-23", "opens": "8", "closes": "12", "note": "Lille julaften"}
    page = solveig.get(send(solveig, f"{url}days/", **said).url).text
    assert "Si fra til familiene selv" in page and "har fått beskjed" not in page


def test_a_day_that_has_been_is_taken_back_without_a_word_to_families(solveig, village, planned):
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    send(solveig, f"{url}hours/", **HOURS | {f"closes_{day}": "14" for day in range(1, 6)}, starts="2026-11-24")
    send(solveig, f"{url}days/", day="2026-12-08", opens="7", closes="17", note="Fest")
    before, exception = told(), OpeningException.objects.get()
    with clock.moved_to(clock.now() + 15 * clock.DAY, still=True):
        take_back_open_day(by=Actor(village.leader, Strength.STRONG), exception=exception)
    assert told() == before


def test_a_child_whose_time_is_not_known_yet_is_told_of_a_day_that_closes(solveig, village):
    approve(village.siri, send_plan(village.marte, village.ella, village.fjellheim, week(None)))
    present = Wish(StayAdjustment.Kind.PRESENT)
    change_days(by=Actor(village.amina), asked={(village.leon.pk, village.fjellheim.pk, date(2026, 12, 23)): present})
    url = f"/office/units/{village.fjellheim.pk}/"
    said = {"first_day": "2026-12-23", "last_day": "2026-12-23", "free": ["kindergarten"], "note": "Vannlekkasje"}
    assert send(solveig, f"{url}closed-days/", **said).url == f"{url}opening/?saved=1&cut=2"


def test_a_child_whose_time_is_not_known_yet_is_not_cut_by_shorter_hours(solveig, village):
    approve(village.siri, send_plan(village.marte, village.ella, village.fjellheim, week(None)))
    url = f"/office/units/{village.fjellheim.pk}/opening/"
    assert send(solveig, f"{url}hours/", **HOURS, starts="2026-12-14").url == f"{url}?saved=1"
