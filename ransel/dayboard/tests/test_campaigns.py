"""Holiday campaigns: two stages and their deadlines, day by day and child by child; and what never changes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ransel.access.actions import opening
from ransel.access.actions.residence import answer, propose
from ransel.attendance.actions.campaigns import (
    Said,
    answer_campaign,
    begin_campaign,
    end_campaign,
)
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import HolidayCampaign, HolidayDay, StayAdjustment, StayPlan
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.stays.holiday import Phase, phase_of
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import LONG, SHORT, approve, send, set_hours
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.dayboard.holiday.page import overview_of
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment
from ransel.people.rota import week_about

OSLO = ZoneInfo("Europe/Oslo")
FIRST, SECOND, LAST = date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23)
PROVISIONAL, BINDING, LATE = (datetime(2026, 12, day, 9, tzinfo=OSLO) for day in (1, 7, 14))
DATES = {
    "first_day": FIRST,
    "last_day": LAST,
    "opens_on": date(2026, 11, 24),
    "provisional_until": date(2026, 12, 4),
    "binding_until": date(2026, 12, 11),
}
OFF, COMES = Said(False), Said(True)


@pytest.fixture
def campaign(village):
    """Bikuben is asked about three days before Christmas. Ella has a plan from eight to four."""
    approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    by = Actor(village.leader)
    return begin_campaign(by=by, unit=village.fjellheim, groups=[village.bikuben], title="Romjula", **DATES)


def at(moment):
    return clock.moved_to(moment, still=True)


def reply(person, campaign, child, days, known=0):
    """What was refused, by day."""
    answers = {(child.pk, day): said for day, said in days.items()}
    wrong = answer_campaign(by=Actor(person), campaign=campaign, answers=answers, known={child.pk: known})
    return {day: fault for (_child, day), fault in wrong.items()}


def refused(*args, **said):
    with pytest.raises(Refused) as no:
        reply(*args, **said)
    return next(iter(no.value.per_item.values()), no.value.reason)


def stay(child, day):
    return next(iter(stays_of([child.pk], day, day).values()))


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


def test_it_has_two_stages_and_a_time_after_them(village, campaign):
    days = {
        1: Phase.PROVISIONAL,
        4: Phase.PROVISIONAL,
        5: Phase.BINDING,
        11: Phase.BINDING,
        12: Phase.LATE,
        24: Phase.OVER,
    }
    for day, phase in days.items():
        with at(datetime(2026, 12, day, 23, 59, tzinfo=OSLO)):
            assert phase_of(campaign) is phase, day


def test_a_provisional_answer_is_known_to_staff_and_changes_no_day(village, campaign):
    with at(PROVISIONAL):
        assert reply(village.marte, campaign, village.ella, {FIRST: OFF}) == {}
        assert overview_of(campaign).days[0].off == [village.ella.pk]
        assert stay(village.ella, FIRST).hours == LONG


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("moment", [PROVISIONAL, BINDING])
@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((time(15), time(22)), "is open"),
        ((time(15), time(0)), "midnight"),
        ((time(15), time(14)), "after it begins"),
    ],
)
def test_in_both_stages_times_that_can_not_be_are_refused_by_day(village, campaign, moment, hours, said):
    set_hours(village, village.fjellheim)
    with at(moment):
        wrong = reply(village.marte, campaign, village.ella, {FIRST: Said(True, (hours,)), SECOND: COMES})
        assert list(wrong) == [FIRST] and said in wrong[FIRST]
        assert list(HolidayDay.objects.values_list("day", flat=True)) == [SECOND]


def test_a_binding_answer_is_the_childs_day_and_the_plan_stands_beneath(village, campaign):
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: COMES, LAST: Said(True, SHORT)})
        found = [stay(village.ella, day) for day in (FIRST, SECOND, LAST)]
        assert [one.kind for one in found] == [StayKind.OFF, StayKind.TIMES, StayKind.TIMES]
        assert [one.hours for one in found[1:]] == [LONG, SHORT]
    assert StayPlan.objects.count() == 1


def test_when_the_binding_stage_begins_a_provisional_answer_does_not_count_any_more(village, campaign):
    with at(PROVISIONAL):
        reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: OFF, LAST: OFF})
        assert not [one for one in overview_of(campaign).missing if one.child == village.ella.pk]
    with at(BINDING):
        assert [one for one in overview_of(campaign).missing if one.child == village.ella.pk]


def test_after_the_deadline_one_may_say_off_and_not_that_a_child_comes(village, campaign):
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: COMES})
    with at(LATE):
        assert reply(village.marte, campaign, village.ella, {SECOND: OFF}, known=1) == {}
        assert "Ring" in refused(village.marte, campaign, village.ella, {FIRST: COMES}, known=2)
        assert "Ring" in refused(village.marte, campaign, village.ella, {LAST: COMES}, known=2), (
            "nor who never answered"
        )


@pytest.mark.usefixtures("english")
def test_the_weeks_own_page_is_no_way_round_the_deadline(village, campaign):
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: COMES})
    with at(LATE):
        key = (village.ella.pk, village.fjellheim.pk, FIRST)
        with pytest.raises(Refused) as no:
            change_days(by=Actor(village.marte), asked={key: Wish(StayAdjustment.Kind.TIMES, SHORT, known=1)})
        assert no.value.per_item[key].startswith("The deadline is over")
        change_days(by=Actor(village.siri), asked={key: Wish(StayAdjustment.Kind.TIMES, SHORT, known=1)})
        assert stay(village.ella, FIRST).hours == SHORT, "staff find room"
        other = (village.ella.pk, village.fjellheim.pk, SECOND)
        assert change_days(by=Actor(village.marte), asked={other: Wish(StayAdjustment.Kind.TIME_OFF)}) == {}


def test_who_begins_after_the_deadline_is_not_asked_and_plans_as_usual(village, campaign):
    Enrolment.objects.filter(child=village.leon).update(starts=date(2026, 12, 14))
    assert {one.child for one in overview_of(campaign).families} == {village.ella.pk}
    with at(LATE):
        key = (village.leon.pk, village.fjellheim.pk, FIRST)
        assert change_days(by=Actor(village.amina), asked={key: Wish(StayAdjustment.Kind.TIMES, SHORT)}) == {}


def test_a_closed_day_is_not_asked_about(village, campaign):
    by = Actor(village.leader, Strength.STRONG)
    day = {"first_day": SECOND, "last_day": SECOND, "kindergarten": True, "note": "Stengt"}
    opening.close_days(by=by, unit=village.fjellheim, **day)
    assert [one.day for one in overview_of(campaign).days] == [FIRST, LAST]
    with at(BINDING):
        assert list(reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: OFF})) == [SECOND]


def test_each_day_is_answered_by_itself(village, campaign):
    early = {"opens": time(8), "closes": time(12), "note": "Lille julaften"}
    by = Actor(village.leader, Strength.STRONG)
    opening.open_day(by=by, unit=village.fjellheim, day=LAST, **early)
    with at(BINDING):
        wrong = reply(village.marte, campaign, village.ella, {FIRST: OFF, LAST: Said(True, SHORT)})
    assert list(wrong) == [LAST] and "12:00" in wrong[LAST]
    assert list(HolidayDay.objects.values_list("day", flat=True)) == [FIRST], "what is not saved is not answered"


def test_of_two_guardians_at_once_the_second_sees_it(village, campaign):
    with at(BINDING):
        reply(village.henrik, campaign, village.ella, {FIRST: OFF})
        assert refused(village.marte, campaign, village.ella, {FIRST: COMES})
        assert reply(village.marte, campaign, village.ella, {FIRST: OFF}) == {}, "what both say is no conflict"
        assert reply(village.marte, campaign, village.ella, {FIRST: COMES}, known=2) == {}
        assert stay(village.ella, FIRST).hours == LONG


def test_each_home_answers_its_own_days(as_, village, campaign):
    homes = week_about(village.henrik.pk, village.marte.pk, 2)  # changes on Tuesdays
    pattern = propose(by=Actor(village.marte), child=village.ella, starts=date(2026, 12, 14), homes=homes)
    answer(by=Actor(village.henrik), pattern=pattern, accepted=True)
    with at(BINDING):
        wrong = reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: OFF, LAST: OFF})
        assert list(wrong) == [FIRST], "until Tuesday she is with Henrik"
        page = as_(village.marte).get(f"/home/campaigns/{campaign.pk}/")
        assert "Henrik" in text_of(page)


def test_where_an_address_is_protected_anothers_answer_is_not_told(as_, village, campaign):
    with at(BINDING):
        reply(village.henrik, campaign, village.ella, {FIRST: OFF})
        village.henrik.protection = 1
        village.henrik.save()
        assert refused(village.marte, campaign, village.ella, {FIRST: COMES}, known=1)
        said = text_of(as_(village.marte).get(f"/home/campaigns/{campaign.pk}/"))
        assert "Henrik" not in said


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"last_day": date(2026, 12, 20)}, "last_day"),
        ({"last_day": date(2027, 12, 20)}, "last_day"),
        ({"binding_until": FIRST}, "binding_until"),
        ({"binding_until": date(2026, 11, 23), "provisional_until": None}, "binding_until"),
        ({"provisional_until": date(2026, 12, 11)}, "provisional_until"),
        ({"provisional_until": date(2026, 11, 1)}, "provisional_until"),
        ({"groups": []}, "groups"),
    ],
)
def test_dates_that_can_not_be_are_refused_beside_the_field(village, said, field):
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES} | said
    with pytest.raises(Refused) as no:
        begin_campaign(by=Actor(village.leader), **told)
    assert field in no.value.per_item and not HolidayCampaign.objects.exists()


def test_groups_of_another_unit_are_not_asked(village):
    with pytest.raises(Refused):
        begin_campaign(by=Actor(village.leader), unit=village.fjellheim, groups=[village.harepus], title="x", **DATES)


@pytest.mark.parametrize("person", ["siri", "marte", "other_unit", "stranger", "office"])
def test_only_the_leader_and_the_municipality_ask(village, person):
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES}
    with pytest.raises((Http404, PermissionDenied)):
        begin_campaign(by=Actor(getattr(village, person)), **told)


@pytest.mark.parametrize("person", ["siri", "leader", "foster", "former", "unconfirmed", "stranger", "hanna"])
def test_only_guardians_of_the_children_asked_answer(village, campaign, person):
    with pytest.raises((Http404, PermissionDenied)):
        reply(getattr(village, person), campaign, village.ella, {FIRST: OFF})


def test_ended_nobody_answers_and_what_was_answered_stands(village, campaign):
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {FIRST: OFF})
        end_campaign(by=Actor(village.leader), campaign=campaign)
        end_campaign(by=Actor(village.leader), campaign=campaign)
        with pytest.raises((Refused, Http404)):
            reply(village.marte, campaign, village.ella, {SECOND: OFF}, known=1)
        assert stay(village.ella, FIRST).kind is StayKind.OFF


def test_the_forecast_says_at_least_likely_and_at_most(village, campaign):
    for child in (village.jonas, village.sara):
        Enrolment.objects.filter(child=child).update(unit=village.fjellheim, group=village.bikuben)
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {FIRST: OFF, SECOND: COMES, LAST: OFF})
        reply(village.amina, campaign, village.leon, {FIRST: COMES})
        first = overview_of(campaign).days[0]
        assert (first.least, first.most) == (1, 3) and first.likely == 2, "half of the days answered are days they come"
        half = overview_of(campaign).halves.index(time(9))
        assert first.halves[half] == (1, 3)
