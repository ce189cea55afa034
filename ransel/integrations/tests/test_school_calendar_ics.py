"""A school calendar as calendar programs export it: which events are free days, and which are not."""

import io
from datetime import date

import pytest

from ransel.core import clock
from ransel.core.writing import Refused
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.school_calendar.reading import Chosen, read

PUPILS = Chosen(free=("pupils",))
FRIDAY = date(2026, 11, 27)
START = "DTSTART;VALUE=DATE:20261127"


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", "UID:1@example.no", *lines, "END:VEVENT"])


def calendar(*events, more=()):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *more, *events, "END:VCALENDAR", ""])


@pytest.fixture
def told(village):
    def of(*events, chosen=PUPILS, encoding="utf-8", more=()):
        file = io.BytesIO(calendar(*events, more=more).encode(encoding))
        return read(file, "skolerute.ics", village.fjordvik, chosen)

    return of


def days(told):
    assert not told.broken, told.broken
    return sorted(day for _unit, day in told.days)


def why(told):
    (broken,) = told.broken
    assert not told.days
    return broken.line, broken.column


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ([START], FRIDAY),
        (["DTSTART:20261127"], FRIDAY),
        ([START, "DTEND;VALUE=DATE:20261128"], FRIDAY),
        ([START, "DTEND;VALUE=DATE:20261201"], date(2026, 11, 30)),
        ([START, "DURATION:P1D"], FRIDAY),
        ([START, "DURATION:P1W"], date(2026, 12, 3)),
        ([START, "DURATION:P100D"], date(2027, 3, 6)),
    ],
)
def test_an_event_lasts_until_the_day_before_its_end_and_else_one_day(told, lines, last):
    assert days(told(event(*lines))) == list(clock.days(FRIDAY, last))


@pytest.mark.parametrize(
    "start", ["DTSTART:20261127T080000", "DTSTART;TZID=Europe/Oslo:20261127T000000", "DTSTART:20261127T000000Z"]
)
def test_an_event_with_a_time_of_day_is_no_free_day(told, start):
    found = told(event(start, "DURATION:P1D"), event("DTSTART;VALUE=DATE:20261224"))
    assert days(found) == [date(2026, 12, 24)] and found.left_out["timed"] == 1


def test_an_event_that_is_cancelled_is_no_free_day(told):
    assert told(event(START, "STATUS:cancelled")).left_out["cancelled"] == 1
    taken_back = told(event(START), more=["METHOD:CANCEL"])
    assert not taken_back.days and taken_back.left_out["cancelled"] == 1


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        ([START, "RRULE:FREQ=WEEKLY"], "RRULE"),
        ([START, "RRULE:FREQ=NEVER"], "RRULE"),
        ([START, "RDATE;VALUE=DATE:20261204"], "RDATE"),
        ([START, "RECURRENCE-ID;VALUE=DATE:20261127"], "RECURRENCE-ID"),
        ([START, "DTEND;VALUE=DATE:20261127"], "DTEND"),
        ([START, "DTEND;VALUE=DATE:20261101"], "DTEND"),
        ([START, "DTEND:20261128T120000"], "DTEND"),
        ([START, "DTEND;VALUE=DATE:20261399"], "DTEND"),
        ([START, "DTEND;VALUE=DATE:20261128", "DURATION:P1D"], "DURATION"),
        ([START, "DURATION:PT12H"], "DURATION"),
        ([START, "DURATION:P1DT12H"], "DURATION"),
        ([START, "DURATION:-P1D"], "DURATION"),
        ([START, "DURATION:P999999999999D"], "DURATION"),
        ([START, "DURATION:P9999999D"], "DURATION"),
        ([START, "DTEND;VALUE=DATE:20270308"], "DTEND"),
        ([START, "DURATION:P101D"], "DURATION"),
        ([START, START], "DTSTART"),
        ([START, "SUMMARY:Fri", "SUMMARY:Ferie"], "SUMMARY"),
        ([START, f"SUMMARY:{'x' * 101}"], "SUMMARY"),
        ([START, "SUMMARY:Fri\\nog ferie"], "SUMMARY"),
        ([START, "this is no line of a calendar"], "VEVENT"),
        (["DTSTART;VALUE=DATE:2026-11-27"], "DTSTART"),
        (["DTSTART;VALUE=PERIOD:20261127T080000Z/P1D"], "DTSTART"),
        (["DTSTART:080000"], "DTSTART"),
        (["SUMMARY:Fri"], "DTSTART"),
        (["DTSTART;VALUE=DATE:20281125"], "DTSTART"),
        (["DTSTART;VALUE=DATE:99991231"], "DTSTART"),
        (["DTSTART;VALUE=DATE:99991231", "DURATION:P1D"], "DURATION"),
        (["DTSTART;VALUE=DATE:99991230", "DTEND;VALUE=DATE:99991231"], "DTEND"),
        ([START, "DTEND;VALUE=DATE:20290101"], "DTEND"),
    ],
)
def test_what_an_event_cannot_mean_is_broken_and_named(told, lines, column):
    assert why(told("X-WR-CALNAME:Skolerute", event(*lines))) == (4, column)


