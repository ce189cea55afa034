"""Logging in with ID-porten: what comes in, and the many answers of which no session comes."""

import logging
import time

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from ransel.identity.models import Session
from ransel.identity.oidc import endpoints, keys
from ransel.identity.tests.lying import CLIENT
from ransel.people.national_ids import decrypt
from tests.pages import CheckedClient

START, RETURN = "/login/idporten/", "/login/idporten/return"


def number_of(person):
    return decrypt(person.national_id.cipher)


def sent_away(client, to="/home/", **said):
    """Where the browser is sent to prove who somebody is."""
    answer = client.get(START, {"next": to, **said})
    assert answer.status_code == 302, answer.text
    return answer.url


def comes_back(client, provider, person, to="/home/", *, changed=(), **said):
    """Somebody logs in at the provider, and comes back with what it answers, changed as said."""
    answer = provider.logs_in(sent_away(client, to, **said), number_of(person))
    return client.get(RETURN, {key: value for key, value in (answer | dict(changed)).items() if value is not None})


def nobody_is_logged_in(client):
    return not Session.objects.exclude(account=None).exists() and client.get("/home/").status_code == 303


def test_who_proves_who_they_are_comes_in_where_they_were_going(client, village, id_porten):
    assert comes_back(client, id_porten, village.marte, "/home/absence/").url == "/home/absence/"
    assert client.get("/home/absence/").status_code == 200


def test_what_is_asked_is_pushed_signed_and_as_strict_as_can_be(client, village, id_porten, a_key):
    address = sent_away(client)
    pushed = id_porten.asked[-1]
    assert address.startswith(f"{id_porten.issuer}/authorize?client_id={CLIENT}&request_uri=")
    assert address.count("&") == 1, "nothing of what is asked passes through the browser"
    assert pushed["code_challenge_method"] == "S256" and pushed["response_type"] == "code"
    assert pushed["acr_values"] == "idporten-loa-substantial" and pushed["ui_locales"] == "nb"
    assert len(pushed["state"]) >= 32 and len(pushed["nonce"]) >= 32 and "prompt" not in pushed
    assert pushed["redirect_uri"] == "http://localhost:8000/login/idporten/return"
    public = KeySet.import_key_set(keys.document())
    signed = jwt.decode(pushed["client_assertion"], public, algorithms=["RS256"])
    assert signed.header["kid"] == a_key.kid
    assert signed.claims["iss"] == signed.claims["sub"] == CLIENT and signed.claims["aud"] == id_porten.issuer
    assert signed.claims["exp"] - signed.claims["iat"] <= 120 and signed.claims["jti"]


def test_the_language_on_the_page_is_asked_for(village, id_porten):
    client = CheckedClient(headers={"Accept-Language": "nn"})
    sent_away(client)
    assert id_porten.asked[-1]["ui_locales"] == "nn"


