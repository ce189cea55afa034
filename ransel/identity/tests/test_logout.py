"""A login ends where it began, and where it was vouched for: ours with theirs, and theirs with ours."""

import time

import pytest
from bs4 import BeautifulSoup
from joserfc.jwk import RSAKey

from ransel.audit.models import Event
from ransel.identity.models import Session
from ransel.identity.tests.test_id_porten import comes_back
from tests.pages import CheckedClient

OVER, IN_FRAME = "/login/idporten/ended", "/login/idporten/ended-here"


@pytest.fixture
def logged_in(client, village, id_porten):
    comes_back(client, id_porten, village.marte)
    return client


def test_who_logs_out_is_out_here_and_is_sent_on_to_be_out_there(logged_in, id_porten):
    key = logged_in.cookies["session"].value
    answer = logged_in.post("/logout/", logged_in.form("/me/", "/logout/"))
    assert answer.url.startswith(f"{id_porten.issuer}/logout?client_id=")
    assert (
        "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8000%2Flogin%2F" in answer.url and "hint" not in answer.url
    )
    logged_in.cookies["session"] = key
    assert logged_in.get("/home/").url.startswith("/login/")


def test_who_logs_out_is_out_here_even_if_the_provider_is_silent(logged_in, id_porten, monkeypatch):
    form = logged_in.form("/me/", "/logout/")
    from ransel.identity.oidc import endpoints

    endpoints.forget()
    id_porten.silent = {"/.well-known/openid-configuration"}
    assert logged_in.post("/logout/", form).url == "/login/"
    assert logged_in.get("/home/").status_code == 303


@pytest.mark.parametrize("claims", [{"pid": "13914810005"}, {"pid": None}])
def test_who_is_not_known_here_gets_out_there_too(client, village, id_porten, claims):
    """Digdir's test 6: also who has no access to the service. Else the next at the device is let in as them."""
    id_porten.claims = claims
    page = comes_back(client, id_porten, village.marte)
    assert page.status_code == 403
    form = BeautifulSoup(page.text, "html.parser").select_one('form[action="/logout/"]')
    answer = client.post("/logout/", {one["name"]: one["value"] for one in form.select("input")})
    assert answer.url.startswith(f"{id_porten.issuer}/logout?client_id=")


@pytest.mark.parametrize("tries", [1, 2])
def test_a_provider_says_from_server_to_server_that_it_is_over(logged_in, id_porten, published, tries):
    token = id_porten.logout_token()
    for _try in range(tries):
        answer = CheckedClient().post(OVER, {"logout_token": token})
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert logged_in.get("/home/").status_code == 303
    assert Event.objects.filter(what="login.ended_by_provider").count() == 1


def test_what_lies_open_in_that_login_is_closed(logged_in, id_porten, published, django_capture_on_commit_callbacks):
    handle = Session.objects.get(account__isnull=False).handle
    with django_capture_on_commit_callbacks(execute=True):
        CheckedClient().post(OVER, {"logout_token": id_porten.logout_token()})
    assert f"session:{handle}" in published


NO_WORD = {
    "it is signed with another key": ({}, {"signs_with": RSAKey.generate_key(2048)}),
    "it is signed by nobody": ({}, {"by_hand": "none"}),
    "it is for somebody else": ({"aud": "somebody-else"}, {}),
    "it is by somebody else": ({"iss": "https://idporten.example"}, {}),
    "it has run out": ({"exp": int(time.time()) - 60}, {}),
    "it is old": ({"iat": int(time.time()) - 3600}, {}),
    "it has a nonce, as a login has": ({"nonce": "n"}, {}),
    "it is about something else": ({"events": {"http://schemas.openid.net/event/other": {}}}, {}),
    "its events are none": ({"events": ["http://schemas.openid.net/event/backchannel-logout"]}, {}),
    "it names no session": ({"sid": None}, {}),
    "it has no name of its own": ({"jti": None}, {}),
    "it is a login": ({}, {"header": {"kid": "first", "typ": "JWT"}}),
}


@pytest.mark.parametrize(("claims", "lie"), NO_WORD.values(), ids=NO_WORD)
def test_nothing_ends_at_a_word_that_is_none(logged_in, id_porten, claims, lie):
    vars(id_porten).update(lie)
    answer = CheckedClient().post(OVER, {"logout_token": id_porten.logout_token(**claims)})
    assert answer.status_code == 400 and logged_in.get("/home/").status_code == 200


@pytest.mark.parametrize("body", [{}, {"logout_token": ""}, {"logout_token": "a.b.c"}, {"logout_token": "x" * 100_000}])
def test_nothing_ends_at_no_token_at_all(logged_in, body):
    assert CheckedClient().post(OVER, body).status_code == 400
    assert logged_in.get("/home/").status_code == 200


def test_another_session_of_the_same_person_goes_on(logged_in, village, id_porten):
    first, id_porten.sid = id_porten.sid, ""
    other = CheckedClient()
    comes_back(other, id_porten, village.marte)
    CheckedClient().post(OVER, {"logout_token": id_porten.logout_token(sid=first)})
    assert logged_in.get("/home/").status_code == 303 and other.get("/home/").status_code == 200


def test_a_provider_says_in_a_frame_that_it_is_over(logged_in, id_porten):
    """Digdir's test 7. No cookie comes along in the frame of another site."""
    answer = CheckedClient().get(IN_FRAME, {"iss": id_porten.issuer, "sid": id_porten.sid})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert "X-Frame-Options" not in answer.headers
    assert f"frame-ancestors {id_porten.issuer}" in answer.headers["Content-Security-Policy"]
    assert logged_in.get("/home/").status_code == 303


@pytest.mark.parametrize(
    "said", [{}, {"sid": ""}, {"sid": "another"}, {"iss": "https://idporten.example"}, {"iss": None}, {"sid": None}]
)
def test_nothing_ends_in_a_frame_for_who_does_not_know_the_session(logged_in, id_porten, said):
    asked = ({"iss": id_porten.issuer, "sid": id_porten.sid} if said else {}) | said
    CheckedClient().get(IN_FRAME, {key: value for key, value in asked.items() if value is not None})
    assert logged_in.get("/home/").status_code == 200


@pytest.mark.parametrize("name", ["feide", "village", "nobody"])
def test_who_is_not_asked_here_ends_nothing(logged_in, name):
    assert CheckedClient().post(f"/login/{name}/ended", {}).status_code == 404
    assert CheckedClient().get(f"/login/{name}/ended-here", {"iss": "x", "sid": "y"}).status_code == 404


def test_sessions_are_found_by_what_the_provider_calls_them_without_a_search(
    logged_in, id_porten, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        CheckedClient().post(OVER, {"logout_token": id_porten.logout_token(sid="another")})
