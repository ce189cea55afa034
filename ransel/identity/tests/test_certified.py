"""Our client and a provider that is certified and not ours; by it Digdir's verification tests for ID-porten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ransel.identity.models import ClientKey, Session
from ransel.identity.oidc import endpoints, keys
from ransel.identity.tests.lying import CLIENT
from ransel.identity.tests.test_id_porten import RETURN, number_of, sent_away
from tests.op.certified import Browser, certified
from tests.pages import CheckedClient


@pytest.fixture(scope="module")
def our_key():
    return keys.new_key()


@pytest.fixture(scope="module")
def provider(our_key):
    public = {"keys": [our_key.as_dict(private=False)]}
    with certified(CLIENT, public, f"http://localhost:8000{RETURN}", "http://localhost:8000/login/") as provider:
        yield provider


@pytest.fixture
def browser(provider, our_key, settings, db):
    """Somebody's, in front of an installation that asks this provider."""
    now = timezone.now()
    moments = {"made_at": now, "published_at": now, "in_use_at": now}
    ClientKey.objects.create(kid=our_key.kid, cipher=keys.sealed(our_key), **moments)
    endpoints.forget()
    settings.ID_PORTEN_CLIENT_ID, settings.ID_PORTEN_ISSUER = CLIENT, provider.issuer
    settings.LOGIN_PROVIDERS = ["ransel.identity.oidc.provider.IdPorten"]
    provider.ended.clear()
    yield Browser(provider)
    endpoints.forget()


def logs_in(client, browser, person, **said):
    return client.get(RETURN, browser.logs_in(sent_away(client, **said), number_of(person)))


def test_1_who_has_logged_in_here_is_not_asked_again_elsewhere(client, village, browser):
    assert logs_in(client, browser, village.marte).url == "/home/" and browser.was_asked
    elsewhere = CheckedClient()
    assert logs_in(elsewhere, browser, village.marte).url == "/home/" and not browser.was_asked


def test_3_who_has_logged_in_elsewhere_comes_in_at_the_level_they_proved(client, village, browser):
    logs_in(CheckedClient(), browser, village.marte)
    assert logs_in(client, browser, village.marte).url == "/home/" and not browser.was_asked
    assert "Marte" in client.get("/me/").text
    assert client.get("/pin/").status_code == 200, "it was proved a moment ago"


def test_6_who_logs_out_here_is_logged_out_there_and_elsewhere(client, village, browser, provider):
    elsewhere = CheckedClient()
    logs_in(elsewhere, browser, village.marte)
    logs_in(client, browser, village.marte)
    to = client.post("/logout/", client.form("/me/", "/logout/")).url
    assert browser.logs_out(to).startswith("http://localhost:8000/login/?state=")
    assert client.get("/home/").status_code == 303
    logs_in(CheckedClient(), browser, village.marte)
    assert browser.was_asked, "there, too, nobody is logged in any more"


def test_7_who_logs_out_elsewhere_is_logged_out_here(client, village, browser, provider):
    logs_in(client, browser, village.marte)
    end = f"{endpoints.metadata(provider.issuer)['end_session_endpoint']}?client_id={CLIENT}&state=s"
    browser.logs_out(f"{end}&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8000%2Flogin%2F")
    assert len(provider.ended) == 1, "from server to server"
    assert CheckedClient().post("/login/idporten/ended", {"logout_token": provider.ended[0]}).status_code == 200
    assert client.get("/home/").status_code == 303


def test_8_who_does_nothing_for_half_an_hour_is_logged_out(client, village, browser):
    logs_in(client, browser, village.marte)
    row = Session.objects.get(account__isnull=False)
    assert row.expire_date <= timezone.now() + timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/home/").url.startswith("/login/")


def test_9_who_steps_up_is_asked_anew(client, village, browser):
    logs_in(client, browser, village.marte)
    Session.objects.update(session_data=client.session.encode({**client.session, "strong_at": None}))
    assert logs_in(client, browser, village.marte, step_up="1").status_code == 303 and browser.was_asked
    assert client.get("/pin/").status_code == 200


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_11_the_language_is_asked_for(village, browser, language):
    client = CheckedClient(headers={"Accept-Language": language})
    assert logs_in(client, browser, village.marte).url == "/home/"


def test_who_breaks_it_off_comes_back_to_the_login(client, village, browser):
    answer = client.get(RETURN, browser.logs_in(sent_away(client), "nobody"))
    assert answer.url.startswith("/login/?declined=1")


def test_a_code_is_worth_something_once(client, village, browser):
    answer = browser.logs_in(sent_away(client), number_of(village.marte))
    assert client.get(RETURN, answer).status_code == 303
    other = browser.logs_in(sent_away(client), number_of(village.marte))
    assert client.get(RETURN, other | {"code": answer["code"]}).status_code == 403


def test_who_is_not_registered_here_is_told_so_and_can_log_out(client, village, browser):
    """A person with a number that nobody here has: it is a number, and synthetic."""
    answer = client.get(RETURN, browser.logs_in(sent_away(client), "13914810005"))
    assert answer.status_code == 403 and "Vi kjenner deg ikke" in answer.text
    browser.logs_out(client.post("/logout/", {}).url)
    logs_in(client, browser, village.marte)
    assert browser.was_asked, "they are out there, too, and the next at this device is somebody else"
