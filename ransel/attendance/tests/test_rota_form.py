"""The form of a rota: more weeks or fewer, and nothing that was typed is lost; from when it may begin."""

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.models import StayPlan
from ransel.attendance.tests.stays import approve, send, set_hours
from ransel.attendance.tests.test_week_pages import text_of
from ransel.core import clock

PLAN = "/home/stay-plans/new/"


@pytest.fixture
def typed(as_, village):
    set_hours(village, village.fjellheim)
    form = as_(village.marte).form(PLAN)
    target = f"{village.ella.pk}:{village.fjellheim.pk}"
    return form | {"targets": [target], "from_1_1": "8", "to_1_1": "15", "day_1_2": "time_off", "ends": "2027-02-01"}


def fields(answer):
    page = BeautifulSoup(answer.text, "html.parser")
    found = {one["name"]: one.get("value", "") for one in page.select("input[name]:not([type=checkbox])")}
    found |= {one["name"]: one["value"] for one in page.select("input[type=checkbox]:checked")}
    chosen = {one["name"]: one.select("option[selected]") for one in page.select("select[name]")}
    return found | {name: some[0]["value"] for name, some in chosen.items() if some}


def test_more_weeks_begin_as_those_that_were_typed_and_nothing_is_lost_or_sent(as_, village, typed):
    answer = as_(village.marte).post(PLAN, typed | {"redraw": "2"})
    said = fields(answer)
    assert answer.status_code == 200 and not StayPlan.objects.exists()
    assert [said[f"{name}_{week}_1"] for week in (1, 2) for name in ("from", "to")] == ["8", "15", "8", "15"]
    assert said["day_2_2"] == "time_off" and said["weeks"] == "2"
    assert (said["targets"], said["ends"]) == (typed["targets"][0], "2027-02-01")


def test_what_was_drawn_anew_is_sent_as_any_other(as_, village, typed):
    marte = as_(village.marte)
    answer = marte.post(PLAN, typed | {"redraw": "3"})
    again = marte.post(PLAN, fields(answer) | {f"day_{w}_{d}": "time_off" for w in (1, 2, 3) for d in (3, 4, 5)})
    assert again.status_code == 303 and StayPlan.objects.get().weeks == 3


def test_a_plan_of_the_other_guardian_is_told_also_after_it_was_drawn_otherwise(as_, village, typed):
    marte = as_(village.marte)
    send(village.henrik, village.ella, village.fjellheim)
    said = fields(marte.post(PLAN, typed | {"redraw": "2"}))
    said |= {f"day_{week}_{day}": "time_off" for week in (1, 2) for day in (3, 4, 5)}
    assert marte.post(PLAN, said).status_code == 422 and StayPlan.objects.count() == 1


def test_weeks_that_were_put_away_are_there_again_as_they_were_typed(as_, village, typed):
    marte = as_(village.marte)
    three = fields(marte.post(PLAN, typed | {"redraw": "3"})) | {"from_3_1": "9", "day_3_2": "present"}
    one = fields(marte.post(PLAN, three | {"redraw": "1"}))
    assert one["weeks"] == "1" and one["from_1_1"] == "8"
    again = fields(marte.post(PLAN, one | {"from_1_1": "7", "redraw": "4"}))
    assert [again[f"from_{week}_1"] for week in range(1, 5)] == ["7", "8", "9", "7"] and again["day_3_2"] == "present"
    off = {f"day_1_{day}": "time_off" for day in (3, 4, 5)}
    assert marte.post(PLAN, one | off).status_code == 303 and StayPlan.objects.get().weeks == 1


@pytest.mark.parametrize("odd", ["", "0", "9", "x", "-1", "²"])
def test_so_many_weeks_that_can_not_be_are_as_many_as_there_were(as_, village, typed, odd):
    marte = as_(village.marte)
    three = fields(marte.post(PLAN, typed | {"redraw": "3"}))
    answer = marte.post(PLAN, three | {"redraw": odd, "from_1_1": "<b>"})
    assert answer.status_code == 200 and "<b>" not in answer.text and not StayPlan.objects.exists()
    assert fields(answer)["weeks"] == "3"


def begins_at(client):
    """(the choices of when it begins, what is said of weeks that are locked)"""
    page = BeautifulSoup(client.get(PLAN).text, "html.parser")
    hint = [one.text for one in page.select(".r-hint") if "låst" in one.text]
    return [one.text for one in page.select("[name=starts] option")], " ".join(hint)


def test_today_is_said_not_to_be_for_who_has_a_plan_already(as_, village):
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, starts=clock.today()))
    choices, locked = begins_at(as_(village.marte))
    assert "ikke for Ella" in choices[0], "Sunniva has none, and may begin today"
    assert "Uke 48 og 49 er låst" in locked


@pytest.mark.parametrize("counts", ["later", "before", "not yet"])
def test_a_plan_that_does_not_count_today_locks_no_week(as_, village, counts):
    if counts == "later":
        approve(village.siri, send(village.marte, village.ella, village.fjellheim))
    else:
        plan = send(village.marte, village.ella, village.fjellheim, starts=clock.today())
        if counts == "before":
            StayPlan.objects.update(starts=clock.today() - 9 * clock.DAY, ends=clock.today() - clock.DAY)
            approve(village.siri, plan)
    choices, locked = begins_at(as_(village.henrik))
    assert choices[0].startswith("I dag") and "ikke for" not in choices[0] and not locked


def test_a_plan_of_the_other_guardian_is_told_also_after_something_else_was_put_right(as_, village, typed):
    marte = as_(village.marte)
    send(village.henrik, village.ella, village.fjellheim)
    wrong = {f"day_1_{day}": "time_off" for day in (3, 4, 5)} | {"to_1_1": "x"}
    said = fields(marte.post(PLAN, typed | wrong)) | wrong | {"day_1_2": "time_off", "to_1_1": "15", "day_1_1": "times"}
    answer = marte.post(PLAN, said)
    assert answer.status_code == 422 and "Henrik Aasen sendte en plan" in text_of(answer)
    assert StayPlan.objects.count() == 1
    assert (
        marte.post(PLAN, said | {"seen_" + said["targets"]: fields(answer)["seen_" + said["targets"]]}).status_code
        == 303
    )
