"""The guardian's calendar: what is special about a month, across all children and units."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from ransel.access.actions import opening
from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.absences import report_absence
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, approve, at_once, send, week
from ransel.core import clock
from ransel.home.calendar.lines import overlap
from ransel.home.calendar.month import month_asked, month_of
from ransel.home.tests.test_today import more_children
from ransel.identity.actor import Actor, Strength
from ransel.people.children import in_order
from ransel.people.models import Child, Enrolment, Person
from ransel.people.rota import week_about
from ransel.units.models import Function

DECEMBER = date(2026, 12, 1)
TUESDAY, WEDNESDAY = date(2026, 12, 8), date(2026, 12, 9)
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def plans(village):
    """Everybody's times are known in December, and the same each week."""
    places = ((village.ella, village.fjellheim, village.siri), (village.sunniva, village.nordvik_sfo, village.sfo))
    for child, unit, staff in places:
        approve(staff, send(village.marte, child, unit, week(), starts=clock.today()))


def month(person, first=DECEMBER):
    children = Child.objects.filter(guardianships__guardian=person).select_related("person").distinct()
    return month_of(Actor(person), in_order(list(children)), first)


def said(person, first=DECEMBER):
    """{day: what is said of it}, with a plain dash in times"""
    days = month(person, first).agenda
    return {day.day: [line.words.replace("\N{EN DASH}", "-") for line in day.lines] for day in days}


def day_of(person, day):
    return next(one for line in month(person, day.replace(day=1)).weeks for one in line if one.day == day)


def marks(person, day):
    return {kid.given_name: mark.value for kid, mark in day_of(person, day).marks.items()}


def change(person, child, unit, day, kind, hours=(), known=0):
    change_days(by=Actor(person), asked={(child.pk, unit.pk, day): Wish(kind, hours, known)})


def agreed(village):
    """Ella is with Marte and Henrik, a week each by turns."""
    days = {"starts": date(2026, 11, 30), "homes": week_about(village.marte.pk, village.henrik.pk, 1)}
    pattern = propose(by=Actor(village.marte), child=village.ella, **days)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)


def close(village, unit, day, note, *, planning=False):
    by = Actor(village.municipality, Strength.STRONG)
    free = {"kindergarten": True, "pupils": True, "after_school": True, "planning": planning}
    opening.close_days(by=by, unit=unit, first_day=day, last_day=day, note=note, **free)


def page_of(client, address="/home/calendar/?month=2026-12"):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def test_a_closed_day_is_told_with_the_units_note_once_for_siblings(village, plans):
    sibling = Enrolment.objects.get(child=village.sunniva, unit=village.nordvik_sfo)
    Enrolment.objects.create(child=village.sunniva, unit=village.fjellheim, starts=sibling.starts)
    close(village, village.fjellheim, WEDNESDAY, "Planleggingsdag", planning=True)
    assert said(village.marte)[WEDNESDAY].count("Fjellheim barnehage is closed: Planleggingsdag") == 1
    line = day_of(village.marte, WEDNESDAY).lines[0]
    assert [kid.given_name for kid in line.kids] == ["Sunniva", "Ella"], "the eldest first"


def test_a_public_holiday_is_told_once_for_all_units_and_the_day_is_closed(village, plans):
    christmas = date(2026, 12, 25)
    assert said(village.marte)[christmas] == ["Closed, public holiday: Christmas Day"]
    assert day_of(village.marte, christmas).closed and not day_of(village.marte, christmas).marks


def test_a_day_on_which_one_unit_is_closed_and_another_open_is_no_closed_day_and_no_clash(village, plans):
    close(village, village.fjellheim, WEDNESDAY, "Planleggingsdag")
    assert not day_of(village.marte, WEDNESDAY).closed
    assert marks(village.marte, WEDNESDAY) == {"Ella": "closed"}
    assert not any("at once" in words for lines in said(village.marte).values() for words in lines)


def test_schools_days_off_are_there_too(village, plans):
    close(village, village.ungdomsskole, WEDNESDAY, "Fagdag")
    assert "Fjordvik ungdomsskole is closed: Fagdag" in said(village.marte)[WEDNESDAY]


def test_a_closed_weekend_is_nothing_special(village, plans):
    close(village, village.fjellheim, date(2026, 12, 12), "Ferie")
    assert date(2026, 12, 12) not in said(village.marte)


def test_a_day_with_other_opening_times_is_told(village, plans):
    by = Actor(village.municipality, Strength.STRONG)
    eve = date(2026, 12, 23)
    opening.open_day(by=by, unit=village.fjellheim, day=eve, opens=time(7, 30), closes=time(12), note="Lille julaften")
    assert said(village.marte)[eve] == ["Fjellheim barnehage is open 07:30-12:00: Lille julaften"]


