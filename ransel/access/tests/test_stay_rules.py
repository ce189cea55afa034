"""When a week locks, by the calendar of Oslo."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ransel.access.actions import opening
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.units.models import StayRules, UnitKind
from ransel.units.stay_rules import cut_off_at, is_locked, locks_at, planned_until, rules_of

OSLO = ZoneInfo("Europe/Oslo")
USUAL = StayRules()
RULES = {"lock_weekday": 3, "lock_time": time(12), "cut_off": time(10), "automatic": True}


@pytest.fixture
def by(village):
    return Actor(village.municipality, Strength.STRONG)


@pytest.mark.parametrize("day", [date(2026, 11, 30) + timedelta(days=number) for number in range(7)])
def test_all_days_of_a_week_lock_on_monday_at_six_the_week_before(day):
    assert locks_at(USUAL, day) == datetime(2026, 11, 23, 18, tzinfo=OSLO)


def test_it_is_locked_at_six_exactly_and_not_a_moment_before():
    six = datetime(2026, 11, 23, 18, tzinfo=OSLO)
    for moment, locked in ((six - timedelta(microseconds=1), False), (six, True)):
        with clock.moved_to(moment, still=True):
            assert is_locked(USUAL, date(2026, 12, 2)) == locked
            assert not is_locked(USUAL, date(2026, 12, 7)), "the week after that is open"


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 24), datetime(2026, 3, 16, 17, tzinfo=UTC)),
        (date(2026, 3, 31), datetime(2026, 3, 23, 17, tzinfo=UTC)),  # the clocks go forward on the 29th
        (date(2026, 4, 7), datetime(2026, 3, 30, 16, tzinfo=UTC)),
        (date(2026, 10, 27), datetime(2026, 10, 19, 16, tzinfo=UTC)),  # the clocks go back on the 25th
        (date(2026, 11, 3), datetime(2026, 10, 26, 17, tzinfo=UTC)),
    ],
)
def test_summer_time_does_not_move_it(day, utc):
    assert locks_at(USUAL, day) == utc


def test_a_sunday_night_the_clocks_change_is_the_sunday_before():
    night = StayRules(lock_weekday=7, lock_time=time(23, 59))
    assert locks_at(night, date(2026, 3, 30)) == datetime(2026, 3, 29, 21, 59, tzinfo=UTC)


def test_week_53_locks_in_week_52_and_the_first_week_in_week_53():
    assert locks_at(USUAL, date(2027, 1, 1)) == datetime(2026, 12, 21, 18, tzinfo=OSLO), "a Friday of week 53"
    assert locks_at(USUAL, date(2027, 1, 4)) == datetime(2026, 12, 28, 18, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 6, 30), date(2026, 8, 31)),
        (date(2026, 7, 1), date(2027, 8, 31)),
        (date(2026, 8, 31), date(2027, 8, 31)),
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2027, 1, 1), date(2027, 8, 31)),
    ],
)
def test_plans_are_made_until_the_end_of_august_of_this_school_year_and_from_july_of_the_next(day, last):
    assert planned_until(day) == last


def test_the_cut_off_is_a_time_of_that_day():
    assert cut_off_at(USUAL, date(2026, 11, 24)) == datetime(2026, 11, 24, 12, tzinfo=OSLO)


def test_a_unit_follows_its_own_rules_or_the_municipalitys_or_those_of_the_product(
    village, by, django_assert_num_queries
):
    kindergarten, other, school = village.fjellheim, village.solbakken, village.nordvik_sfo
    opening.set_stay_rules(by=by, unit=kindergarten, **RULES)
    opening.set_stay_rules_of_kind(
        by=by, municipality=village.fjordvik, kind=UnitKind.KINDERGARTEN, **RULES | {"lock_weekday": 5}
    )
    with django_assert_num_queries(1):
        found = rules_of([kindergarten, other, school])
    assert [found[unit.pk].lock_weekday for unit in (kindergarten, other, school)] == [3, 5, 1]
    assert not found[school.pk].automatic and found[other.pk].automatic


def test_rules_said_again_are_what_was_said_last(village, by):
    for weekday in (3, 4):
        opening.set_stay_rules(by=by, unit=village.fjellheim, **RULES | {"lock_weekday": weekday})
    assert StayRules.objects.get().lock_weekday == 4


def test_a_school_takes_no_stay_plans(village, by):
    with pytest.raises(Refused):
        opening.set_stay_rules(by=by, unit=village.nordvik, **RULES)
    with pytest.raises(Refused):
        opening.set_stay_rules_of_kind(by=by, municipality=village.fjordvik, kind=UnitKind.SCHOOL, **RULES)
