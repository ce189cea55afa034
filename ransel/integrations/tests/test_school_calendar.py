"""A school calendar comes true: what is closed, changed and opened by it, and what stays as it was said by hand."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from conftest import TUESDAY_MORNING
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.models import Announcement, Topic
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.integrations.actions.school_calendar import apply_school_calendar, keep_school_calendar
from ransel.integrations.school_calendar.plan import Verb, plan_of
from ransel.integrations.school_calendar.reading import Chosen, read
from ransel.units.models import ClosedDay, Unit
from ransel.units.opening import openings_of

HEAD = "dato,skole,elevdag,laererdag,sfodag,kommentar"
FRIDAY = date(2026, 11, 27)
ALL_FREE = "2026-11-27,alle,nei,nei,nei,Høstferie"


@pytest.fixture
def by(village):
    return Actor(village.municipality, Strength.STRONG)


@pytest.fixture
def keep(village, by):
    """A sheet of these rows, read in."""

    def of(*rows):
        file = io.BytesIO("\n".join([HEAD, *rows]).encode())
        told = read(file, "skolerute.csv", village.fjordvik, Chosen())
        assert not told.broken
        return keep_school_calendar(by=by, municipality=village.fjordvik, told=told)

    return of


@pytest.fixture
def apply(keep, by):
    def of(*rows):
        calendar = keep(*rows)
        return apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest)

    return of


def by_hand(village, day=FRIDAY, **said):
    return ClosedDay.objects.create(municipality=village.fjordvik, day=day, **said)


def closed():
    """{(unit's name or "", day): (who is free, planning, note)}"""
    flags = ("pupils", "teachers", "after_school", "kindergarten")
    return {
        (one.unit.name if one.unit else "", one.day): (
            {flag for flag in flags if getattr(one, flag)},
            one.planning,
            one.note,
        )
        for one in ClosedDay.objects.select_related("unit")
    }


def verbs(calendar):
    return [one.verb for one in plan_of(calendar).changes]


def test_nothing_is_closed_before_somebody_has_put_it_in_force(keep, village):
    calendar = keep(ALL_FREE)
    assert not closed() and verbs(calendar) == [Verb.CLOSED] and calendar.applied_at is None


def test_put_in_force_it_closes_the_days_for_those_it_names(apply, village):
    calendar = apply(ALL_FREE, "2026-11-30,Nordvik skole,nei,ja,,Kurs", "2026-12-01,Nordvik SFO,,,nei,")
    assert closed() == {
        ("", FRIDAY): ({"pupils", "teachers", "after_school"}, False, "Høstferie"),
        ("Nordvik skole", date(2026, 11, 30)): ({"pupils"}, True, "Kurs"),
        ("Nordvik SFO", date(2026, 12, 1)): ({"after_school"}, False, ""),
    }
    assert calendar.applied_by == village.municipality and calendar.applied_at == clock.now()


def test_kindergartens_and_other_schools_are_open_as_before(apply, village):
    apply(ALL_FREE, "2026-11-30,Nordvik skole,nei,,,")
    open_on = openings_of(village.fjordvik.units.all(), FRIDAY, date(2026, 11, 30))
    assert open_on[village.fjellheim.pk, FRIDAY].is_open
    assert not open_on[village.nordvik.pk, FRIDAY].is_open and not open_on[village.nordvik_sfo.pk, FRIDAY].is_open
    assert not open_on[village.nordvik.pk, date(2026, 11, 30)].is_open
    assert open_on[village.ungdomsskole.pk, date(2026, 11, 30)].is_open


def test_a_day_it_does_not_name_stays_as_it_was_said_by_hand(apply, village):
    by_hand(village, date(2026, 12, 21), pupils=True, note="Juleferie")
    by_hand(village, date(2026, 11, 27), unit=village.nordvik, pupils=True, note="Vannskade")
    apply(ALL_FREE, "2026-12-22,alle,nei,,,")
    assert {("", date(2026, 12, 21)), ("Nordvik skole", FRIDAY)} < set(closed())


def test_a_school_day_takes_away_the_day_an_earlier_calendar_closed(apply, keep):
    apply(ALL_FREE, "2026-11-30,Nordvik skole,nei,ja,,")
    rows = ("2026-11-27,alle,ja,ja,ja,", "2026-11-30,Nordvik skole,ja,ja,ja,", "2026-12-01,alle,ja,ja,ja,")
    assert verbs(keep(*rows)) == [Verb.OPENED, Verb.SAME, Verb.OPENED]
    apply(*rows)
    assert not closed()


def test_a_kindergartens_day_is_not_opened_by_a_sheet_that_knows_nothing_of_it(apply, village):
    by_hand(village, pupils=True, kindergarten=True, planning=True, note="Planlegging")
    apply("2026-11-27,alle,ja,ja,ja,")
    assert closed() == {("", FRIDAY): ({"kindergarten"}, True, "Planlegging")}


def test_an_empty_cell_leaves_what_is_said_as_it_is(apply, keep, village):
    by_hand(village, after_school=True, note="Høstferie")
    assert verbs(keep("2026-11-27,alle,nei,,,")) == [Verb.CHANGED]
    apply("2026-11-27,alle,nei,,,")
    assert closed() == {("", FRIDAY): ({"pupils", "after_school"}, False, "Høstferie")}


def test_on_a_day_the_staff_come_to_be_free_there_is_no_planning(apply, village):
    by_hand(village, pupils=True, planning=True)
    apply("2026-11-27,alle,,nei,,")
    assert closed() == {("", FRIDAY): ({"pupils", "teachers"}, False, "")}
    by_hand(village, date(2026, 11, 30), kindergarten=True, planning=True)
    apply("2026-11-30,alle,ja,nei,,")
    assert closed()["", date(2026, 11, 30)] == ({"kindergarten", "teachers"}, False, "")


def test_a_note_alone_is_a_change_and_the_same_again_is_none(apply, keep):
    apply(ALL_FREE)
    assert verbs(keep(ALL_FREE)) == [Verb.SAME]
    assert verbs(keep("2026-11-27,alle,nei,nei,nei,Ferie")) == [Verb.CHANGED]


def test_a_school_that_says_it_is_open_when_all_units_are_closed_is_told_that_it_is_not(keep):
    changes = plan_of(keep(ALL_FREE, "2026-11-27,Nordvik skole,ja,,,", "2026-11-27,Nordvik SFO,,ja,,")).changes
    assert {one.unit.name: one.still for one in changes if one.unit} == {"Nordvik skole": True, "Nordvik SFO": False}


def test_put_in_force_twice_it_is_so_once_and_what_was_said_in_between_stays(apply, by):
    calendar = apply(ALL_FREE)
    ClosedDay.objects.update(note="Sagt for hånd")
    events = Event.objects.count()
    again = apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest)
    assert again.applied_at and closed()["", FRIDAY][2] == "Sagt for hånd" and Event.objects.count() == events


def test_what_was_looked_at_is_what_comes_true(keep, by, village):
    calendar = keep(ALL_FREE)
    seen = plan_of(calendar).digest
    by_hand(village, kindergarten=True)
    with pytest.raises(Refused):
        apply_school_calendar(by=by, calendar=calendar, seen=seen)
    assert closed() == {("", FRIDAY): ({"kindergarten"}, False, "")} and not calendar.applied_at
    assert apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest).applied_at


