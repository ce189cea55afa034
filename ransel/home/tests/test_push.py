"""What is pushed: to whom, how often, what it says, and what a service that fails does to the others."""

import json
import threading
import time as real_time
from base64 import urlsafe_b64decode
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from ransel.access.actions.guardians import set_block
from ransel.attendance.actions.absences import report_absence
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.home.tests.pushing import all_sent, device_of, push_service
from ransel.identity.actor import Actor, Strength
from ransel.notifications import lanes as the_lanes
from ransel.notifications import push
from ransel.notifications.actions import planning, results, sending
from ransel.notifications.actions.keys import push_key
from ransel.notifications.actions.push import end_subscriptions
from ransel.notifications.models import Channel, ContactPoint, Delivery, Notice, PushDevice, PushService, VapidKey
from ransel.people.models import Guardianship, Person


@pytest.fixture(autouse=True)
def nothing_announced(db):
    Announcement.objects.filter(taken_at=None).update(taken_at=clock.now())


@pytest.fixture(autouse=True)
def own_lanes(monkeypatch):
    monkeypatch.setattr(sending, "lanes", the_lanes.Lanes())


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def strong(person):
    return Actor(person, Strength.STRONG)


def ill(village, child=None):
    days = {"first_day": clock.today(), "last_day": clock.today()}
    report_absence(by=strong(village.siri), children=[child or village.ella], reason="ill", **days)


def told(person, child, kind="absence.reported", number=1):
    """Notices that are planned as if it had been announced now."""
    about = {"receiver": person, "child": child, "kind": kind, "at": clock.now()}
    planned = Notice.objects.bulk_create(Notice(announcement=uuid4(), **about) for _ in range(number))
    planning._deliver(planned)


def test_each_device_of_each_guardian_gets_one_in_its_own_language(village, service):
    Person.objects.filter(pk=village.henrik.pk).update(language="nn")
    phone, pad, other = (device_of(one, service.address) for one in (village.marte, village.marte, village.henrik))
    ill(village)
    planning.plan()
    all_sent()
    assert [len(one.taken_from(service)) for one in (phone, pad, other)] == [1, 1, 1]
    assert phone.taken_from(service)[0]["title"] == "Noe nytt i Ransel"
    assert other.taken_from(service)[0]["title"] == "Noko nytt i Ransel"
    phone.row.refresh_from_db()
    assert phone.row.delivered_at == clock.now() == phone.row.unheard_since
    all_sent()
    assert len(service.heard) == 3


def test_what_is_pushed_says_nothing_of_anyone_and_that_it_is_from_us(village, service):
    phone = device_of(village.marte, service.address)
    ill(village)
    planning.plan()
    all_sent()
    (heard,) = service.heard
    said = phone.taken_from(service)[0]
    assert set(said) == {"title", "body", "lang", "token"} and said["token"] == str(Delivery.objects.get().pk)
    assert heard.headers["Content-Encoding"] == "aes128gcm" and heard.headers["Topic"] == "ransel"
    assert heard.headers["Urgency"] == "normal" and int(heard.headers["TTL"]) > 0
    token, key = (one.partition("=")[2] for one in heard.headers["Authorization"].removeprefix("vapid ").split(","))
    claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["aud"] == service.address and claims["sub"].startswith("mailto:")
    assert key == VapidKey.objects.get().public


def test_two_children_with_the_same_news_are_one_push_and_one_email(village, service):
    phone = device_of(village.marte, service.address, failed_at=clock.now())
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=village.marte, channel=Channel.EMAIL, address="m@example.no", **now)
    for child in (village.ella, village.sunniva):
        told(village.marte, child)
    all_sent()
    assert len(phone.taken_from(service)) == 1 and len(mail.outbox) == 1
    assert not Delivery.objects.filter(sent_at=None).exists() and Delivery.objects.count() == 4


def test_what_cannot_wait_says_so_and_goes_first_of_what_leaves_together(village, service):
    phone = device_of(village.marte, service.address)
    told(village.marte, village.ella)
    told(village.marte, village.ella, "unaccounted.asked")
    all_sent()
    assert [one["title"] for one in phone.taken_from(service)] == ["Svar oss om barnet ditt"]
    assert service.heard[0].headers["Urgency"] == "high"


def test_permission_is_asked_again_when_it_is_sent(village, service):
    device_of(village.henrik, service.address)
    ill(village)
    planning.plan()
    henrik = Guardianship.objects.get(guardian=village.henrik, child=village.ella)
    set_block(by=strong(village.leader), guardianship=henrik, reason="Vedtak")
    all_sent()
    assert service.heard == [] and Delivery.objects.get().dropped_at


def test_what_was_seen_meanwhile_is_not_pushed(village, service):
    device_of(village.marte, service.address)
    told(village.marte, village.ella)
    Notice.objects.update(seen_at=clock.now())
    all_sent()
    assert service.heard == [] and Delivery.objects.get().dropped_at


