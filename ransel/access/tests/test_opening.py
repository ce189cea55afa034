"""When units are open: what counts most, day by day."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.access.actions import opening
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.units.models import ClosedDay, OpeningException
from ransel.units.opening import Opening, openings_of
from ransel.units.public_holidays import public_holiday

FROM_SEVEN = (time(7), time(16, 45))
WEEK = dict.fromkeys(range(1, 6), FROM_SEVEN)
MONDAY = date(2026, 11, 30)


@pytest.fixture
def by(village):
    return Actor(village.municipality, Strength.STRONG)


def of(unit, day):
    return openings_of([unit], day, day)[unit.pk, day]


def free(village, day, *, unit=None, **flags):
    return ClosedDay.objects.create(municipality=village.fjordvik, unit=unit, day=day, note="Høstferie", **flags)


def test_a_unit_that_has_said_no_hours_is_open_from_monday_to_friday_at_any_time(village):
    week = [of(village.fjellheim, day) for day in clock.days(MONDAY, MONDAY + timedelta(days=6))]
    assert week == [Opening(True)] * 5 + [Opening(False)] * 2
    assert week[0].takes(time(5), time(22)) and not week[5].takes(time(8), time(9))


def test_the_hours_of_the_weekday_hold_from_their_first_day_to_the_day_before_the_next(village, by):
    opening.set_opening_hours(by=by, unit=village.fjellheim, hours=WEEK, starts=clock.today())
    opening.set_opening_hours(by=by, unit=village.fjellheim, hours={1: (time(8), time(12))}, starts=MONDAY)
    friday, saturday = MONDAY - timedelta(days=3), MONDAY - timedelta(days=2)
    assert of(village.fjellheim, friday) == Opening(True, *FROM_SEVEN)
    assert of(village.fjellheim, saturday) == Opening(False), "a weekday that is not named is closed"
    assert of(village.fjellheim, MONDAY) == Opening(True, time(8), time(12))
    assert of(village.fjellheim, MONDAY + timedelta(days=1)) == Opening(False)


def test_hours_said_again_from_an_earlier_day_put_those_that_were_to_begin_later_aside(village, by):
    for starts in (MONDAY, clock.today()):
        opening.set_opening_hours(by=by, unit=village.fjellheim, hours=WEEK, starts=starts)
    assert village.fjellheim.opening_hours.count() == 5
    assert of(village.fjellheim, MONDAY) == Opening(True, *FROM_SEVEN)


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        (time(7), time(16, 45), True),
        (time(6, 59), time(16), False),
        (time(8), time(16, 46), False),
        (time(9), time(9), False),
        (time(12), time(0), False),
    ],
)
def test_what_begins_before_it_opens_or_ends_after_it_closes_is_not_taken(start, end, taken):
    assert Opening(True, *FROM_SEVEN).takes(start, end) == taken


@pytest.mark.parametrize(
    ("flags", "closed"),
    [
        ({"kindergarten": True}, {"fjellheim"}),
        ({"pupils": True}, {"nordvik"}),
        ({"after_school": True}, {"nordvik_sfo"}),
        ({"teachers": True}, set()),
        ({"pupils": True, "teachers": True}, {"nordvik"}),
    ],
)
def test_a_free_day_closes_the_units_of_those_who_are_free_and_no_others(village, flags, closed):
    free(village, MONDAY, **flags)
    units = {name: getattr(village, name) for name in ("fjellheim", "nordvik", "nordvik_sfo")}
    assert {name for name, unit in units.items() if not of(unit, MONDAY).is_open} == closed


def test_what_a_unit_says_of_a_day_counts_more_than_what_the_municipality_says(village):
    free(village, MONDAY, kindergarten=True)
    free(village, MONDAY, unit=village.fjellheim, teachers=True, planning=False)
    assert not of(village.fjellheim, MONDAY).is_open, "free for teachers only says nothing of the children"
    said = {"day": MONDAY, "opens": time(9), "closes": time(13), "note": "Åpen likevel"}
    OpeningException.objects.create(unit=village.fjellheim, **said)
    assert of(village.fjellheim, MONDAY) == Opening(True, time(9), time(13), "Åpen likevel", special=True)
    assert not of(village.solbakken, MONDAY).is_open


def test_a_public_holiday_is_closed_and_says_which(village):
    easter = of(village.fjellheim, date(2027, 3, 29))
    assert (easter.is_open, str(easter.why)) == (False, "Andre påskedag")


def test_both_names_are_said_when_two_holidays_fall_on_one_day():
    assert public_holiday(date(2027, 5, 17)) == "Grunnlovsdagen, Andre pinsedag"
    assert public_holiday(date(2026, 12, 24)) == ""
    for year in range(2020, 2060):
        for day in clock.days(date(year, 1, 1), date(year, 12, 31)):
            public_holiday(day)  # a name that the library has and we do not is a KeyError


def test_hours_that_have_held_are_not_changed_and_hours_that_run_backwards_are_none(village, by):
    unit = village.fjellheim
    for hours, starts in (
        (WEEK, clock.today() - clock.DAY),
        ({1: (time(12), time(8))}, clock.today()),
        ({1: (time(8), time(8))}, clock.today()),
        ({}, clock.today()),
    ):
        with pytest.raises(Refused):
            opening.set_opening_hours(by=by, unit=unit, hours=hours, starts=starts)
    assert not unit.opening_hours.exists()


def test_days_that_are_over_or_too_many_or_free_for_nobody_are_refused(village, by):
    unit, today = village.fjellheim, clock.today()
    for first, last, flags in (
        (today - clock.DAY, today, {"kindergarten": True}),
        (MONDAY, MONDAY - clock.DAY, {"kindergarten": True}),
        (MONDAY, MONDAY + 100 * clock.DAY, {"kindergarten": True}),
        (MONDAY, MONDAY, {}),
    ):
        with pytest.raises(Refused):
            opening.close_days(by=by, unit=unit, first_day=first, last_day=last, **flags)
    assert not ClosedDay.objects.exists()


def test_a_day_closed_twice_is_closed_once_and_as_it_was_said_last(village, by):
    for note in ("Høstferie", "Planleggingsdag"):
        said = {"first_day": MONDAY, "last_day": MONDAY, "kindergarten": True, "note": note}
        opening.close_days(by=by, unit=village.fjellheim, **said)
    assert ClosedDay.objects.get().note == "Planleggingsdag"


def test_a_hundred_days_are_closed_in_a_statement_more_than_one_day_at_most(village, by):
    asked = []
    for last in (MONDAY, MONDAY + 99 * clock.DAY):
        with CaptureQueriesContext(connection) as told:
            opening.close_days(by=by, unit=village.fjellheim, first_day=MONDAY, last_day=last, kindergarten=True)
        asked.append(len(told))
    assert ClosedDay.objects.count() == 100
    assert asked[1] <= asked[0] + 1, "SQLite takes a thousand values at a time"


def test_a_year_of_a_whole_municipality_takes_one_statement(village, django_assert_num_queries):
    units = list(village.fjordvik.units.all())
    with django_assert_num_queries(1):
        year = openings_of(units, date(2026, 8, 1), date(2027, 7, 31))
    assert len(year) == len(units) * 365
