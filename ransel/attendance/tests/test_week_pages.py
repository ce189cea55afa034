"""The guardian's pages: a week filled in, a plan for two children, some days off in one act."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from ransel.access.actions import opening
from ransel.attendance.models import StayAdjustment, StayPlan
from ransel.attendance.tests.stays import LONG, MONDAY, SHORT, Fields, approve, at_once, send, set_hours, week
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.units.models import Function
from tests.pages import error_of

OSLO = ZoneInfo("Europe/Oslo")
W50 = "?week=2026-W50"


@pytest.fixture
def plan(village):
    set_hours(village, village.fjellheim)
    return approve(village.siri, send(village.marte, village.ella, village.fjellheim))


def url_of(child):
    return f"/home/children/{child.pk}/week/"


def fields(client, child, week=W50):
    return Fields(client.form(url_of(child) + week, url_of(child) + week))


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


def test_a_week_shows_what_the_plan_says_and_saves_what_is_changed(as_, village, plan):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    assert [form[f"{name}_0"] for name in ("day", "from", "to")] == ["times", "08:00", "16:00"]
    answer = marte.post(url_of(village.ella) + W50, form | {"from_1": "9", "to_1": "14", "day_3": "time_off"})
    assert answer.status_code == 303 and "saved=1" in answer.headers["Location"]
    assert sorted(StayAdjustment.objects.values_list("day", "kind")) == [
        (date(2026, 12, 8), "times"),
        (date(2026, 12, 10), "time_off"),
    ]


def test_sent_as_it_was_drawn_it_changes_nothing_also_if_another_changed_it_meanwhile(as_, village, plan):
    marte, henrik = as_(village.marte), as_(village.henrik)
    mine, theirs = fields(marte, village.ella), fields(henrik, village.ella)
    henrik.post(url_of(village.ella) + W50, theirs | {"day_0": "time_off"})
    assert marte.post(url_of(village.ella) + W50, mine | {"day_1": "present"}).status_code == 303
    assert StayAdjustment.objects.count() == 2


def test_of_two_at_once_the_second_sees_both_and_may_send_again(as_, village, plan):
    marte, henrik = as_(village.marte), as_(village.henrik)
    mine, theirs = fields(marte, village.ella), fields(henrik, village.ella)
    henrik.post(url_of(village.ella) + W50, theirs | {"from_0": "9", "to_0": "12"})
    answer = marte.post(url_of(village.ella) + W50, mine | {"day_0": "time_off"})
    assert answer.status_code == 422 and "Henrik Aasen" in text_of(answer) and "09:00" in text_of(answer)
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one(f"#id_{mine.name('day_0')} option[selected]")["value"] == "time_off", "what was typed stands"
    again = {one["name"]: one.get("value", "") for one in page.select("input[name]")}
    answer = marte.post(url_of(village.ella) + W50, Fields(dict(mine) | again) | {"day_0": "time_off"})
    assert answer.status_code == 303 and StayAdjustment.objects.order_by("number").last().kind == "time_off"


def test_some_days_saved_and_some_not_is_said_of_each(as_, village, plan):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    sent = form | {"from_0": "9", "to_0": "14", "from_1": "6", "to_1": "14"}
    answer = marte.post(url_of(village.ella) + W50, sent)
    assert answer.status_code == 200
    assert "1 dag er lagret" in text_of(answer) or "1 day is saved" in text_of(answer)
    assert "07:15" in error_of(answer, form.name("day_1")) and error_of(answer, form.name("day_0")) is None
    assert StayAdjustment.objects.count() == 1
    again = marte.post(url_of(village.ella) + W50, sent)
    assert again.status_code == 303, "sent twice, it is done once"
    assert StayAdjustment.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"from_0": "25"}, "day_0"),
        ({"from_0": ""}, "day_0"),
        ({"from_0": "", "to_0": ""}, "day_0"),
        ({"to_0": "0"}, "day_0"),
        ({"day_0": "fly"}, "day_0"),
    ],
)
def test_what_can_not_be_read_is_said_at_the_day_and_nothing_is_saved(as_, village, plan, said, field):
    marte = as_(village.marte)
    form = fields(marte, village.ella)
    answer = marte.post(url_of(village.ella) + W50, form | said)
    assert answer.status_code == 422 and error_of(answer, form.name(field)) and not StayAdjustment.objects.exists()


@pytest.mark.parametrize("asked", ["?week=2026-W60", "?week=x", "?week=9999-W01", "?week=2026-W", "?week="])
def test_a_week_that_is_none_is_this_week(as_, village, plan, asked):
    assert "48" in BeautifulSoup(as_(village.marte).get(url_of(village.ella) + asked).text, "html.parser").h1.text


def test_a_day_that_is_anothers_is_shown_and_can_not_be_filled_in(as_, village, plan):
    village.henrik.protection = 1
    village.henrik.save()
    page = as_(village.henrik).get(url_of(village.ella) + W50)
    assert "08:00" not in text_of(page), "what Marte planned is not told"
    assert BeautifulSoup(page.text, "html.parser").select("select") == []


def test_where_guardians_only_read_there_is_nothing_to_fill_in(as_, village, plan):
    Function.objects.filter(name="stay", unit=village.fjellheim).update(guardians=1)
    page = as_(village.marte).get(url_of(village.ella) + W50)
    assert "08:00" in text_of(page) and not BeautifulSoup(page.text, "html.parser").select("select")


def test_the_lock_is_said_with_the_hours_that_are_left(as_, village, plan):
    with clock.moved_to(datetime(2026, 11, 30, 9, tzinfo=OSLO), still=True):
        said = text_of(as_(village.marte).get(url_of(village.ella) + W50))
    assert "18:00" in said and ("om 9 timer" in said or "in 9 hours" in said)


def test_a_plan_for_two_children_is_filled_in_once(as_, village):
    at_once(village, village.fjellheim)
    marte = as_(village.marte)
    url = "/home/stay-plans/new/"
    form = marte.form(url)
    targets = [f"{village.ella.pk}:{village.fjellheim.pk}", f"{village.sunniva.pk}:{village.nordvik_sfo.pk}"]
    days = {f"{name}_1_{day}": said for day in range(1, 6) for name, said in (("from", "8"), ("to", "15.30"))}
    answer = marte.post(url, form | days | {"targets": targets, "starts": MONDAY.isoformat()})
    assert answer.status_code == 303 and answer.headers["Location"] == "/home/stay-plans/"
    assert sorted(StayPlan.objects.values_list("unit__name", flat=True)) == ["Fjellheim barnehage", "Nordvik SFO"]
    page = text_of(marte.get("/home/stay-plans/"))
    assert "Ella" in page and "Sunniva" in page


def test_a_plan_of_two_weeks_is_asked_for_week_by_week_and_refused_by_the_day(as_, village):
    set_hours(village, village.fjellheim)
    marte, url = as_(village.marte), "/home/stay-plans/new/"
    form = marte.form(f"{url}?weeks=2", url)
    assert form["weeks"] == "2" and "day_2_5" in form
    days = {
        f"{name}_{w}_{d}": said for w in (1, 2) for d in range(1, 6) for name, said in (("from", "8"), ("to", "15"))
    }
    sent = form | days | {"targets": [f"{village.ella.pk}:{village.fjellheim.pk}"], "starts": MONDAY.isoformat()}
    answer = marte.post(url, sent | {"to_2_4": "17"})
    assert answer.status_code == 422 and "16:30" in error_of(answer, "day_2_4")
    assert 'value="17"' in answer.text, "what was typed stands"
    assert marte.post(url, sent).status_code == 303


def test_a_plan_nobody_had_seen_when_this_one_was_drawn_is_shown_first(as_, village):
    marte, url = as_(village.marte), "/home/stay-plans/new/"
    form = marte.form(url)
    send(village.henrik, village.ella, village.fjellheim)
    days = {f"{name}_1_{day}": said for day in range(1, 6) for name, said in (("from", "8"), ("to", "15"))}
    sent = form | days | {"targets": [f"{village.ella.pk}:{village.fjellheim.pk}"], "starts": MONDAY.isoformat()}
    answer = marte.post(url, sent)
    assert answer.status_code == 422 and "Henrik Aasen" in error_of(answer, "targets")


def test_a_new_plan_begins_as_the_one_that_counts_or_as_an_earlier_one(as_, village, plan):
    marte, url = as_(village.marte), "/home/stay-plans/new/"
    assert marte.form(f"{url}?like={plan.pk}", url)["from_1_3"] == "08:00"
    theirs = send(village.amina, village.leon, village.fjellheim, week(SHORT))
    assert marte.form(f"{url}?like={theirs.pk}", url)["from_1_3"] == "", "another family's is no plan to begin from"


def test_the_page_of_a_plan_says_what_it_says_and_takes_it_back(as_, village):
    plan = send(village.marte, village.ella, village.fjellheim, {(1, 1): LONG, (1, 2): None})
    marte, url = as_(village.marte), f"/home/stay-plans/{plan.pk}/"
    assert "08:00\N{EN DASH}16:00" in text_of(marte.get(url))
    assert marte.post(f"{url}withdrawal/", marte.form(url, f"{url}withdrawal/")).status_code == 303
    form = as_(village.marte).get(url)
    assert f"{url}withdrawal/" not in form.text


def test_some_days_off_for_two_children_in_one_act(as_, village, plan):
    by = Actor(village.municipality, Strength.STRONG)
    days = {"first_day": date(2026, 12, 9), "last_day": date(2026, 12, 9), "after_school": True, "note": "Stengt"}
    opening.close_days_everywhere(by=by, municipality=village.fjordvik, **days)
    marte, url = as_(village.marte), "/home/time-off/"
    targets = [f"{village.ella.pk}:{village.fjellheim.pk}", f"{village.sunniva.pk}:{village.nordvik_sfo.pk}"]
    span = {"first_day": "2026-12-07", "last_day": "2026-12-13", "kind": "time_off"}
    assert marte.post(url, marte.form(url) | span | {"targets": targets}).status_code == 303
    assert StayAdjustment.objects.filter(child=village.ella).count() == 5, "Saturday and Sunday are passed over"
    assert StayAdjustment.objects.filter(child=village.sunniva).count() == 4, "and so is a day that is closed"


def test_a_span_says_of_each_day_what_was_not_saved(as_, village, plan):
    noon = {"opens": time(8), "closes": time(12), "note": "Tidlig stengt"}
    opening.open_day(by=Actor(village.leader, Strength.STRONG), unit=village.fjellheim, day=MONDAY, **noon)
    marte, url = as_(village.marte), "/home/time-off/"
    targets = [f"{village.ella.pk}:{village.fjellheim.pk}"]
    said = {"first_day": "2026-12-07", "last_day": "2026-12-08", "kind": "times", "from_time": "9", "to_time": "15"}
    answer = marte.post(url, marte.form(url) | said | {"targets": targets})
    assert answer.status_code == 200 and "12:00" in text_of(answer)
    assert [one.day for one in StayAdjustment.objects.all()] == [date(2026, 12, 8)]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"first_day": "2026-11-23"}, "first_day"),
        ({"first_day": "2026-12-08", "last_day": "2026-12-07"}, "last_day"),
        ({"first_day": "2026-12-08", "last_day": "2028-12-07"}, "last_day"),
        ({"first_day": "2026-12-12"}, "first_day"),
        ({"first_day": ""}, "first_day"),
        ({"first_day": "2026-12-08", "kind": "times"}, "from_time"),
        ({"first_day": "2026-12-08", "targets": []}, "targets"),
    ],
)
def test_a_span_that_can_not_be_is_refused_beside_its_field(as_, village, plan, said, field):
    marte, url = as_(village.marte), "/home/time-off/"
    targets = [f"{village.ella.pk}:{village.fjellheim.pk}"]
    answer = marte.post(url, marte.form(url) | {"targets": targets, "kind": "time_off"} | said)
    assert answer.status_code == 422 and error_of(answer, field) and not StayAdjustment.objects.exists()


def test_today_shows_the_times_and_the_week_that_is_missing(as_, village):
    set_hours(village, village.fjellheim)
    said = text_of(as_(village.marte).get("/home/"))
    assert "uke 50" in said or "week 50" in said
    approve(village.leader, send(village.marte, village.ella, village.fjellheim, starts=clock.today()))
    assert "08:00\N{EN DASH}16:00" in text_of(as_(village.henrik).get("/home/"))


def test_who_has_no_child_with_a_place_is_told_so(as_, village):
    for url in ("/home/stay-plans/", "/home/stay-plans/new/", "/home/time-off/"):
        assert as_(village.stranger).get(url).status_code == 200
