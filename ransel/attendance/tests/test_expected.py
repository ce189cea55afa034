from datetime import datetime, time

import pytest

from ransel.attendance.day import Away, Day, Status
from ransel.attendance.expected import after, comes_again, expected_from, is_missed
from ransel.attendance.models import Reason
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.tests.stays import LONG, approve, send
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.units.models import AbsenceRules, ClosedDay, Function

TEN = time(10)


def told(*spans):
    return Day(away=Away(None, None, None, Reason.ILL, list(spans)))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], TEN),
        ([(time(8), time(9))], TEN),
        ([(time(8), TEN)], TEN),
        ([(time(8), time(11))], time(11)),
        ([(time(8), time(11)), (time(11), time(12))], time(12)),
        ([(time(13), time(14))], TEN),
        ([None], TEN),
    ],
)
def test_who_is_told_away_over_the_hour_is_expected_when_that_ends(spans, expected):
    assert after(spans, TEN) == expected


def test_missed_from_the_minute_until_here_or_away():
    assert not is_missed(Day(), TEN, time(9, 59)) and is_missed(Day(), TEN, TEN)
    assert not is_missed(Day(), None, time(23))
    assert not is_missed(told(None), TEN, TEN) and not is_missed(told((time(8), time(11))), TEN, TEN)
    came = datetime.now(clock.now().tzinfo)
    assert not is_missed(Day(came=came), TEN, TEN) and not is_missed(Day(came=came, left=came), TEN, TEN)


def test_missed_is_a_status_of_who_has_not_come():
    assert Day(missed=True).status == Status.UNACCOUNTED
    assert Day(came=clock.now(), missed=True).status == Status.HERE


@pytest.mark.parametrize(("unit", "hour"), [("fjellheim", time(10)), ("nordvik", time(9)), ("nordvik_sfo", time(14))])
def test_children_are_expected_from_the_hour_of_the_product_for_the_kind(village, unit, hour):
    children = [village.ella.pk, village.sunniva.pk]
    assert expected_from(children, getattr(village, unit), clock.today()) == dict.fromkeys(children, hour)


def test_the_hour_is_the_municipalitys_before_the_products_and_the_units_before_both(village):
    of = {"municipality": village.fjordvik, "kind": "kindergarten"}
    AbsenceRules.objects.create(**of, unaccounted_at=time(9, 30))
    assert expected_from([village.ella.pk], village.fjellheim, clock.today()) == {village.ella.pk: time(9, 30)}
    AbsenceRules.objects.create(**of, unit=village.fjellheim, unaccounted_at=time(8, 45))
    assert expected_from([village.ella.pk], village.fjellheim, clock.today()) == {village.ella.pk: time(8, 45)}
    assert expected_from([village.ella.pk], village.solbakken, clock.today()) == {village.ella.pk: time(9, 30)}
    assert expected_from([village.ella.pk], village.nordvik, clock.today()) == {village.ella.pk: time(9)}


def test_nobody_is_expected_on_a_closed_day_or_where_nobody_checks_in(village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=clock.today(), kindergarten=True)
    Function.objects.filter(unit=village.nordvik, name=Function.Name.PRESENCE).update(staff=False)
    for unit in (village.fjellheim, village.nordvik):
        assert expected_from([village.ella.pk], unit, clock.today()) == {village.ella.pk: None}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((time(7), time(15)), TEN),
        ((time(10), time(15)), time(10, 30)),
        ((time(12), time(15)), time(12, 30)),
        ((time(7), time(9)), time(7, 30)),
        (None, TEN),
        ("off", None),
    ],
)
def test_by_the_plan_who_is_off_is_not_expected_and_who_comes_later_is_missed_later(village, hours, expected):
    rota = {} if hours == "off" else {(1, 2): (hours,) if hours else None}
    plan = send(village.marte, village.ella, village.fjellheim, rota or {(1, 1): LONG}, starts=clock.today())
    approve(village.siri, plan)
    assert expected_from([village.ella.pk], village.fjellheim, clock.today()) == {village.ella.pk: expected}


def test_who_left_for_school_is_expected_again_and_missed_half_an_hour_after(village):
    hours = ((time(7), time(8, 15)), (time(13), time(16)))
    approve(
        village.sfo, send(village.marte, village.sunniva, village.nordvik_sfo, {(1, 2): hours}, starts=clock.today())
    )
    stay = stays_of([village.sunniva.pk], clock.today(), clock.today())[
        village.sunniva.pk, village.nordvik_sfo.pk, clock.today()
    ]
    left = clock.now().astimezone(OSLO).replace(hour=8, minute=16)
    day = Day(came=left.replace(hour=7, minute=5), left=left)
    day.again = comes_again(day, stay)
    assert day.again == time(13) and day.status == Status.EXPECTED
    assert not is_missed(day, None, time(13, 29)) and is_missed(day, None, time(13, 30))
    day.left = left.replace(hour=15)
    assert comes_again(day, stay) is None, "that was the last"


def test_who_was_to_come_before_school_is_missed_then_and_not_first_in_the_afternoon(village):
    hours = ((time(7), time(8, 15)), (time(13), time(16)))
    approve(
        village.sfo, send(village.marte, village.sunniva, village.nordvik_sfo, {(1, 2): hours}, starts=clock.today())
    )
    child = village.sunniva.pk
    assert expected_from([child], village.nordvik_sfo, clock.today()) == {child: time(7, 30)}