LIES = {
    "it is signed by nobody": {"by_hand": "none"},
    "it is signed with another key": {"signs_with": RSAKey.generate_key(2048)},
    "it is signed with the public key as a secret": {"by_hand": "HS256"},
    "it brings its own key along": {"header": {"kid": "first", "jwk": RSAKey.generate_key(2048).as_dict()}},
    "it does not say which key": {"header": {}},
    "its key is not known": {"header": {"kid": "other"}},
    "it is for somebody else": {"aud": "somebody-else"},
    "it is for somebody else too": {"aud": [CLIENT, "somebody-else"]},
    "it was asked for by somebody else": {"azp": "somebody-else"},
    "it is by somebody else": {"iss": "https://idporten.example"},
    "its nonce is another": {"nonce": "another"},
    "it has no nonce": {"nonce": None},
    "the level is lower than asked for": {"acr": "idporten-loa-low"},
    "the level is not known": {"acr": "idporten-loa-highest"},
    "the level is that of a foreign eID": {"acr": "eidas-loa-high"},
    "it has no level": {"acr": None},
    "it has run out": {"exp": int(time.time()) - 31},
    "it never runs out": {"exp": None},
    "it is not valid yet": {"nbf": int(time.time()) + 3600},
    "it was issued in the future": {"iat": int(time.time()) + 3600},
    "it was issued long ago": {"iat": int(time.time()) - 3600, "exp": int(time.time()) + 3600},
    "it does not say when": {"iat": None},
    "it was proved in the future": {"auth_time": int(time.time()) + 3600},
    "the number is none": {"pid": "12345678901"},
    "the number is not digits": {"pid": "marte"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_no_session_comes_of_a_lie(client, village, id_porten, lie, caplog):
    if set(lie) <= set(vars(id_porten)):
        vars(id_porten).update(lie)
    else:
        id_porten.claims = lie
    with caplog.at_level(logging.WARNING):
        answer = comes_back(client, id_porten, village.marte)
    assert answer.status_code == 403 and "Du ble ikke logget inn" in answer.text
    assert nobody_is_logged_in(client)
    assert number_of(village.marte) not in caplog.text + answer.text


CHANGED = {
    "the state is another": {"state": "another"},
    "there is no state": {"state": None},
    "it is another provider's": {"iss": "https://idporten.example"},
    "it does not say whose it is": {"iss": None},
    "the code is another": {"code": "another"},
    "there is no code": {"code": None},
    "it is an error": {"error": "invalid_request", "code": None},
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_no_session_comes_of_an_answer_that_was_changed_on_the_way(client, village, id_porten, changed):
    answer = comes_back(client, id_porten, village.marte, changed=changed)
    assert answer.status_code == 403 and nobody_is_logged_in(client)
    assert "invalid_request" not in answer.text


def test_an_answer_counts_in_the_browser_alone_that_asked(client, village, id_porten):
    """Else somebody could have another log in as them, and read what they write."""
    answer = id_porten.logs_in(sent_away(client), number_of(village.marte))
    other = CheckedClient()
    assert other.get(RETURN, answer).status_code == 403 and nobody_is_logged_in(other)


def test_an_answer_counts_once(client, village, id_porten):
    answer = id_porten.logs_in(sent_away(client), number_of(village.marte))
    assert client.get(RETURN, answer).status_code == 303
    client.cookies.clear()
    assert client.get(RETURN, answer).status_code == 403


def test_a_code_that_was_used_is_worth_nothing_even_with_a_state_that_holds(client, village, id_porten):
    first = id_porten.logs_in(sent_away(client), number_of(village.marte))
    second = id_porten.logs_in(sent_away(client), number_of(village.marte))
    id_porten.codes.pop(second["code"])
    assert client.get(RETURN, second).status_code == 403
    assert client.get(RETURN, first).status_code == 303, "what another tab asked still counts"


def test_an_answer_that_comes_late_counts_no_more(client, village, id_porten, monkeypatch):
    answer = id_porten.logs_in(sent_away(client), number_of(village.marte))
    later = time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(RETURN, answer).status_code == 403


def test_who_breaks_it_off_is_back_at_the_login(client, village, id_porten):
    answer = comes_back(client, id_porten, village.marte, changed={"error": "access_denied", "code": None})
    assert answer.url == "/login/?declined=1&next=%2Fhome%2F"
    assert "Du avbrøt innloggingen" in client.get(answer.url).text and nobody_is_logged_in(client)


def test_who_has_no_number_is_told_so(client, village, id_porten):
    id_porten.claims = {"pid": None}
    answer = comes_back(client, id_porten, village.marte)
    assert answer.status_code == 403 and "fødselsnummer" in answer.text and nobody_is_logged_in(client)


def test_a_higher_level_than_asked_for_is_good_enough(client, village, id_porten):
    id_porten.claims = {"acr": "idporten-loa-high"}
    assert comes_back(client, id_porten, village.marte).status_code == 303


@pytest.mark.parametrize("claims", [{"amr": ["TestID"]}, {"amr": "TestID"}, {}])
def test_nobody_made_up_comes_in_in_production(client, village, id_porten, settings, claims):
    """The village's numbers are synthetic, as those of test persons are."""
    id_porten.claims = claims
    answer = id_porten.logs_in(sent_away(client), number_of(village.marte))
    settings.IN_PRODUCTION = True
    assert client.get(RETURN, answer).status_code == 403 and nobody_is_logged_in(client)


@pytest.mark.parametrize("on_behalf_of", ["3103", None, "3104"])
def test_a_login_on_behalf_of_a_municipality_is_for_that_one(client, village, id_porten, settings, on_behalf_of):
    settings.ID_PORTEN_ON_BEHALF_OF = "3103"
    id_porten.claims = {"client_onbehalfof": on_behalf_of}
    answer = comes_back(client, id_porten, village.marte)
    assert id_porten.asked[0]["onbehalfof"] == "3103"
    assert answer.status_code == (303 if on_behalf_of == "3103" else 403)


def test_keys_that_are_new_are_fetched_once(client, village, id_porten, monkeypatch):
    comes_back(client, id_porten, village.marte)
    id_porten.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "second"})
    id_porten.signs_with, id_porten.header = id_porten.key, {"kid": "second"}
    assert comes_back(CheckedClient(), id_porten, village.marte).status_code == 403, "it was asked a moment ago"
    monkeypatch.setattr(endpoints, "AGAIN_AFTER", 0)
    assert comes_back(CheckedClient(), id_porten, village.marte).status_code == 303


SILENT = ["/.well-known/openid-configuration", "/par"]


@pytest.mark.parametrize("path", SILENT)
def test_a_provider_that_does_not_answer_is_said_in_words(client, village, id_porten, path):
    id_porten.silent = {path}
    answer = client.get(START, {"next": "/home/absence/"})
    assert answer.status_code == 503 and "svarer ikke" in answer.text and "next=/home/absence/" in answer.text


@pytest.mark.parametrize("path", ["/token", "/jwks"])
def test_so_is_one_that_falls_silent_half_way(client, village, id_porten, path):
    id_porten.silent = {path}
    answer = comes_back(client, id_porten, village.marte)
    assert answer.status_code == 503 and nobody_is_logged_in(client)


def test_what_a_provider_said_of_itself_is_used_while_it_does_not_answer(client, village, id_porten, monkeypatch):
    sent_away(client)
    monkeypatch.setattr(endpoints, "KEPT", 0)
    id_porten.silent = {"/.well-known/openid-configuration"}
    assert sent_away(client)


def test_one_that_did_not_answer_is_not_asked_again_at_once(client, village, id_porten, monkeypatch):
    """Else all who want in wait for it, one after the other."""
    id_porten.silent = {"/.well-known/openid-configuration"}
    client.get(START)
    id_porten.silent = set()
    assert client.get(START).status_code == 503
    monkeypatch.setattr(endpoints, "SILENT_FOR", 0)
    assert client.get(START).status_code == 302


def test_a_provider_that_calls_itself_something_else_is_not_asked(client, village, id_porten):
    id_porten.metadata = {"issuer": "https://idporten.example"}
    assert client.get(START).status_code == 503


def test_without_a_key_of_ours_nobody_is_sent_away(client, village, id_porten, a_key):
    a_key.delete()
    assert client.get(START).status_code == 503


def test_a_login_that_was_proved_an_hour_ago_is_no_proof_of_now(client, village, id_porten):
    """ID-porten lets in, without asking, who has logged in elsewhere: they come in, and step up for what wants it."""
    id_porten.proved_at = int(time.time()) - 3600
    comes_back(client, id_porten, village.marte)
    assert client.get("/home/").status_code == 200
    assert client.get("/pin/").url.startswith("/step-up/")


def test_stepping_up_asks_anew_and_takes_nothing_older(client, village, id_porten):
    id_porten.proved_at = int(time.time()) - 3600
    comes_back(client, id_porten, village.marte)
    answer = comes_back(client, id_porten, village.marte, "/pin/", step_up="1")
    assert id_porten.asked[-2]["prompt"] == "login"
    assert answer.status_code == 403 and client.get("/pin/").status_code == 303
    id_porten.proved_at = None
    assert comes_back(client, id_porten, village.marte, "/pin/", step_up="1").url == "/pin/"
    assert client.get("/pin/").status_code == 200


def test_stepping_up_must_say_when_it_was_proved(client, village, id_porten):
    id_porten.claims = {"auth_time": None}
    assert comes_back(client, id_porten, village.marte, step_up="1").status_code == 403


def test_nothing_of_a_token_is_stored(client, village, id_porten):
    id_porten.claims = {"email": "somebody@example.org"}
    comes_back(client, id_porten, village.marte)
    row = Session.objects.get(account__isnull=False)
    said = f"{row.session_data} {client.session.items()} {row.provider} {row.provider_session}"
    assert number_of(village.marte) not in said and "example.org" not in said and id_porten.sid not in said
    assert "pairwise" not in said
