"""What waits to be approved is said where staff and leaders begin their day; and beside it what counts now."""

from datetime import time
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.stay_plans import answer_plan
from ransel.attendance.models import StayPlan
from ransel.attendance.stays.queue import number_waiting, waiting_in
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, approve, send, week
from ransel.core import clock
from ransel.dayboard.week.page import week_of_group
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment, Post
from ransel.people.rota import week_about
from ransel.units.models import Function


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


@pytest.fixture
def plan(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(LONG)))
    return send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)


def test_the_board_says_how_many_wait_and_leads_to_them(as_, village, plan):
    siri = as_(village.siri)
    board = f"/work/groups/{village.bikuben.pk}/"
    page = BeautifulSoup(siri.get(board).text, "html.parser")
    link = page.find("a", href=f"{board}week/#waiting")
    assert "1 oppholdsplan til godkjenning" in link.text
    send(village.amina, village.leon, village.fjellheim)
    assert "2 oppholdsplaner til godkjenning" in text_of(siri.get(board))
    answer_plan(by=Actor(village.siri), plan=plan, approved=True)
    assert "1 oppholdsplan til godkjenning" in text_of(siri.get(board))


def test_so_do_the_list_of_boards_and_the_desk(as_, village, plan):
    Post.objects.filter(person=village.other_group).update(person=village.siri)  # who works in one is at it at once
    assert "1 oppholdsplan til godkjenning" in text_of(as_(village.siri).get("/work/"))


def test_the_desk_leads_to_the_week_of_the_group_where_they_wait(as_, village, plan):
    leader = as_(village.leader)
    page = BeautifulSoup(leader.get("/office/").text, "html.parser")
    link = page.find("a", href=f"/work/groups/{village.bikuben.pk}/week/#waiting")
    assert "1 oppholdsplan til godkjenning Bikuben, Fjellheim" in " ".join(link.get_text(" ").split())
    assert BeautifulSoup(leader.get(link["href"]).text, "html.parser").find(id="waiting")


def test_nobody_is_led_to_plans_that_they_may_not_see(as_, village, plan):
    assert "til godkjenning" not in text_of(as_(village.municipality).get("/office/"))
    Function.objects.filter(name=Function.Name.STAY).update(staff=False, guardians=Function.Use.OFF)
    assert "til godkjenning" not in text_of(as_(village.leader).get("/office/"))
    assert number_waiting([village.bikuben.pk]) == {}


def test_a_plan_of_a_child_who_is_to_begin_is_said_on_an_empty_board(as_, village):
    starts = clock.today() + 13 * clock.DAY
    Enrolment.objects.filter(group=village.bikuben).exclude(child=village.ella).delete()
    Enrolment.objects.filter(child=village.ella).update(starts=starts)
    send(village.marte, village.ella, village.fjellheim, starts=starts)
    assert "1 oppholdsplan til godkjenning" in text_of(as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/"))


def agree_on_homes(village):
    """Ella is with Marte the week before that of MONDAY, then with Henrik, and so on."""
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    agreed = propose(by=Actor(village.marte), child=village.ella, starts=MONDAY - 7 * clock.DAY, homes=homes)
    answer(by=Actor(village.henrik), pattern=agreed, accepted=True)


def test_a_homes_plan_that_waits_leaves_the_other_homes_days_without_times(village):
    agree_on_homes(village)
    send(village.marte, village.ella, village.fjellheim, starts=clock.today())
    hers, his = (week_of_group(village.bikuben, day) for day in (MONDAY - 7 * clock.DAY, MONDAY))
    assert village.ella.pk not in {line.child for line in hers.missing}
    assert village.ella.pk in {line.child for line in his.missing}


def test_a_child_in_two_groups_is_counted_once_in_each(village, plan):
    Enrolment.objects.create(child=village.ella, unit=village.fjellheim, group=village.maurtua, starts=plan.starts)
    assert number_waiting([village.bikuben.pk, village.maurtua.pk]) == {village.bikuben.pk: 1, village.maurtua.pk: 1}


def test_what_is_over_and_what_is_of_another_unit_waits_in_no_group(village, plan):
    StayPlan.objects.filter(pk=plan.pk).update(starts=MONDAY - 30 * clock.DAY, ends=clock.today() - clock.DAY)
    assert number_waiting([village.bikuben.pk]) == {} and waiting_in(village.bikuben) == []
    StayPlan.objects.filter(pk=plan.pk).update(ends=MONDAY, unit=village.solbakken)
    assert number_waiting([village.bikuben.pk]) == {} and waiting_in(village.bikuben) == []


def test_whoever_answers_sees_what_counts_now(as_, village, plan):
    said = text_of(as_(village.siri).get(f"/work/stay-plans/{plan.pk}/"))
    assert "Til du svarer, gjelder dette fra 7. desember 2026" in said and "08:00" in said and "09:00" in said


def test_a_plan_that_is_over_when_the_new_one_begins_is_not_shown_beside_it(as_, village):
    sunday = MONDAY + 6 * clock.DAY
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(LONG), ends=sunday))
    after = send(village.marte, village.ella, village.fjellheim, week(SHORT), starts=sunday + clock.DAY, known=1)
    assert "gjelder dette fra" not in text_of(as_(village.siri).get(f"/work/stay-plans/{after.pk}/"))


