"""A browser that was given another address goes on being told, and nobody's device becomes somebody else's by it."""

from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest

from ransel.core import clock
from ransel.home.tests.pushing import Browser, all_sent, device_of, push_service
from ransel.identity.actions import end_logins
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Session
from ransel.notifications import lanes
from ransel.notifications.actions import planning, sending
from ransel.notifications.actions.push import MOST_DEVICES, end_subscriptions
from ransel.notifications.endpoints import name_of
from ransel.notifications.models import Channel, Delivery, Notice, PushDevice
from tests.pages import CheckedClient

DEVICES, RENEWAL = "/me/notices/devices/", "/me/notices/devices/renewal/"
QUIETLY = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}


@pytest.fixture
def service():
    with push_service() as one:
        yield one


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


@pytest.fixture
def phone(marte, service):
    """Asked for in a login of Marte's that is still open."""
    browser = Browser(service.address)
    marte.post(DEVICES, {"submission": uuid4(), **browser.subscription})
    browser.name = name_of(browser.subscription["endpoint"])
    return browser


def renew(client, browser, before="", **more):
    said = {"submission": uuid4(), "before": before, **browser.subscription, **more}
    return client.post(RENEWAL, said, headers=QUIETLY).status_code


def notice_to_marte(village):
    of = {"receiver": village.marte, "child": village.ella, "kind": "absence.reported", "at": clock.now()}
    return Notice.objects.create(announcement=uuid4(), **of)


def told(village):
    planning._deliver([notice_to_marte(village)])


def deliver(village, device, notice=None):
    """As a planner does that read the devices before this one was renewed."""
    notice = notice or notice_to_marte(village)
    Delivery.objects.create(notice=notice, channel=Channel.PUSH, push=device, due_at=clock.now())


def in_use(person):
    return {one.name for one in PushDevice.objects.in_use().filter(person=person)}


def test_the_old_address_ends_as_the_new_one_begins_and_it_belongs_to_this_login(marte, village, service, phone):
    new = Browser(service.address)
    assert renew(marte, new) == 204
    assert in_use(village.marte) == {name_of(new.subscription["endpoint"])}
    assert str(PushDevice.objects.in_use().get().login) == marte.session["handle"]
    told(village)
    all_sent()
    assert len(new.taken_from(service)) == 1 and not phone.taken_from(service)


def test_said_twice_it_is_done_once(marte, village, service, phone):
    new, submission = Browser(service.address), uuid4()
    told(village)
    assert [renew(marte, new, submission=submission), renew(marte, new, submission=submission), renew(marte, new)] == [
        204,
        204,
        204,
    ]
    assert PushDevice.objects.count() == 2 and len(in_use(village.marte)) == 1
    all_sent()
    assert len(new.taken_from(service)) == 1


def test_what_waits_for_the_old_address_goes_to_the_new_one_and_once(marte, village, service, phone):
    told(village)
    new = Browser(service.address)
    renew(marte, new, phone.name)
    all_sent()
    assert len(new.taken_from(service)) == 1 and not phone.taken_from(service)
    assert Delivery.objects.get().sent_at


def test_what_is_planned_for_the_old_address_in_the_moment_of_renewal_goes_to_the_new_one(
    marte, village, service, phone
):
    old, new = PushDevice.objects.get(), Browser(service.address)
    renew(marte, new)
    deliver(village, old)  # its planner read the devices before the renewal was done
    all_sent()
    assert len(new.taken_from(service)) == 1 and not phone.taken_from(service)


def test_it_follows_as_often_as_the_address_was_renewed(marte, village, service, phone):
    old, new = PushDevice.objects.get(), Browser(service.address)
    renew(marte, Browser(service.address))
    renew(marte, new)
    deliver(village, old)
    all_sent()
    assert len(new.taken_from(service)) == 1


def test_what_is_on_its_way_to_the_new_address_already_is_not_told_twice(marte, village, service, phone):
    old, new = PushDevice.objects.get(), Browser(service.address)
    renew(marte, new)
    told(village)
    deliver(village, old, Notice.objects.get())
    all_sent()
    assert len(new.taken_from(service)) == 1
    assert Delivery.objects.get(push=old).dropped_at


def test_what_was_sent_to_the_old_address_as_it_was_renewed_and_is_called_gone_goes_to_the_new_one(
    marte, village, service, phone, monkeypatch
):
    told(village)
    monkeypatch.setattr(lanes, "ROUND", 0.05)
    renewed, new = Event(), Browser(service.address)
    service.answers = lambda path: 410 if path == phone.path and renewed.wait(5) else 201
    sending.send_due()
    assert Delivery.objects.get().begun_at, "it is on its way, and not answered"
    renew(marte, new)
    renewed.set()
    while sending.lanes.busy:
        sending.send_due()
    all_sent()
    assert len(new.taken_from(service)) == 1


def test_it_does_not_follow_to_an_address_that_was_ended(marte, village, service, phone):
    old, new = PushDevice.objects.get(), Browser(service.address)
    renew(marte, new)
    end_subscriptions(handles=[marte.session["handle"]])
    deliver(village, old)
    all_sent()
    assert not new.taken_from(service) and Delivery.objects.get().dropped_at


