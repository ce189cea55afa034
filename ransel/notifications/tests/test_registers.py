"""What the contact register says: asked with a token of our own, kept whole or not at all, and without a number."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.identity.actions import oidc
from ransel.identity.oidc.keys import document
from ransel.notifications.letters.actions.printing import plan_letters
from ransel.notifications.models import Channel, ContactPoint
from ransel.notifications.registers import actions, asking, maskinporten
from ransel.notifications.registers.asking import NotAnswered
from ransel.notifications.registers.freshness import fresh_on, may_carry_decisions
from ransel.notifications.registers.krr import Contact, Krr, read
from ransel.notifications.registers.rows import RegisterContact
from ransel.notifications.tests.lying import BREAKS_OFF, HANGS, server_here
from ransel.people.models import NationalId
from ransel.people.national_ids import decrypt

WRITTEN, CONFIRMED = "2025-03-01T10:14:52+02", "2026-08-05T10:45:15.768Z"
TOKEN = (200, {"access_token": "let-me-in", "token_type": "Bearer", "expires_in": 120})


def person(number, **said):
    told = {"epostadresse": "secret@example.no", "epostadresse_oppdatert": WRITTEN}
    told |= {"epostadresse_sist_verifisert": CONFIRMED, "mobiltelefonnummer": "+4798765432"}
    usual = {"reservasjon": "NEI", "status": "AKTIV", "varslingsstatus": "KAN_VARSLES", "spraak": "nn"}
    return {"personidentifikator": number, "kontaktinformasjon": told} | usual | said


class Registers:
    """Maskinporten and KRR on one server. `says` takes the numbers asked for."""

    def __init__(self):
        self.token, self.says = TOKEN, lambda numbers: (200, {"personer": [person(one) for one in numbers]})

    def __call__(self, asked):
        if asked.path == "/token":
            return self.token
        if asked.headers["Authorization"] != "Bearer let-me-in":
            return 401, {}
        return self.says(asked.json["personidentifikatorer"])


@pytest.fixture
def registers(settings, db):
    key = oidc.make_key()
    oidc.publish_keys()
    oidc.activate_key(key.kid)
    maskinporten.forget()
    with server_here() as here:
        here.answers = Registers()
        settings.MASKINPORTEN_CLIENT_ID, settings.MASKINPORTEN_ISSUER = "ransel", f"{here.url}/"
        settings.KRR_URL, settings.CONTACT_LOOKUP = f"{here.url}/krr", "ransel.notifications.registers.krr.Krr"
        yield here
    maskinporten.forget()


def questions(here, path="/krr"):
    return [asked for asked in here.asked if asked.path == path]


def number_of(person):
    return decrypt(NationalId.objects.get(person=person).cipher)


def test_the_grant_is_ours_signed_short_and_for_maskinporten_alone(registers, settings):
    settings.MASKINPORTEN_CONSUMER = "999999999"
    assert maskinporten.token("krr:x") == "let-me-in"
    form = registers.asked[0].form
    assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    key = RSAKey.import_key(document()["keys"][0])
    read_ = jwt.decode(form["assertion"], key, algorithms=["RS256"])
    claims = read_.claims
    assert read_.header["kid"] == key.kid and claims["aud"] == settings.MASKINPORTEN_ISSUER
    assert (claims["iss"], claims["scope"], claims["consumer_org"]) == ("ransel", "krr:x", "999999999")
    assert 0 < claims["exp"] - claims["iat"] <= 120 and set(claims) == {
        *("aud", "iss", "scope", "iat", "exp", "jti", "consumer_org")
    }


def test_a_token_is_used_while_it_holds_and_each_grant_is_new(registers, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(maskinporten.time, "monotonic", lambda: now[0])
    for _ in range(3):
        maskinporten.token("krr:x")
    assert len(registers.asked) == 1
    now[0] += 109
    maskinporten.token("krr:x")
    assert len(registers.asked) == 1
    now[0] += 1
    maskinporten.token("krr:x")
    assert len({asked.form["assertion"] for asked in registers.asked}) == 2


@pytest.mark.parametrize(
    "lie",
    [
        (400, {"error": "invalid_grant"}),
        (500, b""),
        (302, b""),
        (200, b"<html>"),
        (200, {}),
        (200, []),
        (200, {"access_token": "x"}),
        (200, {"access_token": 7, "expires_in": 120}),
        BREAKS_OFF,
        HANGS,
    ],
)
def test_what_is_no_token_is_none_and_nobody_is_asked_about(registers, village, lie, monkeypatch):
    monkeypatch.setattr(asking, "WAIT", (0.3, 0.3))
    registers.answers.token = lie
    with pytest.raises(NotAnswered, match="Maskinporten"):
        actions.ask_register()
    assert questions(registers) == [] and not RegisterContact.objects.exists()


def test_without_a_key_nobody_is_asked(settings, db):
    settings.MASKINPORTEN_CLIENT_ID = "ransel"
    maskinporten.forget()
    with pytest.raises(NotAnswered, match="ransel key"):
        maskinporten.token("krr:x")


def test_guardians_in_force_are_asked_about_and_nobody_else(registers, village):
    actions.ask_register()
    (asked,) = questions(registers)
    theirs = guardianships_in_force(clock.today()).values("guardian")
    numbers = {decrypt(one.cipher) for one in NationalId.objects.filter(person__in=theirs)}
    assert set(asked.json["personidentifikatorer"]) == numbers and number_of(village.henrik) in numbers
    for other in (village.siri, village.blocked, village.former, village.unconfirmed, village.ella.person):
        assert not RegisterContact.objects.filter(person=other).exists()


def test_what_is_kept_is_two_answers_and_two_days_and_no_address(registers, village):
    actions.ask_register()
    kept = RegisterContact.objects.get(person=village.henrik)
    assert (kept.reserved, kept.may_be_notified, kept.email_fresh_on) == (False, True, date(2026, 8, 5))
    assert kept.phone_fresh_on is None and kept.asked_at == clock.now()
    assert "secret" not in str(vars(kept)) and "9876" not in str(vars(kept))


def test_they_are_asked_about_once_a_day(registers, village):
    actions.ask_register()
    actions.ask_register()
    assert len(questions(registers)) == 1
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        actions.ask_register()
    assert len(questions(registers)) == 2


def test_what_the_register_says_later_takes_the_place_of_what_it_said(registers, village):
    actions.ask_register()
    registers.answers.says = lambda some: (200, {"personer": [person(one, reservasjon="JA") for one in some]})
    with clock.moved_to(clock.now() + timedelta(days=2), still=True):
        actions.ask_register()
    assert RegisterContact.objects.get(person=village.henrik).reserved


def test_many_are_asked_about_some_at_a_time(registers, village, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    actions.ask_register()
    asked = [len(one.json["personidentifikatorer"]) for one in questions(registers)]
    assert max(asked) == 2 and len(asked) > 1 and RegisterContact.objects.count() == sum(asked)


@pytest.mark.parametrize(
    "lie", [(429, b""), (500, b""), (401, {}), (200, b"{"), (200, {"personer": "none"}), (200, []), BREAKS_OFF, HANGS]
)
def test_a_register_that_fails_midway_loses_nothing_and_the_next_run_goes_on(registers, village, monkeypatch, lie):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    monkeypatch.setattr(asking, "WAIT", (0.3, 0.3))
    well = registers.answers.says
    registers.answers.says = lambda some: well(some) if len(questions(registers)) == 1 else lie
    with pytest.raises(NotAnswered, match="KRR"):
        actions.ask_register()
    assert RegisterContact.objects.count() == 2
    registers.answers.says = well
    asked = len(questions(registers))
    actions.ask_register()
    heard = [one for asked in questions(registers)[asked:] for one in asked.json["personidentifikatorer"]]
    assert len(heard) == RegisterContact.objects.count() - 2


def test_who_is_left_out_of_an_answer_keeps_what_was_said_before(registers, village):
    actions.ask_register()
    number = number_of(village.henrik)
    others = lambda some: [person(one, reservasjon="JA") for one in some if one != number]  # noqa: E731
    registers.answers.says = lambda some: (200, {"personer": others(some)})
    later = clock.now() + timedelta(days=2)
    with clock.moved_to(later, still=True):
        actions.ask_register()
    henrik, marte = (RegisterContact.objects.get(person=one) for one in (village.henrik, village.marte))
    assert not henrik.reserved and henrik.asked_at < later and marte.reserved and marte.asked_at == later


def test_whoever_was_not_asked_for_is_not_heard_of(registers, village):
    stranger = number_of(village.siri)
    registers.answers.says = lambda some: (200, {"personer": [person(stranger), *(person(one) for one in some)]})
    assert set(Krr().about([number_of(village.henrik)])) == {number_of(village.henrik)}


@pytest.mark.parametrize(
    "odd",
    [
        {"reservasjon": None},
        {"reservasjon": "KANSKJE"},
        {"varslingsstatus": ""},
        {"status": "NY"},
        {"kontaktinformasjon": "x"},
        {"kontaktinformasjon": {"epostadresse": "x", "epostadresse_oppdatert": "i går"}},
        {"kontaktinformasjon": {"epostadresse": "x", "epostadresse_oppdatert": 7}},
        {
            "kontaktinformasjon": {
                "epostadresse": "x",
                "epostadresse_oppdatert": "2026-01-01T00:00:00",
                "epostadresse_sist_verifisert": CONFIRMED,
            }
        },
    ],
)
def test_of_whoever_can_not_be_read_nothing_is_guessed_unless_the_days_can_be(odd):
    assert read(person("x", **odd)) in (None, Contact(False, True, date(2026, 8, 5), None))
    if "2026-01-01T00:00:00" not in str(odd):
        assert read(person("x", **odd)) is None


@pytest.mark.parametrize("status", ["SLETTET", "IKKE_REGISTRERT"])
def test_whoever_is_not_in_the_register_can_not_be_notified_and_has_not_said_no(status):
    said = {"personidentifikator": "x", "status": status, "reservasjon": "NEI"}
    assert read(said) == Contact(False, False, None, None)


def test_no_failure_and_no_log_says_a_number(registers, village, caplog, monkeypatch):
    numbers = [decrypt(one.cipher) for one in NationalId.objects.all()]
    registers.answers.says = lambda some: (500, {"numbers": some})
    with caplog.at_level(logging.DEBUG), pytest.raises(NotAnswered) as failed:
        actions.ask_register()
    said = caplog.text + repr(failed.value) + repr(failed.value.__cause__)
    assert not [one for one in numbers if one in said]


def test_where_no_register_is_set_up_nobody_is_asked(registers, village, settings):
    settings.CONTACT_LOOKUP = ""
    assert actions.ask_register() == 0 and registers.asked == []


@pytest.mark.parametrize(
    ("fresh", "may"),
    [
        (date(2025, 5, 24), True),
        (date(2025, 5, 23), False),
        (date(2026, 11, 24), True),
        (date(2024, 11, 24), False),
        (None, False),
    ],
)
def test_eighteen_months_to_the_day(fresh, may):
    assert may_carry_decisions(fresh, date(2026, 11, 24)) is may


def test_eighteen_months_end_in_a_shorter_month():
    assert may_carry_decisions(date(2024, 8, 31), date(2026, 2, 28))
    assert not may_carry_decisions(date(2024, 8, 31), date(2026, 3, 1))


def test_the_later_of_written_and_confirmed_counts():
    early, late = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    assert fresh_on(early, late) == fresh_on(late, early) == fresh_on(None, late) == late.date()
    assert fresh_on(None, None) is None


def test_whoever_has_said_no_to_digital_mail_gets_a_letter_though_they_use_an_address(village, told):
    now = {"added_at": clock.now(), "verified_at": clock.now()}
    ContactPoint.objects.create(person=village.henrik, channel=Channel.EMAIL, address="h@example.no", **now)
    told(village.henrik, village.ella)
    kept = {"may_be_notified": True, "asked_at": clock.now()}
    said = RegisterContact.objects.create(person=village.henrik, reserved=False, **kept)
    assert plan_letters() == 0
    said.reserved = True
    said.save()
    assert plan_letters() == 1
