"""In a storm, what cannot wait goes first: when it is planned, when it is sent, and in the lane of its service."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from ransel.core import clock
from ransel.core.models import Announcement
from ransel.home.tests.pushing import all_sent, device_of, push_service
from ransel.notifications import lanes as the_lanes
from ransel.notifications.actions import planning, sending
from ransel.notifications.kinds import Kind, Subject, kinds
from ransel.notifications.models import Channel, ContactPoint, Delivery, Notice, PushDevice, PushService

ORDINARY, URGENT = "absence.reported", "unaccounted.asked"


@pytest.fixture(autouse=True)
def own_lanes(db, monkeypatch):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())
    monkeypatch.setattr(sending, "lanes", the_lanes.Lanes())


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def told(person, child, kind, *, ago=timedelta()):
    of = {"receiver": person, "child": child, "kind": kind, "at": clock.now()}
    planning._deliver(Notice.objects.bulk_create([Notice(announcement=uuid4(), **of)]))
    Delivery.objects.filter(notice__kind=kind).update(due_at=clock.now() - ago)


def storm(village, service, number=30):
    for _ in range(number):
        device_of(village.henrik, service.address)
    told(village.henrik, village.ella, ORDINARY, ago=timedelta(minutes=5))


def test_it_is_sent_before_the_queue_that_waited_longer(village, service, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 5)
    storm(village, service)
    phone = device_of(village.marte, service.address)
    told(village.marte, village.ella, URGENT)
    sending.send_due()
    assert phone.path in {one.path for one in service.heard} and len(service.heard) == 6
    all_sent()
    assert len({one.path for one in service.taken}) == len(service.taken) == 31


def test_of_what_is_chosen_at_once_it_leaves_first(village, service, monkeypatch):
    monkeypatch.setattr(the_lanes, "THREADS", 1)
    storm(village, service, 5)
    phone = device_of(village.marte, service.address)
    told(village.marte, village.ella, URGENT)
    all_sent()
    assert service.heard[0].path == phone.path


def test_a_lane_that_is_full_of_what_can_wait_has_room_for_it(village, service, monkeypatch):
    monkeypatch.setattr(the_lanes, "THREADS", 2)
    monkeypatch.setattr(the_lanes, "ROUND", 0.2)
    goes_on = threading.Event()
    service.answers = lambda path: goes_on.wait(10) and 201
    storm(village, service, the_lanes.ROOM + 5)
    sending.send_due()
    phone = device_of(village.marte, service.address)
    PushService.objects.create(host=phone.row.host, failures=1)
    told(village.marte, village.ella, ORDINARY)
    told(village.marte, village.ella, URGENT)
    sending.send_due()
    begun = Delivery.objects.exclude(begun_at=None)
    assert begun.filter(push__person=village.henrik).count() == the_lanes.ROOM
    assert begun.filter(push=phone.row).count() == 2, "what is due to one address leaves together"
    goes_on.set()
    all_sent()
    assert phone.path in [one.path for one in service.heard[:5]]
    assert len(phone.taken_from(service)) == 1


def test_a_service_that_rests_is_let_rest(village, service):
    phone = device_of(village.marte, service.address)
    PushService.objects.create(host=phone.row.host, failures=5, open_until=clock.now() + timedelta(minutes=1))
    told(village.marte, village.ella, URGENT)
    all_sent()
    assert service.heard == []


def test_an_email_that_cannot_wait_leaves_before_the_others(village, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    now = {"added_at": clock.now(), "verified_at": clock.now(), "channel": Channel.EMAIL}
    for person in (village.henrik, village.marte):
        ContactPoint.objects.create(person=person, address=f"{person.pk}@example.no", **now)
    told(village.henrik, village.ella, ORDINARY, ago=timedelta(minutes=5))
    told(village.marte, village.ella, URGENT)
    monkeypatch.setattr(sending, "lanes", the_lanes.Lanes({Channel.EMAIL: 1}))
    all_sent()
    assert [one.to[0] for one in mail.outbox] == [f"{one.pk}@example.no" for one in (village.marte, village.henrik)]


def test_it_is_planned_before_what_was_announced_earlier(village, service, monkeypatch):
    monkeypatch.setattr(planning, "AT_ONCE", 3)
    told_of = {village.ella.pk: (village.ella.pk, None)}
    urgent = Kind(
        "test.urgent", "", kinds()[URGENT].permit, lambda _ids: told_of, urgent=True, subject=Subject("x", "x")
    )
    monkeypatch.setitem(kinds(), urgent.what, urgent)
    said = {"by": uuid4(), "about": f"child:{village.ella.pk}"}
    for number in range(10):
        Announcement.objects.create(what="nobody.hears", at=clock.now() - timedelta(minutes=number + 1), **said)
    Announcement.objects.create(what="test.urgent", at=clock.now(), **said)
    planning.plan()
    assert {one.receiver for one in Notice.objects.filter(kind="test.urgent")} == {village.marte, village.henrik}
    rounds = [planning.plan() for _ in range(5)]
    assert rounds == [3, 3, 3, 1, 0] and not Announcement.objects.filter(taken_at=None).exists()


@pytest.mark.parametrize(("kind", "urgent"), [(ORDINARY, False), (URGENT, True)])
def test_a_delivery_is_urgent_as_its_kind_is(village, service, kind, urgent):
    device_of(village.marte, service.address)
    told(village.marte, village.ella, kind)
    assert PushDevice.objects.count() == 1 and Delivery.objects.get().urgent == urgent
