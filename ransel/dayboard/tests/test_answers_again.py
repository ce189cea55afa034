"""What is not saved the first time is drawn as the days have become, and can be sent again as it stands."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from ransel.access.actions import opening
from ransel.attendance.actions.campaigns import begin_campaign
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import HolidayDay, StayAdjustment
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.climbing import ask
from ransel.attendance.tests.moments import at
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, Fields, approve, send, set_hours, stay
from ransel.core import clock
from ransel.dayboard.holiday.page import overview_of
from ransel.dayboard.week.page import week_of_group
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment

Kind = StayAdjustment.Kind
FIRST = date(2026, 12, 21)
BINDING = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("Europe/Oslo"))
TIME_OFF = "/home/time-off/"


@pytest.fixture
def planned(village):
    """Ella is at Fjellheim from eight to four; Leon has no plan."""
    set_hours(village, village.fjellheim)
    return approve(village.siri, send(village.marte, village.ella, village.fjellheim))


@pytest.fixture
def campaign(village, planned):
    days = {"first_day": FIRST, "last_day": date(2026, 12, 23), "opens_on": date(2026, 11, 24)}
    days |= {"provisional_until": None, "binding_until": date(2026, 12, 11)}
    groups = {"groups": [village.bikuben], "title": "Romjula"}
    return begin_campaign(by=Actor(village.leader), unit=village.fjellheim, **groups, **days)


def change(person, village, day, said):
    change_days(by=Actor(person), asked={(village.ella.pk, village.fjellheim.pk, day): said})


def hidden_of(answer, url, which="input[type=hidden]"):
    """What the form of the answered page carries that nobody types; or all of its inputs."""
    form = BeautifulSoup(answer.text, "html.parser").select(f'form[action="{url}"]')[-1]
    return {one["name"]: one.get("value", "") for one in form.select(which) if one.get("name")}


def keys_of(form):
    return sorted(name.removeprefix("was_") for name in form if name.startswith("was_"))


def test_one_day_of_a_holiday_is_refused_and_another_saved_in_one_answer(as_, village, campaign):
    change(village.siri, village, FIRST, Wish(Kind.TIMES, SHORT))
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with clock.moved_to(BINDING, still=True):
        form = marte.form(url)
        first, second, _third = keys_of(form)
        answer = marte.post(url, form | {f"day_{first}": "off", f"day_{second}": "comes"})
        assert answer.status_code == 200 and "1 dag er lagret" in answer.text
        assert HolidayDay.objects.get().comes


def test_a_holiday_day_that_another_changed_meanwhile_can_be_answered_when_it_was_seen(as_, village, campaign):
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with clock.moved_to(BINDING, still=True):
        form = marte.form(url)
        change(village.henrik, village, FIRST, Wish(Kind.TIMES, SHORT))
        said = {f"day_{keys_of(form)[0]}": "off"}
        answer = marte.post(url, form | said)
        assert answer.status_code == 422 and "imens" in answer.text
        assert marte.post(url, form | hidden_of(answer, url) | said).status_code == 303
        assert stay(village.ella, FIRST).kind is StayKind.OFF


def test_a_span_that_met_a_change_of_another_can_be_sent_again(as_, village, planned):
    marte, target = as_(village.marte), f"{village.ella.pk}:{village.fjellheim.pk}"
    form = marte.form(TIME_OFF) | {"targets": [target], "first_day": "2026-12-07", "kind": "time_off"}
    with clock.moved_to(datetime(2026, 11, 24, 12, 1, tzinfo=ZoneInfo("Europe/Oslo"))):
        change(village.henrik, village, MONDAY, Wish(Kind.TIMES, SHORT))
        answer = marte.post(TIME_OFF, form)
        assert answer.status_code == 422 and "imens" in answer.text
        assert marte.post(TIME_OFF, form | hidden_of(answer, TIME_OFF)).status_code == 303
    assert stay(village.ella, MONDAY).kind is StayKind.OFF


def test_staff_are_told_of_a_change_meanwhile_and_send_theirs_again(as_, village, planned):
    siri, url = as_(village.siri), f"/work/children/{village.ella.pk}/week/?week=2026-W50"
    form = Fields(siri.form(url))
    change(village.henrik, village, MONDAY, Wish(Kind.TIMES, SHORT))
    answer = siri.post(url, form | {"day_0": "time_off"})
    assert answer.status_code == 422 and "ikke" in answer.text
    again = dict(form | {"day_0": "time_off"}) | hidden_of(answer, url, "input:not([type=checkbox])")
    assert siri.post(url, again).status_code == 303
    assert stay(village.ella, MONDAY).kind is StayKind.OFF


def test_an_answer_that_can_not_be_any_more_says_why(as_, village):
    with at(10):
        ask(village)
        marte, url = as_(village.marte), f"/home/children/{village.ella.pk}/where/"
        form = marte.form(url)
        said = {"first_day": clock.today(), "last_day": clock.today(), "kindergarten": True, "note": "Vannlekkasje"}
        opening.close_days(by=Actor(village.leader, Strength.STRONG), unit=village.fjellheim, **said)
        answer = marte.post(url, form | {"where": "away", "reason": "ill"})
        assert answer.status_code == 422 and "Vannlekkasje" in answer.text


def test_a_holiday_counts_no_child_as_one_who_may_come_whose_day_is_off_already(village, campaign):
    with clock.moved_to(BINDING, still=True):
        before = overview_of(campaign).days[0]
        change(village.marte, village, FIRST, Wish(Kind.TIME_OFF))
        after = overview_of(campaign).days[0]
    assert (len(before.silent), len(after.silent)) == (2, 1) and village.ella.pk in after.off


def test_a_holiday_is_drawn_in_the_hours_in_which_the_unit_is_open(village, campaign):
    assert overview_of(campaign).halves[0] == time(7) and overview_of(campaign).halves[-1] == time(16)
    assert LONG[0][1] == time(16)


def test_a_second_reminder_says_so_in_its_own_place_and_not_a_page_within_the_page(as_, village, planned):
    siri, url = as_(village.siri), f"/work/groups/{village.bikuben.pk}/week/?week=2026-W50"
    remind = f"/work/groups/{village.bikuben.pk}/week/reminder/?week=2026-W50"
    assert siri.post(remind, siri.form(url, remind)).status_code == 303
    answer = siri.post(remind, siri.form(url, remind), headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert answer.status_code == 422 and "i dag allerede" in answer.text and "<html" not in answer.text


def test_who_has_answered_a_plan_is_back_among_those_that_wait(as_, village):
    plan = send(village.amina, village.leon, village.fjellheim)
    siri, url = as_(village.siri), f"/work/stay-plans/{plan.pk}/"
    answer = siri.post(url, siri.form(url) | {"approved": "no", "reason": "Ring oss."})
    assert answer.url == f"/work/groups/{village.bikuben.pk}/week/?answered=rejected"
    assert "Ikke godkjent. Familien får beskjed." in siri.get(answer.url).text


def test_a_family_whose_plan_waits_for_staff_is_not_reminded(as_, village, planned):
    send(village.amina, village.leon, village.fjellheim)
    week = week_of_group(village.bikuben, MONDAY)
    assert [plan.child for plan in week.waiting] == [village.leon] and week.missing == []


def test_a_plan_made_before_the_first_day_waits_in_the_groups_queue_and_is_answered_there(as_, village):
    Enrolment.objects.filter(child=village.leon).update(starts=date(2027, 1, 4))
    plan = send(village.amina, village.leon, village.fjellheim, starts=date(2027, 1, 4))
    siri, url = as_(village.siri), f"/work/stay-plans/{plan.pk}/"
    assert url in siri.get(f"/work/groups/{village.bikuben.pk}/week/").text
    assert siri.post(url, siri.form(url) | {"approved": "yes"}).status_code == 303
    assert as_(village.other_unit).get(url).status_code == 404
    day = f"/work/children/{village.leon.pk}/week/?week=2027-W01"
    for person in (village.siri, village.leader):
        client = as_(person)
        form = Fields(client.form(day))
        assert client.post(day, form | {"day_0": "time_off"}).status_code == 303
    assert as_(village.other_group).get(day).status_code == 404


def test_an_answer_of_the_other_guardian_is_told_also_after_something_else_was_put_right(as_, village, campaign):
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with clock.moved_to(BINDING, still=True):
        form = marte.form(url)
        nothing = {name: value for name, value in form.items() if not name.startswith("day_")}
        key = keys_of(form)[0]
        henrik = as_(village.henrik)
        assert henrik.post(url, henrik.form(url) | {f"day_{key}": "comes"}).status_code == 303
        again = nothing | hidden_of(marte.post(url, nothing), url)
        answer = marte.post(url, again | {f"day_{key}": "off"})
        assert answer.status_code == 422 and "svarte for denne dagen imens" in answer.text
        assert HolidayDay.objects.get().comes


def test_times_of_a_holiday_day_that_has_two_by_now_are_not_dropped_in_silence(as_, village, planned):
    days = {"first_day": FIRST, "last_day": FIRST, "opens_on": date(2026, 11, 24), "binding_until": date(2026, 12, 11)}
    told = days | {"provisional_until": None, "groups": [village.bikuben], "title": "Romjula", "asks_times": True}
    campaign = begin_campaign(by=Actor(village.leader), unit=village.fjellheim, **told)
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with clock.moved_to(BINDING, still=True):
        form = marte.form(url)
        key = keys_of(form)[0]
        change(village.henrik, village, FIRST, Wish(Kind.TIMES, ((time(8), time(9)), (time(12), time(15)))))
        answer = marte.post(url, form | {f"day_{key}": "comes", f"from_{key}": "9", f"to_{key}": "15"})
        assert answer.status_code == 422 and "Dagene er endret" in answer.text
        assert not HolidayDay.objects.exists()