@pytest.mark.parametrize("by", ["handles", "grants", "people"])
def test_an_ended_login_takes_its_pushes_along_also_those_on_their_way(village, service, by):
    grant = uuid4()
    gone = device_of(village.marte, service.address, grant=grant)
    stays = device_of(village.henrik, service.address, grant=uuid4())
    for person in (village.marte, village.henrik):
        told(person, village.ella)
    end_subscriptions(**{by: {"handles": [str(gone.row.login)], "grants": [grant], "people": [village.marte.pk]}[by]})
    all_sent()
    assert len(gone.taken_from(service)) == 0 and len(stays.taken_from(service)) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_never_asked_again(village, service, status):
    device_of(village.marte, service.address)
    service.answers = status
    told(village.marte, village.ella)
    all_sent()
    assert Delivery.objects.get().dropped_at and PushDevice.objects.get().ended_at
    told(village.marte, village.ella)
    all_sent()
    assert len(service.heard) == 1


@pytest.mark.parametrize("status", [400, 413, 307])
def test_what_a_service_will_never_take_is_dropped_and_the_log_names_no_device(village, service, status, caplog):
    phone = device_of(village.marte, service.address)
    service.answers = status
    told(village.marte, village.ella)
    all_sent()
    assert Delivery.objects.get().dropped_at and PushDevice.objects.get().ended_at is None
    assert len(service.heard) == 1 and str(status) in caplog.text and phone.path not in caplog.text


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_is_not_taken_is_tried_again_later_and_given_up_in_the_end(village, service, status):
    device_of(village.marte, service.address)
    service.answers = status
    told(village.marte, village.ella)
    now = clock.now()
    all_sent()
    assert PushDevice.objects.get().failed_at == now
    for day in range(1, 10):
        with clock.moved_to(now + timedelta(days=day), still=True):
            all_sent()
    delivery = Delivery.objects.get()
    assert delivery.dropped_at and delivery.attempts == results.MOST_ATTEMPTS == len(service.heard)
    assert PushDevice.objects.get().failed_at == now


def test_it_comes_once_the_service_works_again_and_all_is_forgotten(village, service):
    phone = device_of(village.marte, service.address)
    service.answers = 500
    told(village.marte, village.ella)
    all_sent()
    service.answers = 201
    with clock.moved_to(clock.now() + timedelta(minutes=1), still=True):
        all_sent()
    assert len(phone.taken_from(service)) == 1
    assert PushDevice.objects.get().failed_at is None and PushService.objects.get().failures == 0


def test_a_service_that_keeps_failing_is_left_alone_while_the_others_go_on(village, service):
    with push_service(500) as broken:
        for _ in range(40):
            device_of(village.marte, broken.address)
        works = device_of(village.marte, service.address)
        told(village.marte, village.ella)
        all_sent()
        assert len(works.taken_from(service)) == 1
        assert len(broken.heard) < 40, "what was not asked yet when it failed too often, is not asked"
        asked, now = len(broken.heard), clock.now()
        never_asked = Delivery.objects.waiting().filter(attempts=0)
        assert never_asked.count() == 40 - asked and never_asked.filter(due_at__lte=now).exists()
        with clock.moved_to(now + timedelta(seconds=31), still=True):
            all_sent()
            assert len(broken.heard) == asked + 1, "one tries it"
        broken.answers = 201
        with clock.moved_to(now + timedelta(hours=1), still=True):
            all_sent()
        assert len({one.path for one in broken.taken}) == len(broken.taken) == 40


def test_one_service_that_hangs_holds_up_no_other(village, service, monkeypatch):
    monkeypatch.setattr(push, "TIMEOUT", (1, 1))
    monkeypatch.setattr(the_lanes, "ROUND", 0.3)
    goes_on = threading.Event()
    with push_service(lambda _path: goes_on.wait(5) and 201) as hangs:
        for _ in range(3):
            device_of(village.marte, hangs.address)
        works = [device_of(village.marte, service.address) for _ in range(3)]
        told(village.marte, village.ella)
        began = real_time.monotonic()
        sending.send_due()
        assert real_time.monotonic() - began < 0.9 and all(one.taken_from(service) for one in works)
        assert Delivery.objects.exclude(sent_at=None).count() == 3
        all_sent()
        assert Delivery.objects.waiting().count() == 3, "who hung is tried again"
        goes_on.set()


def test_what_died_between_begun_and_sent_is_not_sent_twice(village, service, monkeypatch):
    device_of(village.marte, service.address)
    told(village.marte, village.ella)

    def power_cut(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(push, "send", power_cut)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due()
    assert Delivery.objects.get().begun_at
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        all_sent()
    assert service.heard == []


def test_a_round_takes_the_same_statements_for_two_devices_and_for_sixty(
    village, service, django_assert_max_num_queries
):
    push_key()
    counts = []
    for number in (2, 60):
        for _ in range(number):
            device_of(village.marte, service.address)
        told(village.marte, village.ella)
        with django_assert_max_num_queries(20) as seen:
            sending.send_due()
        counts.append(len(seen))
        all_sent()
    assert counts[0] == counts[1]
