"""Logins that last, in front of ID-porten: it hears of them, and can end them within minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.core.jobs.models import Job
from ransel.identity import tasks
from ransel.identity.actions.grants import TOKEN
from ransel.identity.models import Grant, Session
from ransel.identity.sealing import unseal
from ransel.identity.tests.device import Device
from ransel.identity.tests.test_id_porten import RETURN, comes_back, number_of
from ransel.identity.tests.test_passkeys import LOGINS, NEW, is_in, open_with, switch_on
from tests.pages import CheckedClient

SCOPE = "ransel:everyday"


@pytest.fixture
def lasting(settings, id_porten):
    settings.ID_PORTEN_LONG_SCOPE = SCOPE
    return id_porten


@pytest.fixture
def here(village, lasting):
    """Marte, logged in, and at the page where the device is switched on."""
    client = CheckedClient()
    comes_back(client, lasting, village.marte)
    away = client.get(client.get(NEW).url).url
    client.get(RETURN, lasting.logs_in(away, number_of(village.marte)))
    return client


@pytest.fixture
def device(here):
    device = Device()
    assert switch_on(here, device).url == f"{LOGINS}?on"
    return device


def ask_again(minutes=6):
    Grant.objects.update(checked_at=timezone.now() - timedelta(minutes=minutes))
    tasks.each_time_round()


def test_without_a_scope_of_our_own_no_login_lasts(village, id_porten):
    client = CheckedClient()
    comes_back(client, id_porten, village.marte)
    assert "ikke slås på for deg" in client.get(NEW).text
    assert "ansikt eller finger" not in CheckedClient().get("/login/").text


def test_id_porten_is_told_that_it_shall_last_and_asks_for_no_eid_once_more(village, lasting):
    client = CheckedClient()
    comes_back(client, lasting, village.marte)
    assert lasting.asked[0]["scope"] == "openid profile", "an ordinary login asks for no more than it needs"
    away = client.get(client.get(NEW).url).url
    asked = next(one for one in reversed(lasting.asked) if "scope" in one)
    assert asked["scope"] == f"openid profile {SCOPE}" and "prompt" not in asked
    answer = client.get(RETURN, lasting.logs_in(away, number_of(village.marte)))
    assert answer.url == NEW and client.get(NEW).status_code == 200


def test_its_token_is_kept_sealed_and_nowhere_in_the_clear(device):
    grant = Grant.objects.get()
    assert unseal(bytes(grant.token), TOKEN) == b"at" and len(bytes(grant.token)) > 20
    assert not any("long_token" in row.session_data for row in Session.objects.exclude(grant=None))


def test_a_login_that_was_ended_at_id_porten_opens_nothing(device, lasting):
    assert is_in(open_with(device)[0])
    lasting.active = False
    assert not is_in(open_with(device)[0])
    assert Grant.objects.get().ended == Grant.Ended.PROVIDER


def test_what_is_open_is_closed_within_minutes_of_its_end_at_id_porten(device, lasting, published):
    client, _answer = open_with(device)
    lasting.active = False
    tasks.each_time_round()
    assert is_in(client), "it was asked for a moment ago"
    ask_again()
    assert not is_in(client) and Grant.objects.get().ended == Grant.Ended.PROVIDER


def test_what_is_not_in_use_is_asked_for_when_it_is_used(device, lasting):
    open_with(device)
    Session.objects.exclude(grant=None).delete()
    before = len(lasting.asked)
    ask_again()
    assert len(lasting.asked) == before


@pytest.mark.parametrize("said", [None, "yes", 1])
def test_an_answer_that_can_not_be_read_is_no_answer(device, lasting, said):
    lasting.active = said
    assert is_in(open_with(device)[0])


@pytest.mark.parametrize(("hours", "comes_in"), [(23, True), (25, False)])
def test_where_id_porten_is_silent_a_login_that_stood_within_a_day_is_trusted(device, lasting, hours, comes_in):
    lasting.silent.add("/tokeninfo")
    Grant.objects.update(checked_at=timezone.now() - timedelta(hours=hours))
    assert is_in(open_with(device)[0]) == comes_in
    assert Grant.objects.get().ended_at is None


def test_a_token_that_was_sealed_elsewhere_ends_the_login(device):
    Grant.objects.update(token=b"x" * 60)
    assert not is_in(open_with(device)[0]) and Grant.objects.get().ended == Grant.Ended.PROVIDER


def test_a_device_that_is_removed_here_is_no_login_there(device, here, lasting):
    here.post(f"{LOGINS}device/removal/", here.form(LOGINS, f"{LOGINS}device/removal/"))
    assert Job.objects.filter(task__endswith="tell_provider").count() == 1
    tasks.tell_provider.func(str(Grant.objects.get().pk))
    assert lasting.asked[-1]["token"] == "at"


def test_logging_out_at_id_porten_leaves_the_device_as_it_was(device, lasting, here):
    client, _answer = open_with(device)
    here.post("/login/idporten/ended", {"logout_token": lasting.logout_token()})
    assert not is_in(here) and is_in(client) and is_in(open_with(device)[0])