def test_only_the_days_that_are_chosen_are_closed_and_none_that_the_calendar_does_not_name(keep, by):
    calendar = keep(ALL_FREE, "2026-11-30,alle,nei,,,", "2026-12-01,alle,nei,,,")
    only = {date(2026, 11, 30), date(2026, 12, 24)}
    calendar = apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest, only=only)
    assert list(closed()) == [("", date(2026, 11, 30))] and calendar.done == {"closed": 1}


def test_many_planning_days_in_a_row_are_a_holiday_when_it_is_said_so_and_one_alone_is_not(keep, by):
    days = [date(2026, 12, day) for day in (1, 2, 3, 7)]
    calendar = keep(*[f"{day},alle,nei,ja,," for day in days])
    apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest, holidays=True)
    assert {day.day: planning for (_unit, day), (_who, planning, _note) in closed().items()} == {
        1: False,
        2: False,
        3: False,
        7: True,
    }


def test_days_that_are_over_by_then_are_not_closed(keep, by):
    calendar = keep(ALL_FREE, "2026-11-30,alle,nei,,,")
    with clock.moved_to(TUESDAY_MORNING + timedelta(days=4), still=True):
        apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest)
    assert list(closed()) == [("", date(2026, 11, 30))]


def test_a_unit_that_is_no_longer_there_is_left_out(keep, by, village):
    other = Unit.objects.create(municipality=village.fjordvik, kind="school", name="Lia skole")
    calendar = keep(ALL_FREE, "2026-11-27,Lia skole,nei,,,")
    other.delete()
    apply_school_calendar(by=by, calendar=calendar, seen=plan_of(calendar).digest)
    assert list(closed()) == [("", FRIDAY)]


