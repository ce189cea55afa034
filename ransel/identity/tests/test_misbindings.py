"""Ways of binding a passkey to somebody whose it is not. Each is refused, and nobody comes in."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from ransel.audit.models import Event
from ransel.identity.models import Account, Grant, Passkey, Session
from ransel.identity.passkeys.asked import ASKED
from ransel.identity.tests.device import MAY_BE_COPIED, PRESENT, Device
from ransel.identity.tests.test_passkeys import NEW, OPEN, asked, is_in, log_in, open_with, switch_on
from tests.pages import CheckedClient


def refused(client, said):
    answer = client.post(NEW, said)
    return answer.status_code == 422 and not Grant.objects.exists()


def whose(client):
    return Session.objects.get(handle=client.session["handle"]).account.person


def aged(client, minutes):
    session = client.session
    session[ASKED] = {**session[ASKED], "at": session[ASKED]["at"] - minutes * 60}
    session.save()


def test_a_challenge_of_another_browser_binds_nothing(village):
    device, other = Device(), log_in(village.henrik)
    answer = device.makes(asked(log_in(village.marte)))
    said = other.form(NEW) | {"answer": answer}
    asked(other)
    assert refused(other, said)


def test_a_challenge_that_was_never_asked_binds_nothing(village):
    client, device = log_in(village.marte), Device()
    answer = device.makes({"challenge": "AAAA", "user": {"id": "AAAA"}})
    assert refused(client, client.form(NEW) | {"answer": answer})


def test_a_challenge_counts_once(village, phone):
    client = CheckedClient()
    answer = phone.opens(asked(client, OPEN))
    said = client.form("/login/", OPEN) | {"answer": answer}
    client.post(OPEN, said)
    thief = CheckedClient()
    asked(thief, OPEN)
    answer = thief.post(OPEN, thief.form("/login/", OPEN) | {"answer": answer})
    assert answer.url.startswith("/login/?passkey=no") and not is_in(thief)


def test_a_challenge_counts_for_five_minutes(village, phone):
    client, device = log_in(village.henrik), Device()
    answer = device.makes(asked(client))
    aged(client, 6)
    assert client.post(NEW, client.form(NEW) | {"answer": answer}).status_code == 422
    late = CheckedClient()
    answer = phone.opens(asked(late, OPEN))
    aged(late, 6)
    answer = late.post(OPEN, late.form("/login/", OPEN) | {"answer": answer})
    assert answer.url.startswith("/login/?passkey=late") and not is_in(late)


def test_what_one_was_asked_is_not_answered_by_who_logs_in_after_them(village):
    client, device = log_in(village.marte), Device()
    answer, kept = device.makes(asked(client)), client.session[ASKED]
    log_in(village.henrik, client)
    session = client.session
    session[ASKED] = kept  # as if it had outlived the login
    session.save()
    assert refused(client, client.form(NEW) | {"answer": answer})


@pytest.mark.parametrize("wrong", [{"origin": "http://testserver.example"}, {"name": "example"}])
def test_a_key_for_another_site_is_none_of_ours(village, wrong):
    client, device = log_in(village.marte), Device(**wrong)
    said = client.form(NEW) | {"answer": device.makes(asked(client))}
    assert refused(client, said)


@pytest.mark.parametrize("wrong", [{"origin": "http://testserver.example"}, {"name": "example"}])
def test_an_answer_to_another_site_opens_nothing_of_ours(phone, wrong):
    for name, value in wrong.items():
        setattr(phone, name, value)
    assert not is_in(open_with(phone)[0])


def test_a_device_that_does_not_know_who_holds_it_is_not_switched_on(village):
    client, device = log_in(village.marte), Device(flags=PRESENT | MAY_BE_COPIED)
    said = client.form(NEW) | {"answer": device.makes(asked(client))}
    assert refused(client, said)


def test_a_device_that_does_not_know_who_holds_it_opens_nothing(phone):
    phone.flags = PRESENT | MAY_BE_COPIED
    assert not is_in(open_with(phone)[0])


def test_a_key_that_is_somebodys_already_becomes_nobody_elses(village, phone):
    assert switch_on(log_in(village.henrik), phone).status_code == 422
    assert Grant.objects.get().account.person == village.marte


@pytest.mark.parametrize("handle", [b"", b"somebody else", "henrik"])
def test_a_handle_of_somebody_else_opens_nothing(village, phone, handle):
    if handle == "henrik":
        other = Device()
        switch_on(log_in(village.henrik), other)
        handle = other.handle
    assert not is_in(open_with(phone, handle=handle)[0])


def test_a_row_that_was_moved_to_another_account_opens_nothing(village, phone):
    other = Device()
    switch_on(log_in(village.henrik), other)
    henriks = Account.objects.get(person=village.henrik)
    Grant.objects.filter(account__person=village.marte).update(account=henriks)
    assert not is_in(open_with(phone)[0]) and not is_in(open_with(phone, handle=other.handle)[0])


def test_a_row_whose_passkey_was_moved_to_another_grant_opens_nothing(village, phone):
    other = Device()
    switch_on(log_in(village.henrik), other)
    grants = {one.account.person_id: one for one in Grant.objects.all()}
    Passkey.objects.filter(grant=grants[village.henrik.pk]).delete()
    Passkey.objects.update(grant=grants[village.henrik.pk])
    assert not is_in(open_with(phone)[0]) and not is_in(open_with(phone, handle=other.handle)[0])


def test_a_row_whose_key_was_exchanged_opens_nothing(village, phone):
    other = Device()
    switch_on(log_in(village.henrik), other)
    theirs = Passkey.objects.get(grant__account__person=village.henrik)
    Passkey.objects.filter(grant__account__person=village.marte).update(key=bytes(theirs.key))
    assert not is_in(open_with(phone, key=other.key)[0])


def test_a_signature_of_another_key_opens_nothing(phone):
    assert not is_in(open_with(phone, key=ec.generate_private_key(ec.SECP256R1()))[0])


def test_the_name_of_anothers_key_opens_nothing_of_theirs(village, phone):
    other = Device()
    switch_on(log_in(village.henrik), other)
    assert not is_in(open_with(other, credential=phone.credential, handle=phone.handle)[0])


def test_a_counter_that_goes_backwards_ends_the_device_and_is_written_down(village):
    device = Device(count=4, counts=True)
    switch_on(log_in(village.marte), device)
    client, _answer = open_with(device)
    assert is_in(client)
    device.count = 3
    assert not is_in(open_with(device)[0]) and not is_in(client)
    assert Grant.objects.get().ended == Grant.Ended.COPIED
    assert Event.objects.filter(what="grant.copied", by=village.marte.pk).count() == 1
    device.count = 50
    assert not is_in(open_with(device)[0])


@pytest.mark.parametrize("kind", ["webauthn.get", "payment.get", ""])
def test_an_answer_to_a_login_makes_no_device(village, kind):
    client, device = log_in(village.marte), Device()
    said = client.form(NEW) | {"answer": device.makes(asked(client), type=kind)}
    assert refused(client, said)


@pytest.mark.parametrize("kind", ["webauthn.create", "payment.get", ""])
def test_an_answer_that_makes_a_device_is_no_login(phone, kind):
    assert not is_in(open_with(phone, type=kind)[0])


def test_what_was_asked_at_a_login_makes_no_device(village):
    client, device = log_in(village.marte), Device()
    said = client.form(NEW)
    told = asked(client)
    told["challenge"] = client.post(f"{OPEN}asked", said).json()["challenge"]
    assert refused(client, said | {"answer": device.makes(told)})


def test_to_prove_it_as_somebody_else_takes_no_device_along(village, phone):
    client, _answer = open_with(phone)
    log_in(village.henrik, client)
    assert "grant" not in client.session and whose(client) == village.henrik


def test_a_passkey_opens_for_its_owner_whoever_was_logged_in_before(village, phone):
    client = log_in(village.henrik)
    before = client.cookies["session"].value
    said = client.form("/me/", "/logout/")
    answer = phone.opens(client.post(f"{OPEN}asked", said).json())
    client.post(OPEN, said | {"answer": answer})
    assert whose(client) == village.marte
    assert client.cookies["session"].value != before


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{",
        "[]",
        "null",
        '{"id": 1, "response": {"userHandle": 2}}',
        '{"id": "A", "response": []}',
        "x" * 30_000,
        json.dumps({"id": "AAAA", "response": {"userHandle": "AAAA", "clientDataJSON": "AAAA"}}),
    ],
)
def test_what_is_no_answer_is_refused_and_breaks_nothing(village, phone, answer):
    client = CheckedClient()
    asked(client, OPEN)
    said = client.form("/login/", OPEN) | {"answer": answer}
    assert client.post(OPEN, said).url.startswith("/login/?passkey=no") and not is_in(client)
    client = log_in(village.henrik)
    asked(client)
    assert client.post(NEW, client.form(NEW) | {"answer": answer}).status_code == 422


def test_a_device_whose_time_is_over_opens_nothing_though_its_row_stands(phone):
    Grant.objects.update(used_at=timezone.now() - timedelta(days=31))
    assert not is_in(open_with(phone)[0]) and Grant.objects.get().ended_at is None