def test_an_event_that_repeats_itself_says_what_to_do(told):
    assert "egen hendelse" in told(event(START, "RRULE:FREQ=WEEKLY")).broken[0].reason


def test_the_rest_stands_when_one_event_is_broken(told):
    found = told(event(START, "RRULE:FREQ=WEEKLY"), event("DTSTART;VALUE=DATE:20261224"))
    assert [one.line for one in found.broken] == [3]
    assert [day for _unit, day in found.days] == [date(2026, 12, 24)]


def test_the_summary_is_the_note_with_its_escapes_undone_and_its_lines_unfolded(told):
    found = told(event(START, "SUMMARY;LANGUAGE=nb:Fri\\, og p\r\n åske"))
    assert next(iter(found.days.values())) == {"pupils": True, "note": "Fri, og påske"}
    found = told(event(START, "SUMMARY:Påske"), encoding="cp1252")
    assert next(iter(found.days.values()))["note"] == "Påske"


def test_days_that_are_over_are_counted_also_of_an_event_that_goes_on(told):
    found = told(event("DTSTART;VALUE=DATE:20261122", "DTEND;VALUE=DATE:20261126"))
    assert days(found) == [date(2026, 11, 24), date(2026, 11, 25)] and found.left_out["past"] == 2
    found = told(event("DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:20261101", "SUMMARY:a\\nb"))
    assert not days(found) and found.left_out["past"] > 700_000


def test_of_two_events_that_name_a_day_differently_neither_counts_that_day(told):
    week = event("DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261129", "SUMMARY:Ferie")
    found = told(week, event(START, "SUMMARY:Siste skoledag"))
    assert [(one.line, one.column) for one in found.broken] == [(9, "DTSTART")]
    assert sorted(day for _unit, day in found.days) == [date(2026, 11, 26), date(2026, 11, 28)]
    assert days(told(week, week)) == [date(2026, 11, 26), FRIDAY, date(2026, 11, 28)]


def test_who_is_free_is_said_by_whoever_reads_it_and_of_others_nothing_is(told, village):
    chosen = Chosen(village.nordvik, ("pupils",), planning=True)
    found = told(event(START), chosen=chosen)
    assert found.days == {(village.nordvik.pk, FRIDAY): {"pupils": True, "teachers": False, "planning": True}}
    found = told(event(START), chosen=Chosen(free=("kindergarten", "teachers")))
    assert found.days == {(None, FRIDAY): {"kindergarten": True, "teachers": True, "planning": False}}


def test_a_choice_that_no_closed_day_can_be_is_refused(told, village):
    for field, chosen in (
        ("free", Chosen()),
        ("free", Chosen(village.nordvik, ("kindergarten",))),
        ("planning", Chosen(free=("pupils", "teachers"), planning=True)),
    ):
        with pytest.raises(Refused) as refused:
            told(event(START), chosen=chosen)
        assert field in refused.value.per_item


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        calendar(event(START)).replace("END:VCALENDAR", ""),
        calendar("BEGIN:VTODO", "END:VTODO"),
        calendar("END:VEVENT", "END:VCALENDAR", "END:VCALENDAR"),
        calendar(event("X-A:1\r\n" * 60_001)),
        calendar(event(START, f"CATEGORIES:{'a,' * 500_000}")),
        calendar(event(START)) + "no line of a calendar",
        calendar(event(START, "SUMMARY;VALUE=A,B:Fri")),
    ],
    ids=[
        "begun",
        "empty",
        "not ended",
        "no events",
        "ended twice",
        "long",
        "broad",
        "followed by something",
        "two kinds",
    ],
)
def test_what_is_no_whole_calendar_is_not_read(village, text):
    with pytest.raises(NotReadable):
        read(io.BytesIO(text.encode()), "skolerute.ics", village.fjordvik, PUPILS)


def test_events_inside_events_are_read_and_run_nowhere(told):
    assert not told("BEGIN:VEVENT\r\n" * 5_000 + "END:VEVENT\r\n" * 5_000).days