def test_the_plan_of_the_same_home_is_shown_beside_the_new_one(as_, village):
    agree_on_homes(village)
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(LONG)))
    early, last = ((time(7), time(12)),), ((time(10), time(13)),)
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(early), known=1))
    StayPlan.objects.filter(home=village.henrik).update(home=None)  # of before they agreed on two homes
    mine = send(village.marte, village.ella, village.fjellheim, week(last), known=2)
    said = text_of(as_(village.siri).get(f"/work/stay-plans/{mine.pk}/"))
    assert "08:00" in said and "10:00" in said and "07:00" not in said


def test_a_plan_that_was_not_approved_is_said_on_the_first_page_until_there_are_times(as_, village):
    plan = send(village.marte, village.ella, village.fjellheim)
    answer_plan(by=Actor(village.siri), plan=plan, approved=False, reason="Vi stenger klokka fire på fredag.")
    marte = as_(village.marte)
    assert "Planen for Ella ble ikke godkjent" in text_of(marte.get("/home/"))
    again = send(village.marte, village.ella, village.fjellheim, known=1)
    assert "ble ikke godkjent" not in text_of(marte.get("/home/")), "another waits"
    approve(village.siri, again)
    assert "ble ikke godkjent" not in text_of(marte.get("/home/"))


def test_what_became_of_another_guardians_plan_is_not_said_on_ones_own_first_page(as_, village):
    plan = send(village.henrik, village.ella, village.fjellheim)
    answer_plan(by=Actor(village.siri), plan=plan, approved=False, reason="Vi har ikke plass.")
    assert "ble ikke godkjent" not in text_of(as_(village.marte).get("/home/"))


def test_of_a_child_on_loan_one_comes_back_to_the_group_where_it_belongs(as_, village, plan):
    place = village.ella.enrolments.get()
    days = {"starts": clock.today(), "ends": clock.today() + clock.DAY}
    for _time in range(4):  # whatever the ids are
        village.ella.enrolments.filter(stands_in_for=place).delete()
        Enrolment.objects.create(
            child=village.ella, unit=village.fjellheim, group=village.maurtua, stands_in_for=place, **days
        )
        again = send(village.marte, village.ella, village.fjellheim, known=plan.number)
        answer = as_(village.leader).post(
            f"/work/stay-plans/{again.pk}/", {"submission": uuid4(), "approved": "yes", "reason": ""}
        )
        assert answer.url.startswith(f"/work/groups/{village.bikuben.pk}/week/")
        plan = again
