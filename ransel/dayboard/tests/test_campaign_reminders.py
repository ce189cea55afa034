"""Holiday campaigns: whom they are told to, and of whom nothing is asked that they can not say."""

from datetime import date, datetime, time

import pytest

from ransel.attendance import tasks
from ransel.attendance.actions.campaigns import begin_campaign, end_campaign, remind_of_campaign
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.actions.stay_reminders import remind
from ransel.attendance.models import HolidayDay, StayAdjustment
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.tests.stays import MONDAY, approve, send, stay, week
from ransel.core.models import Announcement
from ransel.core.writing import Refused
from ransel.dayboard.tests.test_campaigns import BINDING, DATES, FIRST, LAST, OFF, OSLO, SECOND, at, campaign, reply
from ransel.identity.actor import Actor
from ransel.people.models import Post, Role
from ransel.units.models import Function

__all__ = ["campaign"]


def test_families_are_told_on_the_day_it_opens_and_once(village):
    later = DATES | {"opens_on": date(2026, 11, 30)}
    by = Actor(village.leader)
    begin_campaign(by=by, unit=village.fjellheim, groups=[village.bikuben], title="Jul", **later)
    told = Announcement.objects.filter(what="holiday.opened")
    tasks.open_campaigns.func()
    assert not told.exists()
    with at(datetime(2026, 11, 30, 5, tzinfo=OSLO)):
        tasks.open_campaigns.func()
        tasks.open_campaigns.func()
    assert told.count() == 2, "Ella's and Leon's"


def test_reminders_go_to_those_missing_and_once_a_day(village, campaign):
    with at(BINDING):
        reply(village.marte, campaign, village.ella, {day: OFF for day in (FIRST, SECOND, LAST)})
        remind_of_campaign(by=Actor(village.siri), campaign=campaign)
        reminded = Announcement.objects.filter(what="holiday.missing").values_list("about", flat=True)
        assert list(reminded) == [village.leon.reference]
        with pytest.raises(Refused):
            remind_of_campaign(by=Actor(village.leader), campaign=campaign)


def test_a_group_that_was_reminded_keeps_no_other_from_its_reminder(village, campaign):
    campaign.groups.add(village.maurtua)
    with at(BINDING):
        (ours,) = remind_of_campaign(by=Actor(village.siri), campaign=campaign, groups=[village.bikuben.pk])
        (theirs,) = remind_of_campaign(by=Actor(village.leader), campaign=campaign)
    assert (ours.group, theirs.group) == (village.bikuben, village.maurtua)
    reminded = Announcement.objects.filter(what="holiday.missing").values_list("about", flat=True)
    families = [getattr(village, name).reference for name in ("ella", "leon", "jonas")]
    assert sorted(reminded) == sorted(families), "each family once"


def test_one_that_can_not_be_opened_keeps_no_other_from_it(village, monkeypatch):
    later = DATES | {"opens_on": date(2026, 11, 30)}
    by = Actor(village.leader)
    first, second = (
        begin_campaign(by=by, unit=village.fjellheim, groups=[group], title="Jul", **later)
        for group in (village.bikuben, village.maurtua)
    )
    tell = tasks.tell_families

    def fails_of_the_first(*, by, campaign):
        if campaign.pk == first.pk:
            raise LookupError("no families")
        return tell(by=by, campaign=campaign)

    monkeypatch.setattr(tasks, "tell_families", fails_of_the_first)
    with at(datetime(2026, 11, 30, 5, tzinfo=OSLO)), pytest.raises(ExceptionGroup):
        tasks.open_campaigns.func()
    second.refresh_from_db()
    assert second.told_at and Announcement.objects.filter(what="holiday.opened").exists()


def test_families_who_can_not_say_it_are_not_asked(village, campaign):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.STAY).update(guardians=Function.Use.READ)
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES}
    with pytest.raises(Refused) as no:
        begin_campaign(by=Actor(village.leader), **told)
    assert "Fjellheim" in no.value.reason
    with at(BINDING), pytest.raises(Refused):
        remind_of_campaign(by=Actor(village.siri), campaign=campaign)
    with pytest.raises(Refused):
        remind(by=Actor(village.siri), group=village.bikuben, monday=MONDAY)
    assert not Announcement.objects.filter(what__in=("holiday.missing", "stay_plan.missing")).exists()