def test_it_stands_or_falls_as_one(keep, by, monkeypatch):
    calendar = keep(ALL_FREE)
    seen = plan_of(calendar).digest

    def fails(*args, **said):
        raise ZeroDivisionError

    monkeypatch.setattr("ransel.units.actions.opening.announce_all", fails)
    with pytest.raises(ZeroDivisionError):
        apply_school_calendar(by=by, calendar=calendar, seen=seen)
    calendar.refresh_from_db()
    assert not closed() and not calendar.applied_at and not Event.objects.filter(what="closed_days.set").exists()


def test_it_is_recorded_and_announced_once_a_unit_and_families_pages_are_new(apply, village):
    days = [f"2026-12-0{day},Nordvik skole,nei,,," for day in range(1, 5)]
    before = Topic.raised(f"child:{village.sunniva.pk}"), Topic.raised(f"child:{village.ella.pk}")
    calendar = apply(ALL_FREE, "2026-11-30,alle,nei,,,", *days)
    of = {village.fjordvik.reference, village.nordvik.reference}
    for rows in (Event.objects.filter(what="closed_days.set"), Announcement.objects.filter(what="closed_days.set")):
        assert sorted(rows.values_list("about", flat=True)) == sorted(of)
    told = Event.objects.filter(about=calendar.reference).values_list("what", flat=True)
    assert sorted(told) == ["school_calendar.applied", "school_calendar.read"]
    assert Topic.raised(f"child:{village.sunniva.pk}") == before[0] + 1
    assert Topic.raised(f"child:{village.ella.pk}") == before[1], "her kindergarten has no such day"


def test_a_unit_whose_days_are_so_already_is_not_announced_again(apply, village):
    apply(ALL_FREE)
    apply(ALL_FREE, "2026-11-30,Nordvik skole,nei,,,")
    told = Announcement.objects.filter(what="closed_days.set").values_list("about", flat=True)
    assert sorted(told) == sorted([village.fjordvik.reference, village.nordvik.reference])


def test_a_year_of_several_units_takes_as_many_statements_as_a_day_of_one(keep, by):
    asked = []
    names = ("Nordvik skole", "Fjordvik ungdomsskole")
    year = [f"{day},{name},nei,nei,," for name in names for day in clock.days(date(2027, 1, 1), date(2027, 12, 31))]
    for rows in (["2026-11-30,Nordvik skole,nei,,,"], year):
        calendar = keep(*rows)
        seen = plan_of(calendar).digest
        with CaptureQueriesContext(connection) as told:
            apply_school_calendar(by=by, calendar=calendar, seen=seen)
        asked.append(len(told))
    assert ClosedDay.objects.count() == 731
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("who", "strength", "why"),
    [
        ("municipality", Strength.ANY, Http404),
        ("municipality", Strength.PROVED, PermissionDenied),
        ("leader", Strength.STRONG, Http404),
        ("office", Strength.STRONG, Http404),
        ("marte", Strength.STRONG, Http404),
    ],
)
def test_only_the_municipality_reads_one_in_or_puts_one_in_force(keep, village, who, strength, why):
    calendar, actor = keep(ALL_FREE), Actor(getattr(village, who), strength)
    with pytest.raises(why):
        apply_school_calendar(by=actor, calendar=calendar, seen=plan_of(calendar).digest)
    told = read(io.BytesIO(HEAD.encode()), "skolerute.csv", village.fjordvik, Chosen())
    with pytest.raises(why):
        keep_school_calendar(by=actor, municipality=village.fjordvik, told=told)
    assert not closed()
