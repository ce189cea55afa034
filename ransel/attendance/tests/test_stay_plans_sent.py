"""Who may send stay plans and answer them, several at once, and in how many statements."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.attendance.actions.stay_plans import answer_plan, send_plans
from ransel.attendance.models import StayPlan
from ransel.attendance.tests.stays import MONDAY, at_once, refused, send, set_hours, week
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment
from ransel.units.models import Function

pytestmark = pytest.mark.usefixtures("english")
DAY = timedelta(days=1)
OSLO = ZoneInfo("Europe/Oslo")


def test_one_plan_for_several_children_is_one_act(village):
    for unit in (village.fjellheim, village.nordvik_sfo):
        set_hours(village, unit)
    targets = [(village.ella.pk, village.fjellheim.pk), (village.sunniva.pk, village.nordvik_sfo.pk)]
    said = {"rota": week(), "weeks": 1, "starts": MONDAY, "ends": None, "known": {}}
    assert len(send_plans(by=Actor(village.marte), targets=targets, **said)) == 2
    assert Announcement.objects.filter(what="stay_plan.sent").count() == 2
    set_hours(village, village.nordvik_sfo, opens=time(9))
    with pytest.raises(Refused) as no:
        send_plans(by=Actor(village.marte), targets=targets, **said | {"known": dict.fromkeys(targets, 1)})
    assert "Nordvik SFO" in no.value.per_item["day_1_1"] and StayPlan.objects.count() == 2, "both or none"


@pytest.mark.parametrize("person", ["siri", "leader", "former", "unconfirmed", "blocked", "stranger", "amina"])
def test_only_a_guardian_plans(village, person):
    with pytest.raises((Http404, PermissionDenied)):
        send(getattr(village, person), village.ella, village.fjellheim)


@pytest.mark.parametrize("person", ["marte", "other_unit", "other_group", "teacher", "stranger", "substitute"])
def test_only_staff_of_the_group_and_the_office_answer(village, person):
    plan = send(village.marte, village.ella, village.fjellheim)
    with pytest.raises((Http404, PermissionDenied)):
        answer_plan(by=Actor(getattr(village, person)), plan=plan, approved=True)


def test_where_guardians_may_only_read_nothing_can_be_planned(village):
    Function.objects.filter(name="stay", unit=village.fjellheim).update(guardians=1)
    with pytest.raises((Http404, PermissionDenied)):
        send(village.amina, village.leon, village.fjellheim)
    Enrolment.objects.create(child=village.leon, unit=village.solbakken, group=village.harepus, starts=MONDAY)
    assert "Leon" in refused(village.amina, village.leon, village.fjellheim)["children"][0], "another unit opens it not"


def test_a_four_week_plan_for_three_children_takes_forty_statements_at_most(village, django_assert_max_num_queries):
    for child in (village.leon, village.jonas):
        child.guardianships.all().delete()
        child.guardianships.create(
            guardian=village.marte,
            starts=date(2026, 1, 1),
            ground="foster_placement",
            confirmed_by=village.leader,
            confirmed_at=clock.now(),
        )
    children = (village.ella, village.leon, village.jonas)
    targets = [(child.pk, village.fjellheim.pk) for child in children]
    at_once(village, village.fjellheim)
    with django_assert_max_num_queries(40):
        said = {"rota": week(weeks=4), "weeks": 4, "starts": MONDAY, "ends": None, "known": {}}
        send_plans(by=Actor(village.marte), targets=targets, **said)
