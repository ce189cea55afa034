"""Single days otherwise than the plan: what each is answered, what stands, and what staff must see."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.access.actions import opening
from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.presence import check_in
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, approve, send, set_hours
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment
from ransel.people.rota import week_about
from ransel.receipts.actions import acknowledge
from ransel.receipts.models import Receipt, Subject

pytestmark = pytest.mark.usefixtures("english")
DAY = timedelta(days=1)
OSLO = ZoneInfo("Europe/Oslo")
Kind = StayAdjustment.Kind
OFF = Wish(Kind.TIME_OFF)


@pytest.fixture
def plan(village):
    """Ella is at Fjellheim from eight to four, from 7 December."""
    set_hours(village, village.fjellheim)
    return approve(village.siri, send(village.marte, village.ella, village.fjellheim))


def change(person, child, unit, asked):
    """What was refused, by day."""
    wrong = change_days(by=Actor(person), asked={(child.pk, unit.pk, day): said for day, said in asked.items()})
    return {day: fault for (_child, _unit, day), fault in wrong.items()}


def refused(person, child, unit, day, said=OFF):
    with pytest.raises(Refused) as no:
        change(person, child, unit, {day: said})
    return next(iter(no.value.per_item.values()))


def stay(child, day):
    return next(iter(stays_of([child.pk], day, day).values()))


def test_times_a_day_off_a_time_not_known_and_the_plan_again(village, plan):
    ella, unit = village.ella, village.fjellheim
    asked = {
        MONDAY: Wish(Kind.TIMES, SHORT),
        MONDAY + DAY: OFF,
        MONDAY + 2 * DAY: Wish(Kind.PRESENT),
    }
    assert change(village.marte, ella, unit, asked) == {}
    kinds = [stay(ella, MONDAY + number * DAY).kind for number in range(4)]
    assert kinds == [StayKind.TIMES, StayKind.OFF, StayKind.PRESENT, StayKind.TIMES]
    assert stay(ella, MONDAY).hours == SHORT
    change(village.marte, ella, unit, {MONDAY: Wish(Kind.AS_PLAN, known=1)})
    assert stay(ella, MONDAY).hours == LONG and StayAdjustment.objects.filter(day=MONDAY).count() == 2


def test_a_day_off_stays_off_whatever_plan_comes_later(village, plan):
    change(village.marte, village.ella, village.fjellheim, {MONDAY: OFF})
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, known=1))
    assert stay(village.ella, MONDAY).kind is StayKind.OFF


def test_each_day_is_answered_by_itself_and_the_others_are_saved(village, plan):
    by = Actor(village.leader, Strength.STRONG)
    days = {"first_day": MONDAY + DAY, "last_day": MONDAY + DAY, "kindergarten": True, "note": "Planleggingsdag"}
    opening.close_days(by=by, unit=village.fjellheim, **days)
    asked = {MONDAY + number * DAY: Wish(Kind.TIMES, SHORT) for number in range(6)}
    asked[MONDAY + 2 * DAY] = Wish(Kind.TIMES, ((time(7), time(15)),))
    assert change(village.marte, village.ella, village.fjellheim, asked) == {
        MONDAY + DAY: "Fjellheim barnehage is closed: Planleggingsdag.",
        MONDAY + 2 * DAY: "Fjellheim barnehage is open 07:15\N{EN DASH}16:30.",
        MONDAY + 5 * DAY: "Fjellheim barnehage is closed.",
    }
    assert StayAdjustment.objects.count() == 3


def test_when_no_day_can_be_nothing_is_written(village, plan):
    assert refused(village.marte, village.ella, village.fjellheim, MONDAY + 5 * DAY) == "Fjellheim barnehage is closed."
    assert not StayAdjustment.objects.exists()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Wish(Kind.TIMES), "Write the times."),
        (Wish(Kind.TIMES, ((time(10), time(9)),)), "It must end after it begins."),
        (Wish(Kind.TIMES, ((time(8), time(0)),)), "It can not last until midnight."),
        (Wish(Kind.TIMES, ((time(8), time(12)), (time(11), time(15)))), "Two times overlap."),
        (Wish(Kind.TIMES, ((time(8), time(17)),)), "Fjellheim barnehage is open 07:15\N{EN DASH}16:30."),
    ],
)
def test_times_that_can_not_be_are_refused(village, plan, said, fault):
    assert refused(village.marte, village.ella, village.fjellheim, MONDAY, said) == fault


def test_a_day_that_is_over_or_too_far_ahead_or_without_a_place_is_refused(village, plan):
    args = village.marte, village.ella, village.fjellheim
    assert refused(*args, clock.today() - DAY) == "This day is over."
    assert refused(*args, date(2027, 9, 1)) == "Plans can be made until 31 August 2027."
    Enrolment.objects.filter(child=village.ella).update(ends=MONDAY)
    assert refused(*args, MONDAY + DAY) == "Ella has no place there this day."
    assert refused(village.marte, village.ella, village.solbakken, MONDAY) == "Ella has no place there this day."


def test_what_is_said_already_is_saved_and_writes_nothing(village, plan):
    args = village.marte, village.ella, village.fjellheim
    assert change(*args, {MONDAY: Wish(Kind.AS_PLAN)}) == {}
    assert not StayAdjustment.objects.exists()
    for number in (0, 1):
        assert change(*args, {MONDAY: Wish(Kind.TIMES, LONG, known=number)}) == {}
    assert StayAdjustment.objects.count() == 1


def test_a_day_said_to_be_off_stays_off_when_a_later_plan_comes_on_it(village):
    args = village.marte, village.ella, village.fjellheim
    approve(village.siri, send(*args, {(1, 2): LONG}))
    assert stay(village.ella, MONDAY).kind is StayKind.OFF, "by the plan"
    change(*args, {MONDAY: OFF, MONDAY + DAY: OFF})
    approve(village.siri, send(*args, known=1))
    assert [stay(village.ella, MONDAY + number * DAY).kind for number in (0, 1)] == [StayKind.OFF] * 2


def test_what_the_plan_says_already_needs_nobody_to_see_it_when_it_is_late(village, plan):
    with clock.moved_to(datetime(2026, 12, 7, 6, tzinfo=OSLO), still=True):
        change(village.marte, village.ella, village.fjellheim, {MONDAY: Wish(Kind.TIMES, LONG)})
    assert not StayAdjustment.objects.get().late and not Receipt.objects.exists()


def test_a_child_that_has_been_at_school_can_be_off_from_after_school(village):
    Enrolment.objects.create(child=village.ella, unit=village.solbakken, group=village.harepus, starts=clock.today())
    check_in(by=Actor(village.other_unit), child=village.ella, group=village.harepus)
    today = clock.today()
    assert change(village.marte, village.ella, village.fjellheim, {today: OFF}) == {}
    assert refused(village.marte, village.ella, village.solbakken, today) == "Ella has been here today."


def test_two_guardians_at_once_the_second_sees_both(village, plan):
    args = village.ella, village.fjellheim
    change(village.henrik, *args, {MONDAY: Wish(Kind.TIMES, SHORT)})
    fault = refused(village.marte, *args, MONDAY)
    assert fault == "Henrik Aasen changed this day meanwhile: 09:00\N{EN DASH}14:00. Yours is not saved."
    assert change(village.marte, *args, {MONDAY: Wish(Kind.TIME_OFF, known=1)}) == {}, "seen, it may be replaced"


def test_what_both_say_is_no_conflict(village, plan):
    for person in (village.henrik, village.marte):
        assert change(person, village.ella, village.fjellheim, {MONDAY: OFF}) == {}
    assert StayAdjustment.objects.count() == 1


def test_a_guardian_does_not_replace_what_staff_wrote_and_staff_may_replace_both(village, plan):
    args = village.ella, village.fjellheim
    change(village.marte, *args, {MONDAY: OFF})
    assert "Marte" in refused(village.siri, *args, MONDAY, Wish(Kind.TIMES, SHORT)), "staff too must have seen it"
    change(village.siri, *args, {MONDAY: Wish(Kind.TIMES, SHORT, known=1)})
    assert refused(village.marte, *args, MONDAY, Wish(Kind.TIME_OFF, known=2)).startswith("Staff have set this day")
    assert stay(village.ella, MONDAY).hours == SHORT and stay(village.ella, MONDAY).by_staff
    change(village.siri, *args, {MONDAY: Wish(Kind.AS_PLAN, known=2)})
    assert stay(village.ella, MONDAY).hours == LONG


def test_a_day_of_the_other_home_is_for_the_other_to_change(village, plan):
    homes = week_about(village.marte.pk, village.henrik.pk, 1)
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=date(2026, 11, 30), homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    assert refused(village.marte, village.ella, village.fjellheim, MONDAY) == (
        "This day is with Henrik Aasen, who plans it."
    )
    assert change(village.henrik, village.ella, village.fjellheim, {MONDAY: OFF}) == {}


def test_where_an_address_is_protected_anothers_day_is_neither_told_nor_replaced(village, plan):
    change(village.henrik, village.ella, village.fjellheim, {MONDAY: Wish(Kind.TIMES, SHORT)})
    village.henrik.protection = 2
    village.henrik.save()
    fault = refused(village.marte, village.ella, village.fjellheim, MONDAY, Wish(Kind.TIME_OFF, known=1))
    assert fault == "Another guardian has planned this day. Ring the unit."


def test_before_the_lock_nobody_has_to_see_it_and_from_it_on_somebody_must(village, plan):
    args = village.marte, village.ella, village.fjellheim
    lock = datetime(2026, 11, 30, 18, tzinfo=OSLO)
    with clock.moved_to(lock - timedelta(microseconds=1), still=True):
        change(*args, {MONDAY: OFF})
    assert not Receipt.objects.exists()
    with clock.moved_to(lock, still=True):
        change(*args, {MONDAY + DAY: OFF, MONDAY + 2 * DAY: OFF})
    receipt = Receipt.objects.get()
    assert (receipt.subject, receipt.first_day, receipt.last_day) == (Subject.STAY, MONDAY + DAY, MONDAY + 2 * DAY)


def test_a_late_change_counts_and_what_was_before_is_kept_beside(village, plan):
    args = village.marte, village.ella, village.fjellheim
    with clock.moved_to(datetime(2026, 12, 7, 6, tzinfo=OSLO), still=True):
        change(*args, {MONDAY: Wish(Kind.TIMES, SHORT)})
        change(*args, {MONDAY: Wish(Kind.TIME_OFF, known=1)})
        now = stay(village.ella, MONDAY)
        assert now.kind is StayKind.OFF
        assert [one.before.hours for one in now.changes] == [LONG, SHORT]
        assert now.before.hours == LONG
        acknowledge(by=Actor(village.siri), receipt=Receipt.objects.get(about=now.changes[0].notice))
        seen = stay(village.ella, MONDAY)
        assert [one.seen for one in seen.changes] == [True, False]
        assert seen.before.hours == SHORT, "as it was when somebody last said that they had seen it"


def test_staff_change_a_locked_week_and_nobody_has_to_see_it(village, plan):
    with clock.moved_to(datetime(2026, 12, 7, 6, tzinfo=OSLO), still=True):
        change(village.siri, village.ella, village.fjellheim, {MONDAY: OFF})
    assert not Receipt.objects.exists() and not StayAdjustment.objects.get().late


def test_a_day_with_attendance_does_not_become_a_day_off(village):
    check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    today = clock.today()
    assert refused(village.marte, village.ella, village.fjellheim, today) == "Ella has been here today."
    assert change(village.marte, village.ella, village.fjellheim, {today: Wish(Kind.TIMES, SHORT)}) == {}


@pytest.mark.parametrize("person", ["former", "unconfirmed", "stranger", "other_unit", "other_group", "teacher"])
def test_who_has_nothing_to_do_with_the_child_changes_nothing(village, plan, person):
    with pytest.raises((Http404, PermissionDenied)):
        change(getattr(village, person), village.ella, village.fjellheim, {MONDAY: OFF})


def test_staff_change_days_in_their_own_unit_only(village, plan):
    Enrolment.objects.create(child=village.ella, unit=village.solbakken, group=village.harepus, starts=MONDAY)
    assert "no place" in refused(village.siri, village.ella, village.solbakken, MONDAY)


def test_three_children_and_one_a_month_and_a_day_take_the_same_statements(village, plan, django_assert_num_queries):
    marte, unit = village.marte, village.fjellheim
    one = {(village.ella.pk, unit.pk, MONDAY): OFF}
    with django_assert_num_queries(19):
        change_days(by=Actor(marte), asked=one)
    many = {
        (child.pk, place.pk, day): OFF
        for child, place in ((village.ella, unit), (village.sunniva, village.nordvik_sfo))
        for day in clock.days(MONDAY + 7 * DAY, MONDAY + 11 * DAY)
    }
    with django_assert_num_queries(19):
        assert change_days(by=Actor(marte), asked=many) == {}
