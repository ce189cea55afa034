"""The rota of two homes: pure counting of days, checked against a loop that only steps one day at a time."""

from datetime import date, timedelta
from itertools import cycle
from uuid import uuid4

import pytest

from ransel.people.rota import Rota, filled, mondays, week_about

A, B, C = uuid4(), uuid4(), uuid4()
DAY = timedelta(days=1)


@pytest.mark.parametrize("weeks", range(1, 9))
def test_two_years_are_as_if_the_days_were_told_one_by_one(weeks):
    """From a Monday in 2026, a year with a week 53, over two new years and four changes of the clock."""
    homes = [[(A, B, C)[(week * 3 + day) % 3] for day in range(7)] for week in range(weeks)]
    told = cycle([home for week in homes for home in week])
    rota, day = Rota(date(2025, 12, 29), homes), date(2025, 12, 29)
    while day < date(2028, 1, 15):
        assert rota.on(day) == next(told), day
        day += DAY


def test_week_53_is_a_week_like_the_others():
    rota = Rota(date(2026, 12, 14), week_about(A, B, 1))
    assert date(2026, 12, 28).isocalendar().week == 53 and date(2027, 1, 4).isocalendar().week == 1
    assert [rota.on(date(2026, 12, 14) + 7 * n * DAY) for n in range(5)] == [A, B, A, B, A]


def test_nobody_has_the_days_before_it_begins():
    rota = Rota(date(2026, 11, 30), [[A] * 7])
    assert rota.on(date(2026, 11, 29)) is None and rota.on(date(2026, 11, 30)) == A


@pytest.mark.parametrize("turn", range(1, 8))
def test_every_other_week_changes_on_one_weekday_and_on_no_other(turn):
    rota = Rota(date(2026, 11, 30), week_about(A, B, turn))
    days = [date(2026, 11, 30) + number * DAY for number in range(70)]
    changes = {day.isoweekday() for day in days[1:] if rota.on(day) != rota.on(day - DAY)}
    assert changes == {turn}
    assert rota.on(days[turn - 1]) == A and rota.on(days[turn + 6]) == B


@pytest.mark.parametrize(
    ("homes", "whole"),
    [([], False), ([[A] * 7], True), ([[A] * 6], False), ([[A] * 6 + [None]], False), ([[A] * 7] * 9, False)],
)
def test_a_rota_is_one_to_eight_whole_weeks_with_somebody_on_each_day(homes, whole):
    assert filled(homes) is whole


def test_a_monday_counts_as_the_next_monday():
    assert mondays(date(2026, 11, 24), 2) == [date(2026, 11, 30), date(2026, 12, 7)]
    assert mondays(date(2026, 11, 30), 1) == [date(2026, 11, 30)]
