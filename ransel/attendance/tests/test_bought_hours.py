"""A place may have so many hours a week. A plan that is longer is warned of, and refused to nobody."""

from datetime import time

import pytest

from ransel.access.actions import opening
from ransel.attendance.stays.bought import over_bought
from ransel.attendance.tests.stays import LONG, SHORT, send, set_hours, week
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment, PlaceType
from ransel.units.models import UnitKind
from ransel.units.stay_rules import rules_of
from tests.pages import CheckedClient

pytestmark = pytest.mark.usefixtures("english")
RULES = {"lock_weekday": 1, "lock_time": time(18), "cut_off": time(12), "automatic": False}


@pytest.fixture
def part_time(village):
    """Ella has a part-time place, and those are of 25 hours."""
    said = {"part_hours": 25, "morning_hours": 10}
    by = Actor(village.municipality, Strength.STRONG)
    opening.set_stay_rules(by=by, unit=village.fjellheim, **RULES | said)
    places = Enrolment.objects.filter(child=village.ella, unit=village.fjellheim)
    assert places.update(place_type=PlaceType.PART)
    return places


def words_of(plan):
    found = over_bought([plan], rules_of([plan.unit])).get(plan.pk)
    return found and found.words


def test_a_week_of_more_hours_than_the_place_has_is_said_in_hours(village, part_time):
    plan = send(village.marte, village.ella, village.fjellheim)
    assert words_of(plan) == "The longest week is 40 h. The place has 25 hours."


def test_as_many_hours_as_the_place_has_are_none_too_many(village, part_time):
    assert words_of(send(village.marte, village.ella, village.fjellheim, week(SHORT))) is None


def test_the_longest_week_is_judged_with_all_the_times_of_a_day(village, part_time):
    rota = week(SHORT, weeks=2) | {(2, 3): ((time(7, 15), time(8)), *SHORT)}
    plan = send(village.marte, village.ella, village.fjellheim, rota, weeks=2)
    assert words_of(plan) == "The longest week is 25 h 45 min. The place has 25 hours."


def test_a_time_that_is_not_known_counts_nothing(village, part_time):
    assert words_of(send(village.marte, village.ella, village.fjellheim, week(None))) is None


def test_each_kind_of_place_has_its_own_hours_and_a_full_one_those_of_the_unit(village, part_time):
    plan = send(village.marte, village.ella, village.fjellheim)
    part_time.update(place_type=PlaceType.MORNING)
    assert words_of(plan) == "The longest week is 40 h. The place has 10 hours."
    part_time.update(place_type=PlaceType.FULL)
    assert words_of(plan) is None


def test_where_nobody_has_said_how_long_a_place_is_nothing_is_asked(village, django_assert_num_queries):
    Enrolment.objects.filter(child=village.ella).update(place_type=PlaceType.PART)
    plan = send(village.marte, village.ella, village.fjellheim)
    rules = rules_of([plan.unit])
    with django_assert_num_queries(0):
        assert over_bought([plan], rules) == {}


def test_the_municipality_says_it_for_units_that_have_not(village):
    by = Actor(village.municipality, Strength.STRONG)
    said = {"kind": UnitKind.KINDERGARTEN, "part_hours": 20}
    opening.set_stay_rules_of_kind(by=by, municipality=village.fjordvik, **RULES | said)
    Enrolment.objects.filter(child=village.ella).update(place_type=PlaceType.PART)
    assert words_of(send(village.marte, village.ella, village.fjellheim)).endswith("The place has 20 hours.")


def test_the_family_and_those_who_approve_are_told_and_it_can_be_approved(village, part_time):
    plan = send(village.marte, village.ella, village.fjellheim, week(LONG))
    told = "Den lengste uka er på 40 t. Plassen er på 25 timer."
    marte, siri = CheckedClient().log_in(village.marte), CheckedClient().log_in(village.siri)
    for client, page in (
        (marte, "/home/stay-plans/"),
        (marte, f"/home/stay-plans/{plan.pk}/"),
        (siri, f"/work/groups/{village.bikuben.pk}/week/"),
        (siri, f"/work/stay-plans/{plan.pk}/"),
    ):
        assert told in client.get(page).text, page
    answer = siri.post(f"/work/stay-plans/{plan.pk}/", siri.form(f"/work/stay-plans/{plan.pk}/") | {"approved": "yes"})
    assert answer.status_code == 303
    plan.refresh_from_db()
    assert plan.answer.outcome == "approved"


def test_a_place_of_another_year_is_not_asked(village, part_time):
    """The plan is of next week: the place that holds then is judged, and not one that is over."""
    set_hours(village, village.fjellheim)
    of = part_time.get()
    Enrolment.objects.create(
        child=of.child, unit=of.unit, group=of.group, starts="2024-08-01", ends="2025-07-31", place_type=PlaceType.FULL
    )
    assert words_of(send(village.marte, village.ella, village.fjellheim)).startswith("The longest week is 40 h")
