"""A push service that says when to come again is heard: for one device, or for all that goes there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.http import http_date

from ransel.core import clock
from ransel.home.tests.pushing import all_sent, device_of, push_service
from ransel.notifications import lanes as the_lanes
from ransel.notifications import push
from ransel.notifications.actions import planning, results, sending
from ransel.notifications.models import Delivery, Notice, PushService
from ransel.notifications.rest import LONGEST_REST


@pytest.fixture(autouse=True)
def own_lanes(monkeypatch):
    monkeypatch.setattr(sending, "lanes", the_lanes.Lanes())


@pytest.fixture
def service():
    with push_service(503) as one:
        yield one


def told(person, child):
    of = {"receiver": person, "child": child, "kind": "absence.reported", "at": clock.now()}
    planning._deliver(Notice.objects.bulk_create([Notice(announcement=uuid4(), **of)]))


def later(**some):
    return clock.moved_to(clock.now() + timedelta(**some), still=True)


def test_a_service_that_is_not_available_is_asked_nothing_until_it_said(village, service):
    for _ in range(20):
        device_of(village.marte, service.address)
    service.retry_after = "600"
    told(village.marte, village.ella)
    all_sent()
    asked = len(service.heard)
    assert asked < 20, "what was not asked yet when it said so, is not asked"
    rests = PushService.objects.get()
    assert rests.open_until == clock.now() + timedelta(minutes=10)
    service.answers = 201
    with later(minutes=9, seconds=59):
        all_sent()
        assert len(service.heard) == asked
    with later(minutes=10, seconds=1):
        all_sent()
    assert len({one.path for one in service.taken}) == len(service.taken) == 20
    assert PushService.objects.get().failures == 0


def test_that_one_device_is_told_too_much_holds_up_no_other(village, service):
    device, other = (device_of(village.marte, service.address) for _ in range(2))
    service.answers, service.retry_after = lambda path: 429 if path == device.path else 201, "600"
    told(village.marte, village.ella)
    all_sent()
    assert len(other.taken_from(service)) == 1 and len(service.heard) == 2
    assert Delivery.objects.get(push=device.row).due_at == clock.now() + timedelta(minutes=10)
    told(village.marte, village.sunniva)
    all_sent()
    assert len(other.taken_from(service)) == 2


def test_a_shorter_wait_than_ours_changes_nothing(village, service):
    device_of(village.marte, service.address)
    service.answers, service.retry_after = 429, "5"
    told(village.marte, village.ella)
    all_sent()
    assert Delivery.objects.get().due_at == clock.now() + timedelta(minutes=1)


@pytest.mark.parametrize("says", ["86400", http_date(4_000_000_000)])
def test_nobody_silences_us_for_longer_than_half_an_hour(village, service, says):
    device_of(village.marte, service.address)
    service.retry_after = says
    told(village.marte, village.ella)
    all_sent()
    assert PushService.objects.get().open_until == clock.now() + LONGEST_REST == Delivery.objects.get().due_at


def test_what_it_asks_while_it_rests_only_makes_it_rest_longer(village, service):
    device_of(village.marte, service.address)
    told(village.marte, village.ella)
    now, on_its_way = clock.now(), sending.Sending([Delivery.objects.select_related("push").get()])
    until = now + timedelta(minutes=20)
    PushService.objects.create(host=on_its_way.lane, failures=5, open_until=until)
    for minutes, rests in ((10, until), (25, now + timedelta(minutes=25))):
        heard = push.Heard(push.Answer.LATER, timedelta(minutes=minutes), rests=True)
        results.finish([(on_its_way, heard)], sending.services(), now)
        assert PushService.objects.get().open_until == rests
