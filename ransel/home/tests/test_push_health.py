"""A device that falls silent is noticed, and its owner told once; and the office sees whom nothing would reach."""

from datetime import timedelta

import pytest
from django.core import mail

from ransel.core import clock
from ransel.core.jobs import worker
from ransel.home.tests.pushing import device_of
from ransel.notifications.actions.health import warn_of_silence
from ransel.notifications.models import Channel, ContactPoint, PushDevice, Wish

HERE = "http://127.0.0.1:9"


def reached(person, channel=Channel.EMAIL):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=person, channel=channel, address=f"{person.pk}@example.no", **now)


def ago(**some):
    return clock.now() - timedelta(**some)


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({}, False),
        ({"failed_at": {"days": 3}}, True),
        ({"failed_at": {"days": 2, "hours": 23}}, False),
        ({"unheard_since": {"days": 14}}, True),
        ({"unheard_since": {"days": 13, "hours": 23}}, False),
        ({"failed_at": {"days": 3}, "ended_at": {"hours": 1}}, False),
        ({"arrived_at": {"days": 90}}, False),
    ],
)
def test_a_device_is_silent_after_three_days_of_failures_or_two_weeks_unheard(village, said, warned):
    reached(village.marte)
    device_of(village.marte, HERE, **{name: ago(**some) for name, some in said.items()})
    assert warn_of_silence() == warned
    worker.run_due()
    assert len(mail.outbox) == warned and bool(PushDevice.objects.get().warned_at) == warned


def test_one_is_told_once_and_of_several_devices_together(village):
    reached(village.marte)
    for _ in range(2):
        device_of(village.marte, HERE, failed_at=ago(days=4))
    assert [warn_of_silence(), warn_of_silence()] == [2, 0]
    worker.run_due()
    (told,) = mail.outbox
    assert "Marte" not in told.body and "127.0.0.1" not in told.body


def nobody_for(as_, village):
    return as_(village.leader).get(f"/office/units/{village.fjellheim.pk}/unreachable/").text


def section(text, name):
    return text.split(f'id="{name}"')[1].split("</section>")[0] if f'id="{name}"' in text else ""


def test_the_office_sees_whom_nothing_would_reach_by_child_and_without_addresses(as_, village):
    assert "Ella" in section(nobody_for(as_, village), "nobody")
    reached(village.henrik)
    text = nobody_for(as_, village)
    assert "Ella" in section(text, "some") and "Marte" in section(text, "some")
    assert "Ella" not in section(text, "nobody") and "example.no" not in text
    device_of(village.marte, HERE)
    assert "Ella" not in nobody_for(as_, village)


@pytest.mark.parametrize("why", ["silent", "ended", "off", "email off", "no texts"])
def test_what_would_not_be_used_does_not_count(as_, village, why, settings):
    if why in ("silent", "ended", "off"):
        said = {"silent": {"failed_at": ago(days=4)}, "ended": {"ended_at": clock.now()}, "off": {}}[why]
        device_of(village.marte, HERE, **said)
        Wish.objects.create(person=village.marte, channel=Channel.PUSH, how="off" if why == "off" else "at_once")
    elif why == "email off":
        reached(village.marte)
        Wish.objects.create(person=village.marte, channel=Channel.EMAIL, how="off")
    else:
        reached(village.marte, Channel.PHONE)
        settings.SMS_SENDER = ""
    assert "Ella" in section(nobody_for(as_, village), "nobody")


def test_the_desk_says_for_how_many_children_nobody_can_be_reached(as_, village):
    leader = as_(village.leader)
    page = leader.get("/office/").text
    count = len(section(nobody_for(as_, village), "nobody").split("<li>")) - 1
    assert f"Ingen kan nås for {count} barn" in page
    reached(village.henrik)
    assert f"Ingen kan nås for {count - 1} barn" in leader.get("/office/").text


def test_the_page_takes_the_same_statements_however_many_there_are(as_, village, django_assert_max_num_queries):
    leader, url = as_(village.leader), f"/office/units/{village.fjellheim.pk}/unreachable/"
    with django_assert_max_num_queries(7):
        leader.get(url)
