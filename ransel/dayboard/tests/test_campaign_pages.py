"""The pages of a holiday campaign: asked by the leader, answered by the family, waiting on the first page."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup

from ransel.attendance.actions.campaigns import Said, answer_campaign, begin_campaign, end_campaign
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import HolidayDay, Stage, StayAdjustment
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import SHORT
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.dayboard.holiday.page import overview_of
from ransel.dayboard.tests.test_campaigns import BINDING, DATES, at
from ransel.identity.actor import Actor
from ransel.people.models import Enrolment


@pytest.fixture
def campaign(village):
    by = Actor(village.leader)
    return begin_campaign(by=by, unit=village.fjellheim, groups=[village.bikuben], title="Romjula", **DATES)


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


def test_the_page_answers_for_all_children_and_off_the_whole_time_is_one_tap(as_, village, campaign):
    Enrolment.objects.filter(child=village.sunniva, unit=village.nordvik_sfo).update(
        unit=village.fjellheim, group=village.bikuben
    )
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with at(BINDING):
        form = marte.form(url)
        assert marte.post(url, form | {"all_off": "1"}).status_code == 303
        assert HolidayDay.objects.filter(comes=False, stage=Stage.BINDING).count() == 6
        assert marte.post(url, form | {"all_off": "1"}).status_code == 303
        assert HolidayDay.objects.count() == 6, "sent twice, it is done once"
        assert "Romjula" not in text_of(marte.get("/home/"))


def test_what_waits_stands_on_the_first_page_with_its_deadline(as_, village, campaign):
    said = text_of(as_(village.marte).get("/home/"))
    assert "Romjula" in said and "4. desember" in said


def test_nothing_answered_is_said_and_what_was_typed_stands(as_, village):
    by = Actor(village.leader)
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES}
    campaign = begin_campaign(by=by, asks_times=True, **told)
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    form = marte.form(url)
    key = next(name for name in sorted(form) if name.startswith("from_")).removeprefix("from_")
    assert marte.post(url, form).status_code == 422
    answer = marte.post(url, form | {f"day_{key}": "comes", f"from_{key}": "8", f"to_{key}": "7"})
    assert answer.status_code == 422 and 'value="7"' in answer.text
    assert marte.post(url, form | {f"day_{key}": "comes", f"from_{key}": "8", f"to_{key}": "12"}).status_code == 303
    assert HolidayDay.objects.get().end == time(12)


def test_the_leader_asks_by_a_form_and_sees_what_is_wrong(as_, village):
    leader, url = as_(village.leader), f"/office/units/{village.fjellheim.pk}/holidays/new/"
    form = leader.form(url)
    days = {name: day.isoformat() for name, day in DATES.items()}
    sent = form | days | {"title": "Romjula", "groups": [str(village.bikuben.pk)]}
    assert leader.post(url, sent | {"binding_until": "2026-12-24"}).status_code == 422
    answer = leader.post(url, sent)
    assert answer.status_code == 303
    page = leader.get(answer.headers["Location"])
    assert "Romjula" in text_of(page) and "0 av 2" in text_of(page)
    assert "Romjula" in text_of(leader.get(f"/office/units/{village.fjellheim.pk}/holidays/"))
    assert "Romjula" in text_of(as_(village.leader).get("/work/"))


def test_a_day_is_asked_about_once(village, campaign):
    told = {"by": Actor(village.leader), "unit": village.fjellheim, "title": "Jul"} | DATES
    with pytest.raises(Refused) as no:
        begin_campaign(groups=[village.bikuben, village.maurtua], **told | {"first_day": DATES["last_day"]})
    assert "Romjula" in no.value.per_item["first_day"]
    assert begin_campaign(groups=[village.maurtua], **told), "other groups are not asked yet"
    end_campaign(by=Actor(village.leader), campaign=campaign)
    assert begin_campaign(groups=[village.bikuben], **told)


def test_days_before_and_after_what_is_asked_may_be_asked_about(village, campaign):
    told = {"by": Actor(village.leader), "unit": village.fjellheim, "title": "Jul", "groups": [village.bikuben]} | DATES
    day = clock.DAY
    assert begin_campaign(**told | {"first_day": DATES["last_day"] + day, "last_day": DATES["last_day"] + 3 * day})
    assert begin_campaign(**told | {"first_day": DATES["first_day"] - day, "last_day": DATES["first_day"] - day})


def test_before_a_question_is_ended_it_is_said_who_has_not_answered(as_, village, campaign):
    leader, url = as_(village.leader), f"/office/campaigns/{campaign.pk}/end/"
    assert "2 barn har dager uten svar" in text_of(leader.get(url))
    campaign.refresh_from_db()
    assert campaign.ended_at is None, "to look is not to end"
    assert leader.post(url, leader.form(url)).status_code == 303
    campaign.refresh_from_db()
    assert campaign.ended_by == village.leader


def test_a_day_changed_since_is_not_answered_back_by_a_form_that_is_sent_for_another(as_, village, campaign):
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with at(BINDING):
        marte.post(url, marte.form(url) | {"all_off": "1"})
        key = (village.ella.pk, village.fjellheim.pk, DATES["first_day"])
        form = marte.form(url)
        times = Wish(StayAdjustment.Kind.TIMES, SHORT, known=1)
        change_days(by=Actor(village.henrik), asked={key: times})
        name = sorted(one for one in form if one.startswith("day_"))[-1]
        assert marte.post(url, form | {name: "comes"}).status_code == 303
        assert stays_of([village.ella.pk], key[2], key[2])[key].hours == SHORT, "Henrik's times stand"
        drawn = marte.form(url)
        assert drawn[sorted(one for one in drawn if one.startswith("day_"))[0]] == ["comes"], "and are drawn"


def test_staff_of_one_group_see_the_children_of_their_own(as_, village):
    told = {"unit": village.fjellheim, "groups": [village.bikuben, village.maurtua], "title": "Jul", **DATES}
    campaign = begin_campaign(by=Actor(village.leader), **told)
    assert "Jonas" not in text_of(as_(village.siri).get(f"/work/campaigns/{campaign.pk}/"))
    assert "Jonas" in text_of(as_(village.leader).get(f"/work/campaigns/{campaign.pk}/"))


def test_off_the_whole_time_is_a_form_of_its_own_that_enter_does_not_send(as_, village, campaign):
    page = BeautifulSoup(as_(village.marte).get(f"/home/campaigns/{campaign.pk}/").text, "html.parser")
    form = page.select_one('[name="all_off"]').find_parent("form")
    assert not form.select("input[type=radio], input[type=text]")


def test_the_forecast_counts_a_day_as_it_was_changed_after_the_answer(village, campaign):
    child, day = village.ella, DATES["first_day"]
    eight_to_four, nine_to_two = (time(8), time(16)), (time(9), time(14))
    with at(BINDING):
        answers = {(child.pk, day): Said(True, (eight_to_four,))}
        answer_campaign(by=Actor(village.marte), campaign=campaign, answers=answers, known={})
        counted = overview_of(campaign)
        late = counted.halves.index(time(15))
        assert counted.days[0].halves[late][0] == 1
        known = stays_of([child.pk], day, day)[child.pk, village.fjellheim.pk, day].number
        asked = Wish(StayAdjustment.Kind.TIMES, (nine_to_two,), known)
        change_days(by=Actor(village.siri), asked={(child.pk, village.fjellheim.pk, day): asked})
        assert overview_of(campaign).days[0].halves[late][0] == 0


def test_a_holiday_that_was_ended_before_its_deadline_locks_no_day(village, campaign):
    child, day = village.ella, DATES["first_day"]
    with at(BINDING):
        answers = {(child.pk, day): Said(False)}
        answer_campaign(by=Actor(village.marte), campaign=campaign, answers=answers, known={})
        end_campaign(by=Actor(village.leader), campaign=campaign)
    with at(BINDING + timedelta(days=6)):
        asked = {(child.pk, village.fjellheim.pk, day): Wish(StayAdjustment.Kind.PRESENT, known=1)}
        assert change_days(by=Actor(village.marte), asked=asked) == {}


def test_a_holiday_that_is_put_away_after_its_deadline_keeps_the_days_as_they_were_answered(village, campaign):
    child, day = village.ella, DATES["first_day"]
    with at(BINDING):
        answers = {(child.pk, day): Said(False)}
        answer_campaign(by=Actor(village.marte), campaign=campaign, answers=answers, known={})
    with at(BINDING + timedelta(days=6)):
        end_campaign(by=Actor(village.leader), campaign=campaign)
        asked = {(child.pk, village.fjellheim.pk, day): Wish(StayAdjustment.Kind.PRESENT, known=1)}
        with pytest.raises(Refused) as no:
            change_days(by=Actor(village.marte), asked=asked)
        assert "Fristen er ute" in str(no.value.per_item)