def test_a_later_login_goes_on_with_it_if_the_browser_knows_what_it_was_called(as_, village, service, phone):
    later, new = as_(village.marte), Browser(service.address)
    assert renew(later, new) == 422, "another login, and nothing that says it is the same browser"
    assert in_use(village.marte) == {phone.name}
    assert renew(later, new, phone.name) == 204
    assert in_use(village.marte) == {name_of(new.subscription["endpoint"])}


def test_nobody_else_goes_on_with_it_also_not_in_the_same_browser(as_, village, service, phone):
    henrik, new = as_(village.henrik), Browser(service.address)
    assert renew(henrik, new, phone.name) == renew(henrik, phone, phone.name) == 422
    assert in_use(village.marte) == {phone.name} and not in_use(village.henrik)


def test_an_address_at_which_somebody_else_is_told_is_not_taken_over(marte, village, service, phone):
    theirs = device_of(village.henrik, service.address)
    assert renew(marte, theirs, phone.name) == 422
    assert in_use(village.henrik) == {theirs.row.name} and in_use(village.marte) == {phone.name}


def test_ones_other_devices_are_left_alone(marte, village, service, phone):
    pad = device_of(village.marte, service.address).row.name
    renew(marte, Browser(service.address))
    assert pad in in_use(village.marte) and phone.name not in in_use(village.marte)


@pytest.mark.parametrize("login", [None, "over"])
def test_without_a_login_nothing_is_told_and_nothing_changes(marte, village, service, phone, login):
    client = marte if login else CheckedClient()
    Session.objects.all().delete()
    assert client.get(RENEWAL, headers=QUIETLY).status_code == 401
    renew(client, Browser(service.address), phone.name)
    assert in_use(village.marte) == {phone.name} and PushDevice.objects.count() == 1


def test_what_its_service_calls_gone_is_gone_on_with(marte, village, service, phone):
    service.answers = 410
    told(village)
    all_sent()
    assert not in_use(village.marte)
    service.answers, new = 201, Browser(service.address)
    assert renew(marte, new, phone.name) == 204
    told(village)
    all_sent()
    assert len(new.taken_from(service)) == 1


@pytest.mark.parametrize("gone", [True, False])
@pytest.mark.parametrize("how", ["removed", "handle", "person", "everywhere"])
def test_what_was_ended_on_purpose_is_not_gone_on_with(marte, village, service, phone, how, gone):
    device = PushDevice.objects.get()
    if gone and how != "removed":  # what is gone is not in the list of one's devices
        PushDevice.objects.update(ended_at=clock.now(), gone_at=clock.now())
    if how == "removed":
        marte.post("/me/notices/devices/removal/", {"submission": uuid4(), "device": device.pk})
    elif how == "everywhere":
        end_logins(by=Actor(village.leader, Strength.STRONG), person=village.marte)
        marte = CheckedClient().log_in(village.marte)
    else:
        end_subscriptions(**{"handles": [device.login]} if how == "handle" else {"people": [village.marte.pk]})
    assert renew(marte, Browser(service.address), phone.name) == 422
    assert not in_use(village.marte)


def test_what_is_ended_a_second_time_keeps_its_hour(village, service):
    gone = clock.now() - timedelta(days=1)
    device_of(village.marte, service.address, ended_at=gone, gone_at=gone)
    end_subscriptions(people=[village.marte.pk])
    assert [(one.ended_at, one.gone_at) for one in PushDevice.objects.all()] == [(gone, None)]


def test_a_refused_address_leaves_the_old_one(marte, village, service, phone):
    assert renew(marte, Browser(service.address), endpoint="https://evil.example/x") == 422
    assert renew(marte, Browser(service.address), p256dh="AAAA") == 422
    assert in_use(village.marte) == {phone.name}


def test_whoever_has_as_many_devices_as_one_may_still_goes_on(marte, village, service, phone):
    for _ in range(MOST_DEVICES - 1):
        device_of(village.marte, service.address)
    assert renew(marte, Browser(service.address)) == 204
    assert len(in_use(village.marte)) == MOST_DEVICES


def test_it_takes_a_token_that_only_our_own_worker_is_given(village, service, phone):
    client = CheckedClient(enforce_csrf_checks=True).log_in(village.marte)
    assert renew(client, Browser(service.address), phone.name) == 403
    needs = client.get(RENEWAL, headers=QUIETLY)
    assert set(needs.json()) == {"key", "token"} and needs.headers["Cache-Control"] == "no-store"
    assert renew(client, Browser(service.address), phone.name, csrfmiddlewaretoken=needs.json()["token"]) == 204


def test_a_push_service_that_changes_an_address_keeps_no_login_awake(marte, phone):
    before = Session.objects.get().expire_date
    Session.objects.update(expire_date=before - timedelta(minutes=20))
    renew(marte, phone)
    assert marte.get(RENEWAL, headers=QUIETLY).status_code == 200
    assert Session.objects.get().expire_date == before - timedelta(minutes=20)


def test_the_worker_knows_where_to_tell_it(client, db):
    worker = client.get("/sw.js").text
    assert f'"{RENEWAL}"' in worker and "pushsubscriptionchange" in worker
