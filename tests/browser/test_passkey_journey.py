"""Face or finger, with a device that Chromium plays: switched on once, and one tap from then on."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(visit):
    """Marte's, with a lock that knows her."""
    page = visit("Marte", "phone", touch=True)
    page.devtools = page.context.new_cdp_session(page)
    page.devtools.send("WebAuthn.enable")
    page.lock = page.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})["authenticatorId"]
    return page


def switch_on(page):
    page.goto("/me/logins/")
    page.get_by_role("link", name="Slå på for denne enheten").click()
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_text("Neste gang åpner du Ransel her")).to_be_visible()


def log_out(page):
    page.goto("/me/")
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("button", name="Åpne med ansikt eller finger")).to_be_visible()


def test_from_the_second_morning_one_tap_opens_and_leads_to_where_one_was_going(phone):
    switch_on(phone)
    log_out(phone)
    phone.goto("/home/absence/")
    phone.get_by_role("button", name="Åpne med ansikt eller finger").tap()
    phone.wait_for_url("**/home/absence/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()


def test_a_device_that_has_it_is_not_switched_on_twice(phone):
    switch_on(phone)
    phone.goto("/me/logins/passkey/")
    phone.get_by_role("button", name="Slå på").click()
    expect(phone.get_by_text("Det er allerede på for denne enheten.")).to_be_visible()


def test_who_the_device_does_not_know_is_told_so_and_the_eid_stands_there(phone):
    switch_on(phone)
    log_out(phone)
    phone.devtools.send("WebAuthn.setUserVerified", {"authenticatorId": phone.lock, "isUserVerified": False})
    phone.get_by_role("button", name="Åpne med ansikt eller finger").click()
    expect(phone.get_by_text("Enheten kjente deg ikke igjen")).to_be_visible()
    expect(phone.get_by_role("link", name="Velg en person")).to_be_visible()
    assert phone.evaluate("document.querySelector('[data-passkey]').dataset.sending") is None


def test_a_device_that_was_lost_is_removed_from_another_and_opens_nothing(phone, visit):
    switch_on(phone)
    log_out(phone)
    other = visit("Marte", "desk")
    other.goto("/me/logins/")
    other.get_by_role("button", name="Fjern").first.click()
    expect(other.get_by_text("Enheten er fjernet")).to_be_visible()
    phone.goto("/login/")
    phone.get_by_role("button", name="Åpne med ansikt eller finger").click()
    expect(phone.get_by_text("Denne enheten åpner ikke Ransel lenger")).to_be_visible()


def test_where_the_browser_has_no_lock_or_no_scripts_only_the_eid_is_offered(visit):
    for scripts in (True, False):
        page = visit(None, "phone", scripts=scripts)
        page.goto("/login/")
        expect(page.get_by_role("link", name="Velg en person")).to_be_visible()
        expect(page.get_by_role("button", name="Åpne med ansikt eller finger")).to_be_hidden()