def test_a_day_with_two_times_keeps_both_where_a_holiday_asks_for_times(as_, village):
    twice = ((time(7, 30), time(9)), (time(12), time(15)))
    approve(village.siri, send(village.marte, village.ella, village.fjellheim, week(twice)))
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES}
    campaign = begin_campaign(by=Actor(village.leader), asks_times=True, **told)
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with at(BINDING):
        form = marte.form(url)
        assert not [name for name in form if name.startswith("from_")] and "07:30" in marte.get(url).text
        days = {name: "comes" for name in form if name.startswith("was_")}
        answer = marte.post(url, form | {name.replace("was_", "day_"): said for name, said in days.items()})
    assert answer.status_code == 303 and HolidayDay.objects.filter(comes=True).count() == 3
    assert stay(village.ella, FIRST).hours == twice


def test_times_round_school_are_asked_for_anew_in_a_holiday(as_, village):
    twice = ((time(7, 30), time(8, 30)), (time(13), time(15)))
    approve(village.sfo, send(village.marte, village.sunniva, village.nordvik_sfo, week(twice)))
    leader = Post.objects.filter(unit=village.nordvik_sfo, role=Role.LEADER).first()
    by = Actor(leader.person if leader else village.municipality)
    told = {"unit": village.nordvik_sfo, "groups": [village.sfo_3], "title": "Jul", **DATES}
    campaign = begin_campaign(by=by, asks_times=True, **told)
    marte, url = as_(village.marte), f"/home/campaigns/{campaign.pk}/"
    with at(BINDING):
        form = marte.form(url)
        key = min(name for name in form if name.startswith("from_")).removeprefix("from_")
        assert form[f"from_{key}"] == "" and "07:30" in marte.get(url).text, "what counts is beside it"
        said = {f"day_{key}": "comes", f"from_{key}": "9", f"to_{key}": "14"}
        assert marte.post(url, form | said).status_code == 303
        assert stay(village.sunniva, FIRST).hours == ((time(9), time(14)),)
        as_plan = Wish(StayAdjustment.Kind.AS_PLAN, known=1)
        change_days(by=Actor(village.marte), asked={(village.sunniva.pk, village.nordvik_sfo.pk, FIRST): as_plan})
        form = marte.form(url)
        other = max(name for name in form if name.startswith("was_")).removeprefix("was_")
        assert marte.post(url, form | {f"day_{other}": "off"}).status_code == 303, "the first day was not touched"


def test_where_families_can_not_answer_no_button_says_they_are_asked(as_, village, campaign):
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.STAY).update(guardians=Function.Use.READ)
    with at(BINDING):
        for url in (f"/work/campaigns/{campaign.pk}/", f"/work/groups/{village.bikuben.pk}/week/"):
            assert "Minn familie" not in as_(village.siri).get(url).text
        page = as_(village.leader).get(f"/office/units/{village.fjellheim.pk}/holidays/").text
    assert "/holidays/new/" not in page and "blir ikke spurt" in page


def test_what_is_ended_is_not_asked_to_be_ended_again(as_, village, campaign):
    end_campaign(by=Actor(village.leader), campaign=campaign)
    answer = as_(village.leader).get(f"/office/campaigns/{campaign.pk}/end/")
    assert answer.status_code == 303 and answer.url == f"/work/campaigns/{campaign.pk}/"


def test_where_an_address_is_protected_a_holiday_tells_nobody_what_another_planned(as_, village):
    approve(village.siri, send(village.henrik, village.ella, village.fjellheim))
    village.henrik.protection = 2
    village.henrik.save()
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Jul", **DATES}
    campaign = begin_campaign(by=Actor(village.leader), **told)
    page = f"/home/campaigns/{campaign.pk}/"
    assert "08:00" not in as_(village.marte).get(page).text and "08:00" in as_(village.henrik).get(page).text
