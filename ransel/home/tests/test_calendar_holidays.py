"""Deadlines of holidays in the guardian's calendar."""

from datetime import date

import pytest

from ransel.attendance.actions.campaigns import begin_campaign
from ransel.core import clock
from ransel.home.tests.feeds import events, subscribe
from ransel.home.tests.test_calendar import month
from ransel.identity.actor import Actor
from ransel.units.models import Function

pytestmark = pytest.mark.usefixtures("english")


def ask_about_christmas(village):
    days = {"first_day": date(2026, 12, 28), "last_day": date(2026, 12, 30), "opens_on": clock.today()}
    until = {"provisional_until": date(2026, 12, 4), "binding_until": date(2026, 12, 11)}
    told = {"unit": village.fjellheim, "groups": [village.bikuben], "title": "Romjula", **days, **until}
    return begin_campaign(by=Actor(village.leader), **told)


def test_a_holiday_that_is_asked_about_stands_on_its_next_deadline_for_those_it_concerns(village):
    campaign = ask_about_christmas(village)
    found = {one.day: one for one in month(village.marte).deadlines}
    one = found[date(2026, 12, 4)]
    assert one.words == "Ella: answer about Romjula" and one.ways[0][1] == f"/home/campaigns/{campaign.pk}/"
    assert not [one for one in month(village.foster).deadlines if "Romjula" in one.words], "Maurtua is not asked"


def test_where_families_only_read_nothing_has_a_deadline_for_them(client, village):
    ask_about_christmas(village)
    address = subscribe(village.amina)
    assert month(village.amina).deadlines and "Deadline" in {title for _day, title in events(client, address)}
    Function.objects.filter(unit=village.fjellheim, name=Function.Name.STAY).update(guardians=Function.Use.READ)
    assert month(village.amina).deadlines == []
    assert "Deadline" not in {title for _day, title in events(client, address)}
