"""How one is told, as one chooses it: of all, of one child, on which devices; and the test that says if it arrives."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone

from ransel.core import clock
from ransel.core.jobs import worker
from ransel.home.tests.pushing import Browser, device_of, push_service
from ransel.identity.models import Grant
from ransel.notifications.actions.trials import MOST_TRIALS
from ransel.notifications.models import Channel, ContactPoint, PushDevice, Telling, Trial, VapidKey, Wish
from tests.pages import CheckedClient, error_of, send

SETTINGS, TEST, DEVICES = "/me/notices/settings/", "/me/notices/test/", "/me/notices/devices/"
REMOVAL, ARRIVED = "/me/notices/devices/removal/", "/me/notices/arrived/"


@pytest.fixture
def marte(as_, village):
    return as_(village.marte)


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def said(**about):
    return set(Wish.objects.filter(**about).exclude(how="").values_list("channel", "subject", "how"))


def subscribe(client, browser, **more):
    return client.post(DEVICES, {"submission": uuid4(), **browser.subscription, **more})


def try_it(client, device=""):
    assert client.post(TEST, {"submission": uuid4(), "device": device}).url == TEST
    worker.run_due()


def state(client, ahead=timedelta()):
    with clock.moved_to(clock.now() + ahead, still=True):
        return BeautifulSoup(client.get(TEST).text, "html.parser").select_one("#trial")


def test_what_one_chooses_stays(marte, village):
    answer = send(
        marte, SETTINGS, **{"push-": "urgent", "email-absence": "off", "quiet_from": "22", "quiet_until": "7"}
    )
    assert answer.url == f"{SETTINGS}?saved" and "Lagret" in marte.get(answer.url).text
    assert {("push", "", "urgent"), ("email", "absence", "off"), ("email", "", "at_once")} <= said(person=village.marte)
    telling = Telling.objects.get(person=village.marte)
    assert (telling.quiet_from, telling.quiet_until, telling.digest_at) == (time(22), time(7), time(16, 30))
    form = marte.form(SETTINGS)
    assert (form["push-"], form["email-absence"], form["quiet_from"]) == ("urgent", "off", "22:00")


def test_a_choice_taken_back_leaves_nothing(marte, village):
    send(marte, SETTINGS, **{"email-absence": "off"})
    send(marte, SETTINGS, **{"email-absence": ""})
    assert not Wish.objects.filter(person=village.marte, subject="absence").exists()


@pytest.mark.parametrize(
    ("field", "typed", "where"),
    [
        ("quiet_from", "25", "quiet_from"),
        ("quiet_from", "", "quiet_until"),
        ("digest_at", "", "digest_at"),
        ("push-", "sometimes", "push-"),
        ("phone-", "digest", "phone-"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field_and_nothing_is_changed(marte, field, typed, where):
    answer = send(marte, SETTINGS, **{"email-": "off", field: typed})
    assert answer.status_code == 422 and error_of(answer, where)
    assert not Wish.objects.exists() and not Telling.objects.exists()
    chosen = BeautifulSoup(answer.text, "html.parser").select_one("#id_email- option[selected]")
    assert chosen["value"] == "off", "nothing chosen is lost"


def test_of_one_child_it_may_be_otherwise(marte, village):
    url = f"{SETTINGS}children/{village.ella.pk}/"
    assert "Ella" in marte.get(url).text and marte.form(url)["email-"] == ""
    assert send(marte, url, **{"email-": "off", "push-absence": "digest"}).status_code == 303
    assert said(child=village.ella) == {("email", "", "off"), ("push", "absence", "digest")}
    assert not Wish.objects.filter(child=None).exists()


def test_without_scripts_the_page_says_what_works_and_without_texts_says_nothing_of_them(marte, settings):
    page = BeautifulSoup(marte.get(SETTINGS).text, "html.parser")
    (shown,) = [one for one in page.select("ransel-push > [data-state]") if not one.has_attr("hidden")]
    assert shown["data-state"] == "unscripted" and page.select_one("#id_phone-")
    settings.SMS_SENDER = ""
    assert not BeautifulSoup(marte.get(SETTINGS).text, "html.parser").select_one("#id_phone-")


def test_the_key_is_made_once_and_kept_sealed(marte):
    first, second = (
        BeautifulSoup(marte.get(SETTINGS).text, "html.parser").select_one("ransel-push")["data-key"] for _ in range(2)
    )
    assert first == second == VapidKey.objects.get().public and len(first) == 87
    assert b"PRIVATE KEY" not in bytes(VapidKey.objects.get().cipher)


def test_a_browser_that_asks_takes_notices_and_belongs_to_this_login(marte, village, service):
    browser = Browser(service.address)
    assert subscribe(marte, browser).url == f"{SETTINGS}?saved"
    device = PushDevice.objects.get()
    assert device.person == village.marte and str(device.login) == marte.session["handle"] and device.grant is None
    assert device.name in marte.get(SETTINGS).text and browser.subscription["endpoint"] not in marte.get(SETTINGS).text
    subscribe(marte, browser)
    assert PushDevice.objects.count() == 1


def test_a_login_that_came_of_a_longer_one_says_so(marte, service):
    session, now = marte.session, timezone.now()
    times = {"made_at": now, "used_at": now, "checked_at": now}
    grant = Grant.objects.create(account_id=session["account"], provider="village", **times)
    session["grant"] = str(grant.pk)
    session.save()
    subscribe(marte, Browser(service.address))
    assert PushDevice.objects.get().grant == grant.pk


def test_a_phone_that_changes_hands_tells_its_new_owner_alone(marte, as_, village, service):
    browser = Browser(service.address)
    subscribe(marte, browser)
    subscribe(as_(village.henrik), browser)
    assert [one.person for one in PushDevice.objects.in_use()] == [village.henrik]
    assert PushDevice.objects.get(person=village.marte).ended_at


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://169.254.169.254/latest"},
        {"endpoint": "http://10.0.0.1/x"},
        {"endpoint": "x" * 3000},
        {"endpoint": ""},
        {"p256dh": "AAAA"},
        {"auth": "æøå"},
        {"auth": ""},
    ],
)
def test_what_no_browser_gives_is_refused_in_a_sentence(marte, service, wrong):
    answer = subscribe(marte, Browser(service.address), **wrong)
    assert answer.status_code == 422 and answer.headers["Content-Type"].startswith("text/plain")
    assert not PushDevice.objects.exists()


def test_an_unknown_service_is_said_to_be_that(marte, service):
    assert "nettleser" in subscribe(marte, Browser(service.address), endpoint="https://evil.example/x").text


def test_one_removes_ones_own_devices_and_nobody_elses(marte, as_, village, service):
    device = device_of(village.marte, service.address).row
    for client, ended in ((as_(village.henrik), False), (marte, True)):
        assert client.post(REMOVAL, {"submission": uuid4(), "device": device.pk}).status_code == 303
        device.refresh_from_db()
        assert bool(device.ended_at) == ended


def test_a_test_says_that_it_arrived_once_the_phone_has_said_so(marte, village, service):
    phone = device_of(village.marte, service.address)
    try_it(marte, phone.row.pk)
    (message,) = phone.taken_from(service)
    waits = state(marte)
    assert "Ransel" in message["title"] and waits["hx-trigger"] == "every 2s" and "Ransel-Again" in waits["hx-headers"]
    answer = CheckedClient(enforce_csrf_checks=True).post(ARRIVED, {"token": message["token"]})
    assert answer.status_code == 204
    arrived = state(marte)
    assert "Det kom fram" in arrived.text and not arrived.has_attr("hx-trigger")
    phone.row.refresh_from_db()
    assert phone.row.arrived_at == clock.now() and phone.row.unheard_since is None


def test_after_half_a_minute_it_says_what_to_do_on_this_phone(marte, village, service):
    for name, word in (("Safari, iOS", "Fokus"), ("Chrome, Android", "batteri"), ("Firefox, Linux", "systemet")):
        phone = device_of(village.marte, service.address)
        PushDevice.objects.filter(pk=phone.row.pk).update(device=name)
        with clock.moved_to(clock.now() + timedelta(minutes=5 * len(service.heard) + 5), still=True):
            try_it(marte, phone.row.pk)
            late = state(marte, timedelta(seconds=31))
        assert word in late.text and not late.has_attr("hx-trigger")


def test_a_test_to_a_phone_that_is_gone_says_so_and_ends_it(marte, village, service):
    phone = device_of(village.marte, service.address)
    service.answers = 410
    try_it(marte, phone.row.pk)
    assert "tar ikke imot varsler lenger" in state(marte).text
    phone.row.refresh_from_db()
    assert phone.row.ended_at


def test_a_test_by_email_says_nothing_of_anyone(marte, village):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=village.marte, channel=Channel.EMAIL, address="m@example.no", **now)
    try_it(marte)
    assert mail.outbox[0].to == ["m@example.no"] and "Marte" not in mail.outbox[0].body
    assert "m@example.no" in state(marte).text


def test_nobody_tries_a_device_of_somebody_else_nor_without_end(marte, village, service):
    other = device_of(village.henrik, service.address).row
    assert marte.post(TEST, {"submission": uuid4(), "device": other.pk}).status_code == 422
    own = device_of(village.marte, service.address).row
    answers = [marte.post(TEST, {"submission": uuid4(), "device": own.pk}) for _ in range(MOST_TRIALS + 1)]
    assert [one.status_code for one in answers] == [303] * MOST_TRIALS + [422]


@pytest.mark.parametrize("token", ["", "x", str(uuid4())])
def test_what_is_no_token_is_answered_alike_and_changes_nothing(client, village, service, token):
    phone = device_of(village.marte, service.address)
    assert client.post(ARRIVED, {"token": token}).status_code == 204
    phone.row.refresh_from_db()
    assert phone.row.arrived_at is None and not Trial.objects.exists()


def test_the_page_that_looks_again_gets_only_how_far_it_is(marte, village, service):
    try_it(marte, device_of(village.marte, service.address).row.pk)
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1"}
    text = marte.get(TEST, headers=headers).text.strip()
    assert text.startswith("<div") and "<h1" not in text
