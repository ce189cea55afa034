"""Odd forms: drawn before something changed, half saved, with fields missing or with values nobody types."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import StayAdjustment, StayPlan
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import MONDAY, approve, send, set_hours
from ransel.attendance.tests.test_week_pages import W50, fields, text_of, url_of
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment

OSLO = ZoneInfo("Europe/Oslo")
PLAN = "/home/stay-plans/new/"


@pytest.fixture
def plan(village):
    set_hours(village, village.fjellheim)
    return approve(village.siri, send(village.marte, village.ella, village.fjellheim))


def take_off(person, village, day, known=0):
    asked = {(village.ella.pk, village.fjellheim.pk, day): Wish(StayAdjustment.Kind.TIME_OFF, known=known)}
    change_days(by=Actor(person), asked=asked)


def test_a_day_that_is_not_there_any_more_lands_on_no_other(as_, village, plan):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    Enrolment.objects.filter(child=village.ella).update(ends=MONDAY + 2 * clock.DAY)
    answer = marte.post(url_of(village.ella) + W50, form | {"day_3": "time_off"})
    assert answer.status_code == 422 and "Dagene er endret" in text_of(answer)
    assert not StayAdjustment.objects.exists()


def test_after_a_half_saved_week_a_day_the_sender_did_not_touch_is_not_sent_as_it_was(as_, village, plan):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    take_off(village.henrik, village, MONDAY)
    answer = marte.post(url_of(village.ella) + W50, form | {"from_1": "6", "day_2": "time_off"})
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html.parser")
    key = form.name("day_0")
    assert page.select_one(f"#id_{key} option[selected]")["value"] == "time_off", "as Henrik has it"


def test_a_second_time_of_the_day_is_not_lost_by_a_page_that_would_draw_one(as_, village):
    set_hours(village, village.fjellheim)
    twice = {(1, 1): ((time(7, 30), time(9)), (time(13), time(16)))}
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, twice))
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    assert form["fromb_0"] == "13:00"
    assert marte.post(url_of(village.ella) + W50, form).status_code == 303 and not StayAdjustment.objects.exists()


@pytest.mark.parametrize("odd", [{"was_0": "\u00b2 times"}, {"was_0": ""}, {"was_0": "9" * 50 + " off"}])
def test_what_nobody_sends_is_no_error_of_ours(as_, village, plan, odd):
    marte = as_(village.marte)
    answer = marte.post(url_of(village.ella) + W50, fields(marte, village.ella) | odd)
    assert answer.status_code in (200, 303, 422)


def test_a_plan_without_its_days_is_refused_and_a_child_named_twice_is_named_once(as_, village):
    marte = as_(village.marte)
    form = marte.form(PLAN)
    target = f"{village.ella.pk}:{village.fjellheim.pk}"
    bare = {name: value for name, value in form.items() if not name.startswith("day_")}
    said = {"targets": [target, target], "starts": MONDAY.isoformat(), f"seen_{target}": "\u00b2"}
    assert marte.post(PLAN, bare | said).status_code == 422 and not StayPlan.objects.exists()
    days = {f"{name}_1_{day}": hour for day in range(1, 6) for name, hour in (("from", "8"), ("to", "15"))}
    assert marte.post(PLAN, form | days | said).status_code == 303 and StayPlan.objects.count() == 1


@pytest.mark.parametrize("drawn", ["0001-01-01T00:00:00+14:00", "x", "9999-12-31T23:59:59+00:00", "2026-11-24T07:00"])
def test_when_a_form_was_drawn_is_believed_only_if_it_can_be(as_, village, plan, drawn):
    marte, url = as_(village.marte), "/home/time-off/"
    target = f"{village.ella.pk}:{village.fjellheim.pk}"
    said = {"targets": [target], "first_day": "2026-12-07", "kind": "time_off", "drawn": drawn}
    assert marte.post(url, marte.form(url) | said).status_code in (303, 422)


def test_days_after_the_place_has_ended_are_said_and_not_dropped(as_, village, plan):
    Enrolment.objects.filter(child=village.ella).update(ends=date(2026, 12, 8))
    marte, url = as_(village.marte), "/home/time-off/"
    target = f"{village.ella.pk}:{village.fjellheim.pk}"
    said = {"targets": [target], "first_day": "2026-12-07", "last_day": "2026-12-11", "kind": "time_off"}
    answer = marte.post(url, marte.form(url) | said)
    assert answer.status_code == 200 and "Ikke lagret: 9. desember" in text_of(answer)
    assert StayAdjustment.objects.count() == 2


def test_staff_who_put_the_plan_back_do_not_tell_what_another_guardian_planned(as_, village, plan):
    take_off(village.siri, village, MONDAY)
    asked = {(village.ella.pk, village.fjellheim.pk, MONDAY): Wish(StayAdjustment.Kind.AS_PLAN, known=1)}
    change_days(by=Actor(village.siri), asked=asked)
    village.henrik.protection = 2
    village.henrik.save()
    assert "08:00" not in text_of(as_(village.henrik).get(url_of(village.ella) + W50))


def test_of_a_day_changed_several_times_the_last_receipt_is_shown(as_, village, plan):
    monday = datetime(2026, 12, 7, 6, tzinfo=OSLO)
    key = (village.ella.pk, village.fjellheim.pk, MONDAY)
    for number, hour in enumerate((13, 14, 15)):
        with clock.moved_to(monday + timedelta(minutes=number), still=True):
            times = Wish(StayAdjustment.Kind.TIMES, ((time(9), time(hour)),), known=number)
            change_days(by=Actor(village.marte), asked={key: times})
    with clock.moved_to(monday + timedelta(minutes=9), still=True):
        for url in (url_of(village.ella), "/home/"):
            said = text_of(as_(village.marte).get(url))
            assert said.count("Sendt 06:0") == 1 and "Sendt 06:02" in said


def test_times_that_nothing_was_chosen_for_say_that_the_child_comes(as_, village):
    set_hours(village, village.fjellheim)
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    answer = marte.post(url_of(village.ella) + W50, form | {"from_0": "8", "to_0": "16"})
    assert answer.status_code == 303 and StayAdjustment.objects.get().kind == StayAdjustment.Kind.TIMES


def test_times_beside_another_choice_are_not_thrown_away(as_, village, plan):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    answer = marte.post(url_of(village.ella) + W50, form | {"day_0": "time_off", "from_0": "9"})
    assert answer.status_code == 422 and "Velg «Kommer»" in text_of(answer) and not StayAdjustment.objects.exists()
    assert marte.post(url_of(village.ella) + W50, form | {"day_0": "time_off"}).status_code == 303, "as they were drawn"


def test_nor_are_they_of_a_span(as_, village, plan):
    marte, target = as_(village.marte), f"{village.ella.pk}:{village.fjellheim.pk}"
    said = marte.form("/home/time-off/") | {"targets": [target], "first_day": MONDAY.isoformat(), "kind": "time_off"}
    answer = marte.post("/home/time-off/", said | {"from_time": "8", "to_time": "16"})
    assert answer.status_code == 422 and "Velg «Andre tider»" in text_of(answer) and not StayAdjustment.objects.exists()


def test_nor_of_an_absence(as_, village):
    marte = as_(village.marte)
    said = marte.form("/home/absence/") | {"children": [str(village.ella.pk)], "from_time": "9", "to_time": "11"}
    answer = marte.post("/home/absence/", said)
    assert answer.status_code == 422 and "Velg «Deler av dagen»" in text_of(answer)
