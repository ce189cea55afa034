"""Told after the unit's hour it is late, and taken; on days that are closed nobody is away."""

from datetime import date, time

import pytest

from ransel.attendance.actions.absences import report_absence, shorten_absence
from ransel.attendance.models import Absence
from ransel.attendance.tests.moments import at
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.receipts.models import Receipt
from ransel.receipts.standing import standings
from ransel.units.models import AbsenceRules, ClosedDay, OpeningException

TUESDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (24, 25, 27, 28, 29))


def tell(person, *children, first=TUESDAY, last=None, **times):
    days = {"first_day": first, "last_day": last or first}
    return report_absence(by=Actor(person), children=list(children), reason="ill", **days, **times)


def late():
    return {one.unit_name: one.late for one in standings(receipt__in=Receipt.objects.all())}


@pytest.mark.parametrize(("hour", "minute", "is_late"), [(8, 59, False), (9, 0, True), (14, 0, True)])
def test_absence_for_today_after_the_hour_is_taken_and_late(village, hour, minute, is_late):
    with at(hour, minute):
        tell(village.marte, village.ella)
    assert late() == {"Fjellheim barnehage": is_late} and Absence.objects.count() == 1


def test_absence_for_tomorrow_is_never_late_and_neither_is_shortening_it(village):
    with at(15):
        [absence] = tell(village.marte, village.ella, first=WEDNESDAY, last=FRIDAY)
        assert late() == {"Fjellheim barnehage": False}
        shorten_absence(by=Actor(village.marte), absence=absence, last_day=WEDNESDAY)
    assert late() == {"Fjellheim barnehage": False}


def test_each_unit_has_its_own_hour(village):
    said = {"municipality": village.fjordvik, "kind": "after_school"}
    AbsenceRules.objects.create(**said, unit=village.nordvik_sfo, late_after=time(12))
    with at(11):
        tell(village.marte, village.sunniva)
    assert late() == {"Nordvik skole": True, "Nordvik SFO": False}


def test_it_is_said_on_the_board_on_the_page_and_in_the_receipt(as_, village):
    with at(9, 30):
        [absence] = tell(village.marte, village.ella)
        board = as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/").text
        assert board.count("Meldt sent") == 2, "on the tile, and where it is to be seen"
        assert as_(village.marte).get(f"/home/absences/{absence.pk}/").text.count("Meldt sent") == 2
        assert "Meldt sent" in as_(village.marte).get("/home/").text


def test_closed_days_in_a_span_are_passed_over(village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=WEDNESDAY, kindergarten=True, note="Planlegging")
    tell(village.marte, village.ella, last=date(2026, 11, 30))
    away = sorted(Absence.objects.values_list("day", flat=True))
    assert away == [date(2026, 11, day) for day in (24, 26, 27, 30)]


def test_each_day_is_named_when_none_of_them_is_open(village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=FRIDAY, kindergarten=True, note="Planlegging")
    with pytest.raises(Refused) as refused:
        tell(village.marte, village.ella, first=FRIDAY, last=SUNDAY)
    assert refused.value.per_item["children"] == [
        "Ella: Det er stengt fredag 27. november, Planlegging.",
        "Ella: Det er stengt lørdag 28. november.",
        "Ella: Det er stengt søndag 29. november.",
    ]


def test_a_day_outside_any_place_is_named(village):
    village.ella.enrolments.update(ends=TUESDAY)
    with pytest.raises(Refused) as refused:
        tell(village.marte, village.ella, first=WEDNESDAY)
    assert refused.value.per_item["children"] == ["Ella har ikke plass onsdag 25. november."]


def test_a_long_span_with_nothing_open_is_one_sentence(village):
    days = [date(2026, 11, day) for day in range(24, 31)] + [date(2026, 12, 1), date(2026, 12, 2)]
    ClosedDay.objects.bulk_create(ClosedDay(municipality=village.fjordvik, day=day, kindergarten=True) for day in days)
    with pytest.raises(Refused) as refused:
        tell(village.marte, village.ella, last=days[-1])
    assert refused.value.per_item["children"] == ["Det er ikke åpent for Ella noen av disse dagene."]


def test_a_unit_that_is_open_on_a_saturday_can_be_away_from(village):
    OpeningException.objects.create(unit=village.fjellheim, day=SATURDAY, opens=time(8), closes=time(12))
    tell(village.marte, village.ella, first=SATURDAY)
    assert Absence.objects.get().day == SATURDAY


def test_only_the_unit_that_is_open_gets_a_receipt(village):
    ClosedDay.objects.create(municipality=village.fjordvik, day=TUESDAY, pupils=True)
    tell(village.marte, village.sunniva)
    assert [one.unit for one in Receipt.objects.all()] == [village.nordvik_sfo]