def test_time_off_and_other_times_are_told_in_words_and_siblings_share_a_line(village, plans):
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "time_off")
    change(village.marte, village.sunniva, village.nordvik_sfo, TUESDAY, "time_off")
    change(village.marte, village.sunniva, village.nordvik_sfo, WEDNESDAY, "times", SHORT)
    told = said(village.marte)
    assert told[TUESDAY] == ["Sunniva, Ella: off"]
    assert told[WEDNESDAY] == ["Sunniva 09:00-14:00"]
    assert marks(village.marte, TUESDAY) == {"Sunniva": "off", "Ella": "off"}


def test_a_change_that_says_what_the_plan_says_is_nothing_special(village, plans):
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "times", SHORT)
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "times", LONG, known=1)
    assert TUESDAY not in said(village.marte)


def test_an_absence_is_told(village, plans):
    days = {"first_day": TUESDAY, "last_day": WEDNESDAY}
    report_absence(by=Actor(village.henrik), children=[village.ella, village.sunniva], reason="ill", **days)
    told = said(village.marte)
    assert told[TUESDAY] == told[WEDNESDAY] == ["Sunniva, Ella: away the whole day, ill"]


def test_days_without_times_are_told_once_a_week_and_marked_each(village):
    told = said(village.amina)
    assert told[MONDAY] == ["Leon: no times Monday 7 December to Friday 11 December"]
    assert TUESDAY not in told and marks(village.amina, TUESDAY) == {"Leon": "missing"}
    assert date(2026, 11, 23) not in said(village.amina, date(2026, 11, 1)), "yesterday is over"


def test_days_without_times_that_do_not_follow_each_other_are_told_apart(village):
    change(village.amina, village.leon, village.fjellheim, WEDNESDAY, "time_off")
    days = "Monday 7 December to Tuesday 8 December, Thursday 10 December to Friday 11 December"
    assert said(village.amina)[MONDAY] == [f"Leon: no times {days}"]


def test_when_the_week_locks_is_a_deadline_that_leads_to_the_week(as_, village):
    november = month(village.amina, date(2026, 11, 1))
    assert [one.words for one in november.deadlines] == ["Leon: times for week 50"]
    assert november.deadlines[0].day == date(2026, 11, 30)
    page = page_of(as_(village.amina), "/home/calendar/?month=2026-11")
    link = page.select("#day-2026-11-30 a")[-1]
    assert link["href"] == f"/home/children/{village.leon.pk}/week/?week=2026-W50"
    assert as_(village.amina).get(link["href"]).status_code == 200


def test_nobody_is_reminded_of_what_is_known(village, plans):
    assert month(village.marte).deadlines == []


def test_the_same_child_in_two_units_at_once_clashes(village, plans):
    Enrolment.objects.create(child=village.ella, unit=village.solbakken, starts=date(2026, 1, 1))
    at_once(village, village.solbakken)
    send(village.marte, village.ella, village.solbakken, week(SHORT), starts=MONDAY)
    sentence = (
        "Ella is to be in two places at once: Fjellheim barnehage 08:00-16:00 and Solbakken barnehage 09:00-14:00"
    )
    assert said(village.marte)[TUESDAY] == [sentence]
    days = {"first_day": TUESDAY, "last_day": TUESDAY}
    report_absence(by=Actor(village.marte), children=[village.ella], reason="ill", **days)
    assert said(village.marte)[TUESDAY] == ["Ella: away the whole day, ill"], "who is away is in neither"


def test_what_ends_when_the_other_begins_does_not_overlap():
    eight, twelve, two = time(8), time(12), time(14)
    assert overlap(((eight, twelve),), ((time(11), two),))
    assert not overlap(((eight, twelve),), ((twelve, two),))


def test_the_first_and_the_last_day_of_a_place_are_told_and_a_move_inside_a_unit_is_neither(village, plans):
    place = Enrolment.objects.get(child=village.ella)
    place.ends = TUESDAY
    place.save()
    assert "Last day in Fjellheim barnehage: Ella" in said(village.marte)[TUESDAY]
    move = {"child": village.ella, "unit": village.fjellheim, "group": village.maurtua, "starts": WEDNESDAY}
    moved = Enrolment.objects.create(**move)
    assert not any(
        "First day" in words or "Last day" in words for lines in said(village.marte).values() for words in lines
    )
    moved.unit = village.solbakken
    moved.save()
    assert "First day in Solbakken barnehage: Ella" in said(village.marte)[WEDNESDAY]


def test_whose_day_it_is_stands_by_a_letter(village, plans):
    agreed(village)
    homes = {home.letter for home in month(village.marte).homes}
    assert homes == {"M", "H"}
    assert [home.letter for home, _kids in day_of(village.marte, TUESDAY).homes] in (["M"], ["H"])


