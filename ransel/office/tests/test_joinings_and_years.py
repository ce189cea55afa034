"""Groups joined early and late in the day, and the municipality's school years."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ransel.attendance.models import CheckIn
from ransel.core import clock
from ransel.units.models import Joining, SchoolYear
from tests.pages import error_of, send

AGAIN = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def joined(solveig, village):
    """Bikuben and Maurtua are one until half past eight, from today on."""
    said = {"groups": [village.bikuben.pk, village.maurtua.pk], "from_time": "7", "to_time": "08.30"}
    url = f"/office/units/{village.fjellheim.pk}/joinings/new/"
    assert send(solveig, url, **said, starts="2026-11-24").status_code == 303
    return Joining.objects.get()


def at(hour, minute, day=24):
    return clock.moved_to(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Oslo")), still=True)


@pytest.mark.parametrize(
    ("hour", "minute", "status"), [(6, 59, 404), (7, 0, 200), (8, 29, 200), (8, 30, 404), (12, 0, 404)]
)
def test_staff_reach_the_joined_groups_between_the_times_and_not_a_minute_more(
    joined, as_, village, hour, minute, status
):
    with at(hour, minute):
        mona = as_(village.other_group)
        assert mona.get(f"/work/groups/{village.bikuben.pk}/").status_code == status
        assert mona.get(f"/work/groups/{village.maurtua.pk}/").status_code == 200, "one's own always"
        assert mona.get(f"/work/groups/{village.harepus.pk}/").status_code == 404, "and never another unit's"


def test_a_board_that_lies_open_closes_when_the_joined_time_is_over(joined, as_, village):
    board = f"/work/groups/{village.bikuben.pk}/"
    with at(8, 29):
        mona = as_(village.other_group)
        tag = mona.get(board).headers["HX-PTag"]
        assert mona.get(board, headers=AGAIN | {"HX-PTag": tag}).status_code == 304
    with at(8, 30):
        assert mona.get(board, headers=AGAIN | {"HX-PTag": tag}).status_code == 404


def test_joined_staff_check_a_child_in_and_no_earlier(joined, as_, village):
    board = f"/work/groups/{village.bikuben.pk}/"
    mona = as_(village.other_group)
    form = mona.form(board, f"{board}taps/") | {"child": village.ella.pk, "verb": "come"}
    with at(6, 30):
        assert mona.post(f"{board}taps/", form).status_code == 404
    assert mona.post(f"{board}taps/", form).status_code == 303
    assert CheckIn.objects.get().child == village.ella


def test_a_joining_that_is_ended_is_over_at_once(joined, solveig, as_, village):
    url = f"/office/units/{village.fjellheim.pk}/joinings/"
    end = f"/office/joinings/{joined.pk}/end/"
    assert solveig.post(end, solveig.form(url, end)).status_code == 303
    assert as_(village.other_group).get(f"/work/groups/{village.bikuben.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"groups": []}, "groups", "to grupper"),
        ({"groups": "one"}, "groups", "to grupper"),
        ({"from_time": "07:10"}, "from_time", "helt kvarter"),
        ({"to_time": "06:30"}, "to_time", "før det begynner"),
        ({"to_time": "sent"}, "to_time", "1530"),
        ({"ends": "2026-11-01"}, "ends", "før den første"),
    ],
)
def test_a_joining_that_can_not_be_is_refused_beside_the_field(solveig, village, wrong, field, said):
    both = [village.bikuben.pk, village.maurtua.pk]
    told = {"groups": both, "from_time": "7", "to_time": "8", "starts": "2026-11-24"} | wrong
    told["groups"] = both[:1] if told["groups"] == "one" else told["groups"]
    answer = send(solveig, f"/office/units/{village.fjellheim.pk}/joinings/new/", **told)
    assert answer.status_code == 422 and said in error_of(answer, field)
    assert not Joining.objects.exists()


def test_groups_of_two_units_are_never_joined(solveig, village):
    said = {"groups": [village.bikuben.pk, village.harepus.pk], "from_time": "7", "to_time": "8"}
    answer = send(solveig, f"/office/units/{village.fjellheim.pk}/joinings/new/", **said, starts="2026-11-24")
    assert answer.status_code == 422 and not Joining.objects.exists()


def test_a_municipality_writes_its_school_year_and_changes_it(as_, village):
    berit = as_(village.municipality, strong=True)
    days = {"starts": "17.08.2026", "second_term_starts": "18.01.2027", "ends": "18.06.2027"}
    url = f"/office/municipalities/{village.fjordvik.pk}/school-years/new/"
    assert send(berit, url, **days).status_code == 303
    year = SchoolYear.objects.get()
    assert send(berit, f"/office/school-years/{year.pk}/", ends="2027-06-19").status_code == 303
    year.refresh_from_db()
    assert year.ends.isoformat() == "2027-06-19"
    answer = send(berit, url, **(days | {"starts": "01.06.2027", "second_term_starts": "2.6.2027", "ends": "3.6.2027"}))
    assert answer.status_code == 422 and "Et annet skoleår" in answer.text


@pytest.mark.parametrize("second", ["2026-08-17", "2027-06-19", "2026-01-01"])
def test_the_second_term_begins_within_the_year(as_, village, second):
    berit = as_(village.municipality, strong=True)
    days = {"starts": "2026-08-17", "second_term_starts": second, "ends": "2027-06-18"}
    answer = send(berit, f"/office/municipalities/{village.fjordvik.pk}/school-years/new/", **days)
    assert answer.status_code == 422 and "mellom" in error_of(answer, "second_term_starts")


def test_the_joinings_page_takes_two_statements_however_many(village, django_assert_num_queries):
    from ransel.office.unit.people import joinings_of

    for hour in range(5, 9):
        hours = {"from_time": time(hour), "to_time": time(hour + 1), "starts": clock.today() + timedelta(days=1)}
        Joining.objects.create(unit=village.fjellheim, **hours).groups.set([village.bikuben, village.maurtua])
    with django_assert_num_queries(2):
        assert [len(one.groups.all()) for one in joinings_of(village.fjellheim)] == [2] * 4
