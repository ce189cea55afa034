"""Staff log in with Feide, always with two factors; and of what it says the number alone is read."""

import logging

import pytest

from ransel.identity.models import Session
from ransel.identity.tests.test_id_porten import number_of

START, RETURN = "/login/feide/", "/login/feide/return"
NUMBER = "https://n.feide.no/claims/nin"


def comes_back(client, provider, person, **about):
    address = client.get(START, {"next": "/work/"}).url
    provider.about = {"sub": "pairwise", NUMBER: number_of(person), **about}
    return client.get(RETURN, provider.logs_in(address, number_of(person)))


def test_an_employee_comes_in_with_two_factors(client, village, feide):
    assert comes_back(client, feide, village.siri).url == "/work/"
    assert client.get("/work/").status_code in (200, 303)


def test_two_factors_are_asked_for_and_we_say_who_we_are_by_a_secret(client, village, feide):
    address = client.get(START).url
    assert "acr_values=urn%3Amace%3Afeide.no%3Aauth%3Alevel%3Afad08%3A3" in address and "request_uri" not in address
    assert "code_challenge_method=S256" in address and "nonce=" in address
    comes_back(client, feide, village.siri)
    assert feide.asked[-1]["authorization"].startswith("Basic ")


@pytest.mark.parametrize("acr", [None, "urn:mace:feide.no:auth:level:fad08:2", "idporten-loa-high"])
def test_nobody_comes_in_with_one_factor(client, village, feide, acr):
    feide.claims = {"acr": acr}
    assert comes_back(client, feide, village.siri).status_code == 403
    assert not Session.objects.exclude(account=None).exists()


def test_it_is_no_eid_and_opens_nothing_that_asks_for_one(client, village, feide):
    comes_back(client, feide, village.siri)
    assert client.get("/pin/").url.startswith("/step-up/")
    assert "Feide" not in client.get("/step-up/?next=/pin/").text


def test_what_was_not_asked_for_goes_no_further(client, village, feide, caplog):
    """In January 2024 Feide sent numbers to services that had not asked for them (norway.md 1.9)."""
    feide.claims = {"pid": "01838299999", "email": "somebody@example.org"}
    with caplog.at_level(logging.DEBUG):
        comes_back(client, feide, village.siri, name="Somebody Else", picture="https://example.org/")
    row = Session.objects.get(account__isnull=False)
    said = f"{row.session_data}{dict(client.session)}{caplog.text}"
    assert not [one for one in ("01838299999", "example.org", "Somebody") if one in said]
    assert row.account.person == village.siri


def test_what_is_said_of_somebody_else_is_not_taken(client, village, feide):
    assert comes_back(client, feide, village.siri, sub="another").status_code == 403


def test_without_a_number_we_do_not_know_who_it_is(client, village, feide):
    assert comes_back(client, feide, village.siri, **{NUMBER: None}).status_code == 403
