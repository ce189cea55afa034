"""Two guardians at once: a plan that begins to count while a page lies open is seen before it is set aside."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.day import Stay, StayKind, marked
from ransel.attendance.tests.stays import MONDAY, SHORT, Fields, approve, at_once, send, set_hours, stay, week
from ransel.attendance.tests.test_week_pages import W50, fields, text_of, url_of
from ransel.core import clock

SPAN = "/home/time-off/"


@pytest.fixture
def plan(village):
    set_hours(village, village.fjellheim)
    at_once(village, village.fjellheim)
    return send(village.marte, village.ella, village.fjellheim)


def test_the_other_guardians_plan_is_told_and_what_was_typed_may_be_sent_again(as_, village, plan):
    marte, url = as_(village.marte), url_of(village.ella) + W50
    mine = fields(marte, village.ella)
    send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1)
    answer = marte.post(url, mine | {"day_0": "time_off"})
    assert answer.status_code == 422 and "Henrik Aasen" in text_of(answer) and "09:00" in text_of(answer)
    assert not StayAdjustment.objects.exists()
    page = BeautifulSoup(answer.text, "html.parser")
    again = {one["name"]: one.get("value", "") for one in page.select("input[name]")}
    assert marte.post(url, Fields(dict(mine) | again) | {"day_0": "time_off"}).status_code == 303
    assert stay(village.ella, MONDAY).kind is StayKind.OFF


def test_nobody_is_told_of_a_plan_of_their_own(as_, village, plan):
    marte, url = as_(village.marte), url_of(village.ella) + W50
    mine = fields(marte, village.ella)
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(SHORT), known=1))
    assert marte.post(url, mine | {"day_0": "time_off"}).status_code == 303


def test_a_span_of_days_off_is_asked_for_as_the_days_were_when_it_was_drawn(as_, village, plan):
    marte, target = as_(village.marte), f"{village.ella.pk}:{village.fjellheim.pk}"
    said = marte.form(SPAN) | {"targets": [target], "first_day": MONDAY.isoformat(), "kind": "time_off"}
    with clock.moved_to(clock.now() + timedelta(minutes=2), still=True):
        send(village.henrik, village.ella, village.fjellheim, week(SHORT), known=1)
        answer = marte.post(SPAN, said)
        assert "Henrik Aasen" in text_of(answer) and not StayAdjustment.objects.exists()
        again = {one["name"]: one["value"] for one in BeautifulSoup(answer.text, "html.parser").select("[name=drawn]")}
        assert marte.post(SPAN, said | again).status_code == 303
    assert stay(village.ella, MONDAY).kind is StayKind.OFF


@pytest.mark.parametrize("odd", ["", ".", "x", "1", "1.x", "-1.", "99999999999999."])
def test_a_mark_that_is_none_is_that_of_a_day_nobody_has_seen(odd):
    number, seen = marked(odd)
    assert seen is None and number <= 2**31 and isinstance(number, int)


def test_a_mark_reads_as_it_was_written(plan):
    told = Stay(StayKind.TIMES, SHORT, plan=plan.pk, number=3)
    assert marked(told.mark) == (3, plan.pk)
