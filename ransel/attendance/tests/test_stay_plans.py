"""Stay plans: what may be sent, who answers it, and what counts meanwhile."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.access.actions import opening
from ransel.attendance.actions.stay_plans import answer_plan, withdraw_plan
from ransel.attendance.models import StayAnswer, StayPlan
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, approve, at_once, refused, send, set_hours, stay, week
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment

pytestmark = pytest.mark.usefixtures("english")
DAY = timedelta(days=1)
OSLO = ZoneInfo("Europe/Oslo")


def test_a_plan_waits_until_staff_have_approved_it(village):
    plan = send(village.marte, village.ella, village.fjellheim)
    assert stay(village.ella, MONDAY).kind is StayKind.MISSING
    approve(village.siri, plan)
    assert (stay(village.ella, MONDAY).kind, stay(village.ella, MONDAY).hours) == (StayKind.TIMES, LONG)


def test_a_plan_counts_at_once_where_the_unit_says_so(village):
    at_once(village, village.fjellheim)
    plan = send(village.marte, village.ella, village.fjellheim)
    assert plan.answer.automatic and stay(village.ella, MONDAY).hours == LONG


def test_a_rota_of_four_weeks_goes_round_and_begins_again(village):
    rota = {(number, 1): ((time(8), time(10 + number)),) for number in range(1, 5)}
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, rota, weeks=4, starts=date(2027, 1, 4)))
    ends = [stay(village.ella, date(2027, 1, 4) + timedelta(weeks=number)).hours[0][1].hour for number in range(6)]
    assert ends == [11, 12, 13, 14, 11, 12]
    assert stay(village.ella, date(2027, 1, 5)).kind is StayKind.OFF, "a weekday not named is a day off"


def test_a_rota_goes_on_over_week_53_and_new_year(village):
    rota = {(1, 1): LONG, (2, 1): SHORT}
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, rota, weeks=2))
    mondays = [date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]  # weeks 53, 1 and 2
    assert [stay(village.ella, day).hours for day in mondays] == [SHORT, LONG, SHORT]


def test_a_time_that_is_not_known_yet_is_an_answer(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, {(1, 1): None}))
    assert stay(village.ella, MONDAY).kind is StayKind.PRESENT and stay(village.ella, MONDAY).comes


def test_of_those_approved_the_last_sent_counts_and_the_one_before_again_when_it_is_over(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    last = MONDAY + 4 * DAY
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim, week(SHORT), ends=last, known=1))
    assert [stay(village.ella, day).hours for day in (MONDAY, last, MONDAY + 7 * DAY)] == [SHORT, SHORT, LONG]


def test_a_short_plan_leaves_a_longer_one_waiting_and_counts_in_its_days_whichever_is_approved_first(village):
    args = village.marte, village.ella, village.fjellheim
    long = send(*args)
    short = send(*args, week(SHORT), starts=MONDAY + 7 * DAY, ends=MONDAY + 11 * DAY, known=1)
    for plan in (short, long):
        approve(village.siri, plan)
    mondays = [MONDAY, MONDAY + 7 * DAY, MONDAY + 14 * DAY]
    assert [stay(village.ella, day).hours for day in mondays] == [LONG, SHORT, LONG]


def test_what_is_approved_when_it_has_begun_changes_no_day_that_has_been(village):
    plan = send(village.marte, village.ella, village.fjellheim)
    with clock.moved_to(datetime(2026, 12, 9, 9, tzinfo=OSLO)):
        approve(village.siri, plan)
        days = [MONDAY + number * DAY for number in range(4)]
        kinds = [stay(village.ella, day).kind for day in days]
    assert kinds == [StayKind.MISSING] * 2 + [StayKind.TIMES] * 2


def test_a_plan_that_another_takes_the_place_of_is_recorded_as_taken_back(village):
    args = village.marte, village.ella, village.fjellheim
    first = send(*args)
    send(*args, week(SHORT), known=1)
    assert Event.objects.filter(what="stay_plan.withdrawn", about=first.reference).count() == 1


def test_while_a_plan_is_pending_the_last_approved_one_counts(village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
    assert stay(village.ella, MONDAY).hours == LONG


def test_a_no_needs_its_reason_and_changes_nothing(village):
    plan = send(village.marte, village.ella, village.fjellheim)
    with pytest.raises(Refused):
        answer_plan(by=Actor(village.siri), plan=plan, approved=False, reason=" ")
    answer_plan(by=Actor(village.siri), plan=plan, approved=False, reason="Vi åpner 08:30 i desember.")
    assert plan.answer.reason == "Vi åpner 08:30 i desember."
    assert stay(village.ella, MONDAY).kind is StayKind.MISSING


def test_answered_twice_the_first_answer_stands(village):
    plan = approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    answer_plan(by=Actor(village.both), plan=plan, approved=False, reason="For sent")
    assert StayAnswer.objects.get().outcome == "approved"


def test_a_guardian_takes_it_back_while_it_waits_and_not_later(village):
    plan = send(village.marte, village.ella, village.fjellheim)
    withdraw_plan(by=Actor(village.henrik), plan=plan)
    withdraw_plan(by=Actor(village.marte), plan=plan)
    with pytest.raises(Refused):
        answer_plan(by=Actor(village.siri), plan=plan, approved=True)
    again = approve(village.siri, send(village.marte, village.ella, village.fjellheim, known=1))
    with pytest.raises(Refused):
        withdraw_plan(by=Actor(village.marte), plan=again)


def test_one_that_waits_is_put_aside_by_the_next(village):
    first = send(village.marte, village.ella, village.fjellheim)
    send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
    assert first.answer.outcome == "withdrawn" and StayPlan.objects.pending().count() == 1


def test_of_two_guardians_at_once_the_second_sees_both(village):
    send(village.marte, village.ella, village.fjellheim)
    said = refused(village.henrik, village.ella, village.fjellheim, week(SHORT))
    assert "Marte Solheim-Aasen" in said["children"][0] and "Ella" in said["children"][0]
    assert send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1)


def test_a_week_that_is_locked_is_not_planned_anew(village):
    moment = datetime(2026, 11, 30, 18, tzinfo=OSLO)  # the lock of the week of 7 December
    with clock.moved_to(moment - timedelta(microseconds=1), still=True):
        approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    with clock.moved_to(moment, still=True):
        said = refused(village.marte, village.ella, village.fjellheim, week(SHORT), known=1)
        assert "14 December 2026" in said["children"][0]
        send(village.marte, village.ella, village.fjellheim, week(SHORT), starts=MONDAY + 7 * DAY, known=1)


def test_who_has_no_plan_may_send_one_late_and_staff_must_see_it(village):
    at_once(village, village.fjellheim)
    plan = send(village.marte, village.ella, village.fjellheim, starts=clock.today())
    assert plan.late and not hasattr(plan, "answer")


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (((time(8), time(0)),), "It can not last until midnight."),
        (((time(9), time(8)),), "It must end after it begins."),
        (((time(9), time(9)),), "It must end after it begins."),
        (((time(8), time(10)), (time(9), time(12))), "Two times overlap."),
        (((time(7), time(12)),), "Fjellheim barnehage is open 07:15\N{EN DASH}16:30."),
        (((time(8), time(16, 31)),), "Fjellheim barnehage is open 07:15\N{EN DASH}16:30."),
    ],
)
def test_times_that_can_not_be_are_refused_by_the_day(village, hours, says):
    set_hours(village, village.fjellheim)
    said = refused(village.marte, village.ella, village.fjellheim, {(1, 2): hours, (1, 3): LONG})
    assert said == {"day_1_2": says} and not StayPlan.objects.exists()


def test_hours_that_change_on_the_way_say_from_when(village):
    set_hours(village, village.fjellheim)
    set_hours(village, village.fjellheim, opens=time(8), starts=date(2027, 3, 1))
    said = refused(village.marte, village.ella, village.fjellheim, {(1, 1): ((time(7, 30), time(15)),)})
    assert "08:00" in said["day_1_1"] and "1 March 2027" in said["day_1_1"]


def test_a_weekday_on_which_the_unit_is_closed_is_refused(village):
    assert refused(village.marte, village.ella, village.fjellheim, {(1, 6): LONG}) == {
        "day_1_6": "Fjellheim barnehage is closed on this weekday."
    }


def test_a_closed_day_within_a_plan_is_closed_and_a_short_one_is_short(village):
    by = Actor(village.leader, Strength.STRONG)
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    days = {"first_day": date(2026, 12, 22), "last_day": date(2026, 12, 22), "kindergarten": True, "note": "Plandag"}
    opening.close_days(by=by, unit=village.fjellheim, planning=True, **days)
    noon = {"opens": time(8), "closes": time(12), "note": "Lille julaften"}
    opening.open_day(by=by, unit=village.fjellheim, day=date(2026, 12, 23), **noon)
    closed, short = stay(village.ella, date(2026, 12, 22)), stay(village.ella, date(2026, 12, 23))
    assert (closed.kind, closed.why) == (StayKind.CLOSED, "Plandag")
    assert short.hours == ((time(8), time(12)),)
    assert stay(village.ella, date(2026, 12, 25)).why == "Christmas Day"


def test_who_comes_in_the_afternoon_of_a_day_that_closes_at_noon_is_still_expected(village):
    approve(village.sfo, send(village.marte, village.sunniva, village.nordvik_sfo, week(((time(13), time(16)),))))
    noon = {"opens": time(8), "closes": time(12), "note": ""}
    by = Actor(village.municipality, Strength.STRONG)
    opening.open_day(by=by, unit=village.nordvik_sfo, day=MONDAY, **noon)
    assert stay(village.sunniva, MONDAY).kind is StayKind.PRESENT


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (datetime(2026, 6, 30, 12, tzinfo=OSLO), date(2026, 8, 31)),
        (datetime(2026, 7, 1, tzinfo=OSLO), date(2027, 8, 31)),
    ],
)
def test_a_plan_ends_at_the_end_of_august_and_one_can_not_ask_for_more(village, today, last):
    with clock.moved_to(today, still=True):
        starts = date(2026, 8, 3)
        said = refused(village.marte, village.ella, village.fjellheim, starts=starts, ends=last + DAY)
        assert f"31 August {last.year}" in said["ends"]
        assert send(village.marte, village.ella, village.fjellheim, starts=starts).ends == last


def test_what_is_over_and_what_ends_before_it_begins_is_refused(village):
    said = refused(village.marte, village.ella, village.fjellheim, starts=clock.today() - DAY)
    assert said == {"starts": "This day is over. Choose today or later."}
    said = refused(village.marte, village.ella, village.fjellheim, ends=MONDAY - DAY)
    assert said == {"ends": "The last day can not be before the first day."}


def test_a_plan_may_be_made_before_the_first_day_and_counts_from_it(village):
    Enrolment.objects.filter(child=village.ella).update(starts=MONDAY + 2 * DAY)
    approve(village.leader, send(village.marte, village.ella, village.fjellheim))
    assert stay(village.ella, MONDAY) is None and stay(village.ella, MONDAY + 2 * DAY).hours == LONG


def test_outside_any_place_there_is_nothing_to_plan(village):
    Enrolment.objects.filter(child=village.ella).update(ends=MONDAY - DAY)
    assert refused(village.marte, village.ella, village.fjellheim) == {
        "children": ["Ella has no place there on these days."]
    }
    assert "Sunniva" in refused(village.marte, village.sunniva, village.fjellheim)["children"][0]


def test_kindergarten_until_july_and_after_school_from_august_each_have_their_days(village):
    Enrolment.objects.filter(child=village.ella).update(ends=date(2027, 7, 31))
    place = {"group": village.sfo_3, "starts": date(2027, 8, 2)}
    Enrolment.objects.create(child=village.ella, unit=village.nordvik_sfo, **place)
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    plan = send(village.marte, village.ella, village.nordvik_sfo, week(SHORT), starts=date(2027, 8, 2))
    with pytest.raises((Http404, PermissionDenied)):
        answer_plan(by=Actor(village.siri), plan=plan, approved=True)  # it is another unit's
    answer_plan(by=Actor(village.sfo), plan=plan, approved=True)  # theirs to know of, from when the place is given
    with clock.moved_to(datetime(2027, 8, 2, 7, tzinfo=OSLO), still=True):
        found = stays_of([village.ella.pk], date(2027, 7, 28), date(2027, 8, 4))
    days = {day: unit for _child, unit, day in found}
    assert days[date(2027, 7, 30)] == village.fjellheim.pk and days[date(2027, 8, 2)] == village.nordvik_sfo.pk
    assert date(2027, 8, 1) not in days, "a gap is a gap"


def test_a_child_lent_to_another_unit_is_there_on_those_days_only(village):
    place = Enrolment.objects.get(child=village.ella)
    lent = {"unit": village.solbakken, "group": village.harepus, "stands_in_for": place}
    Enrolment.objects.create(child=village.ella, starts=MONDAY, ends=MONDAY + DAY, **lent)
    found = stays_of([village.ella.pk], MONDAY, MONDAY + 4 * DAY)
    assert [unit for _child, unit, _day in sorted(found, key=lambda key: key[2])] == [village.solbakken.pk] * 2 + [
        village.fjellheim.pk
    ] * 3
