"""Each unit is told of its own days; and nobody who has been in is told away from before it came until it is over."""

from datetime import date, time

import pytest

from ransel.attendance.actions.absences import report_absence, withdraw_absence
from ransel.attendance.actions.presence import check_in, check_out
from ransel.attendance.models import Absence, AbsenceReport
from ransel.attendance.tests.moments import at
from ransel.attendance.tests.stays import set_hours
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment
from ransel.receipts.models import Receipt
from ransel.receipts.standing import standings

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (24, 25, 26, 27))


def tell(person, child, first=TUESDAY, last=None, start=None, end=None):
    days = {"first_day": first, "last_day": last or first, "from_time": start, "to_time": end}
    return report_absence(by=Actor(person), children=[child], reason="ill", **days)


def move(village):
    """Ella is in Fjellheim until Wednesday, and in Solbakken from Thursday."""
    Enrolment.objects.filter(child=village.ella).update(ends=WEDNESDAY)
    Enrolment.objects.create(child=village.ella, unit=village.solbakken, group=village.harepus, starts=THURSDAY)


def receipts():
    return {one.unit.name: (one.first_day, one.last_day) for one in Receipt.objects.select_related("unit")}


def test_a_child_who_changes_unit_within_the_days_is_told_away_to_each_for_its_own(village):
    move(village)
    tell(village.marte, village.ella, last=FRIDAY)
    assert receipts() == {
        "Fjellheim barnehage": (TUESDAY, WEDNESDAY),
        "Solbakken barnehage": (THURSDAY, FRIDAY),
    }


def test_what_is_taken_back_goes_to_each_for_its_own_days(village):
    move(village)
    [absence] = tell(village.marte, village.ella, last=FRIDAY)
    with at(12, 0):
        withdraw_absence(by=Actor(village.marte), absence=absence)
    assert Receipt.objects.count() == 2 and not Absence.objects.standing().exists()
    assert {one.unit_name: one.round for one in standings(receipt__in=Receipt.objects.all())} == {
        "Fjellheim barnehage": 2,
        "Solbakken barnehage": 2,
    }


def test_a_unit_where_the_child_is_to_come_later_is_not_told_late(village):
    move(village)
    with at(10):
        tell(village.marte, village.ella, last=FRIDAY)
    late = {one.unit_name: one.late for one in standings(receipt__in=Receipt.objects.all())}
    assert late == {"Fjellheim barnehage": True, "Solbakken barnehage": False}


@pytest.fixture
def here(village):
    set_hours(village, village.fjellheim)
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)


@pytest.mark.parametrize(
    ("start", "end"),
    [(time(0), time(23, 59)), (time(7), time(16, 30)), (time(8), time(17)), (time(0), time(16, 30)), (None, None)],
)
def test_who_has_been_in_was_not_away_all_day_however_it_is_written(village, here, start, end):
    with at(9), pytest.raises(Refused) as no:
        tell(village.marte, village.ella, start=start, end=end)
    assert "08:00" in str(no.value.per_item["children"]) and not Absence.objects.exists()


def test_nor_when_it_is_told_in_two_parts(village, here):
    with at(9):
        tell(village.marte, village.ella, start=time(7), end=time(12))
        with pytest.raises(Refused):
            tell(village.marte, village.ella, start=time(12), end=time(16, 30))


@pytest.mark.parametrize(("start", "end"), [(time(10), time(12)), (time(12), time(16, 30)), (time(7), time(9))])
def test_but_for_a_part_of_the_day_it_may_be(village, here, start, end):
    with at(9):
        tell(village.marte, village.ella, start=start, end=end)
    assert AbsenceReport.objects.get().from_time == start


def test_from_the_first_minute_to_the_last_is_the_whole_day(village):
    tell(village.marte, village.ella, start=time(0), end=time(23, 59))
    assert AbsenceReport.objects.get().from_time is None


def test_who_came_from_the_dentist_may_be_ill_for_the_rest_of_the_day(village):
    set_hours(village, village.fjellheim)
    tell(village.marte, village.ella, start=time(7), end=time(10))
    with at(9, 30):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(9, 45):
        tell(village.marte, village.ella, start=time(10), end=time(16, 30))
    assert AbsenceReport.objects.count() == 2 and Absence.objects.standing().exists()


def test_nor_when_the_end_of_the_day_was_told_before_it_came(village):
    set_hours(village, village.fjellheim)
    tell(village.marte, village.ella, start=time(12), end=time(17))
    with at(8, 30):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(9), pytest.raises(Refused):
        tell(village.marte, village.ella, start=time(8), end=time(12))


def test_where_nobody_has_said_when_it_closes_no_time_around_its_coming_is_taken(village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(9), pytest.raises(Refused):
        tell(village.marte, village.ella, start=time(0), end=time(23, 58))
    with at(9):
        tell(village.marte, village.ella, start=time(12), end=time(23, 58))
    assert AbsenceReport.objects.get().from_time == time(12)


@pytest.mark.parametrize(
    ("times", "left"),
    [
        ([(time(7), time(16, 30))], False),
        ([(time(7), time(12)), (time(12), time(17))], False),
        ([(time(7), time(12))], True),
        ([(time(7), time(12)), (time(13), time(17))], True),
    ],
)
def test_told_away_as_long_as_it_is_open_a_child_who_comes_is_not_away(village, times, left):
    set_hours(village, village.fjellheim)
    for start, end in times:
        tell(village.marte, village.ella, start=start, end=end)
    with at(9):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    assert Absence.objects.standing().exists() is left


def test_who_came_back_is_not_away_from_before_that_until_it_closes(village, here):
    siri = Actor(village.siri)
    with at(9):
        check_out(by=siri, child=village.ella)
    with at(10):
        check_in(by=siri, child=village.ella, group=village.bikuben)
    with at(11), pytest.raises(Refused) as no:
        tell(village.marte, village.ella, start=time(8, 30), end=time(16, 30))
    assert "10:00" in str(no.value.per_item["children"])