def test_where_an_address_is_protected_nothing_is_said_of_homes_and_of_what_another_planned(as_, village, plans):
    agreed(village)
    change(village.henrik, village.sunniva, village.nordvik_sfo, WEDNESDAY, "times", SHORT)
    change(village.marte, village.sunniva, village.nordvik_sfo, TUESDAY, "time_off")
    assert "Sunniva 09:00-14:00" in said(village.marte)[WEDNESDAY]
    Person.objects.filter(pk=village.henrik.pk).update(protection=1)
    told = month(village.marte)
    assert not told.homes and WEDNESDAY not in said(village.marte)
    assert said(village.marte)[TUESDAY] == ["Sunniva: off"], "what one has said oneself"
    page = as_(village.marte).get("/home/calendar/?month=2026-12").text
    assert "09:00" not in page and "Henrik" not in page


def test_where_a_unit_keeps_times_from_guardians_none_are_shown(village, plans):
    change(village.marte, village.ella, village.fjellheim, TUESDAY, "time_off")
    Function.objects.filter(unit=village.fjellheim, name="stay").update(guardians=0)
    assert TUESDAY not in said(village.marte)


def test_an_adult_who_is_blocked_or_unconfirmed_sees_nothing(as_, village):
    for person in (village.blocked, village.unconfirmed, village.former):
        page = page_of(as_(person))
        assert "Leon" not in page.text and "Ella" not in page.text and not page.select("table")


def test_a_pupil_sees_days_off_and_has_no_weeks_to_plan(as_, village):
    close(village, village.ungdomsskole, WEDNESDAY, "Fagdag")
    Enrolment.objects.create(child=village.emil, unit=village.nordvik_sfo, starts=date(2026, 1, 1))
    page = page_of(as_(village.emil.person))
    assert "Fagdag" in page.text and not page.select('a[href*="/week/"]')


def test_the_weeks_begin_on_monday_and_carry_their_iso_numbers(as_, village, plans):
    page = page_of(as_(village.marte), "/home/calendar/?month=2027-01")
    numbers = [one.text.split()[-1] for one in page.select(".r-month tbody th")]
    assert numbers == ["53", "1", "2", "3", "4"]
    assert len(page.select(".r-month tbody tr:first-child td[data-outside]")) == 4, "1 January 2027 is a Friday"


def test_of_an_only_child_every_day_leads_to_its_week(as_, village):
    page = page_of(as_(village.amina))
    links = [one["href"] for one in page.select(".r-month td:not([data-outside]) a")]
    assert len(links) == 31 and f"/home/children/{village.leon.pk}/week/?week=2026-W51" in links


def test_a_month_without_anything_says_so(as_, village, plans):
    Enrolment.objects.filter(child=village.maximilian).delete()
    page = page_of(as_(village.marte), "/home/calendar/?month=2026-02")
    assert "Ingenting spesielt denne måneden" in page.text or "Nothing special this month" in page.text


@pytest.mark.parametrize("text", ["", "2026-13", "x", "1999-01", "2027-10", "2026-12-01", "-"])
def test_a_month_that_is_none_or_cannot_be_seen_is_this_month(text):
    assert month_asked(text) == date(2026, 11, 1)


def test_the_months_end_where_plans_end(as_, village):
    page = page_of(as_(village.marte), "/home/calendar/?month=2027-08")
    assert [one["href"] for one in page.select("nav a[href^='?month']")] == ["?month=2027-07"]


@pytest.mark.parametrize("number", [1, 2, 6])
def test_a_month_takes_the_same_few_statements_with_one_child_and_with_six(
    as_, village, number, django_assert_max_num_queries
):
    more_children(village, number - 1)
    amina = as_(village.amina)
    with django_assert_max_num_queries(14):
        amina.get("/home/calendar/?month=2026-12")


def test_two_homes_with_a_plan_each_take_no_more(as_, village, plans, django_assert_max_num_queries):
    agreed(village)
    at_home = send(village.henrik, village.ella, village.fjellheim, week(SHORT), starts=MONDAY, known=1)
    assert approve(village.siri, at_home).home_id == village.henrik.pk
    marte = as_(village.marte)
    with django_assert_max_num_queries(13) as then:
        marte.get("/home/calendar/?month=2026-12")
    assert len(then) == 13


def test_looking_is_recorded_of_each_child(as_, village):
    from ransel.audit.models import AccessRecord

    as_(village.marte).get("/home/calendar/")
    looks = AccessRecord.objects.filter(by=village.marte.pk, permit="see a child's calendar")
    assert {look.scope for look in looks} == {
        one.reference for one in (village.ella, village.sunniva, village.maximilian)
    }
    assert not StayAdjustment.objects.exists() and clock.today() == date(2026, 11, 24)
