"""First use, as a guardian walks it on the phone: from the address to being told, and opened by face or finger."""

import re

import pytest
from playwright.sync_api import expect

from ransel.home.tests.pushing import push_service
from tests.browser.test_passkey_journey import LOCK
from tests.browser.test_push_journey import phone_of

pytestmark = pytest.mark.browser


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def step(page, words):
    return page.locator(".r-step", has=page.get_by_role("heading", name=words))


def done(page, words):
    expect(step(page, words)).to_have_attribute("data-done", "")


def test_from_the_address_to_the_first_notice_and_no_bank_id_tomorrow(visit, service):
    page = visit("Marte", "phone", touch=True)
    phone_of(page, service)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})
    page.get_by_role("link", name=re.compile("Kom i gang")).tap()
    page.get_by_role("button", name="Den ligger på startskjermen").tap()
    done(page, "Legg Ransel på telefonen")
    done(page, "Du ser 3 barn")
    page.get_by_role("link", name="Slå på varsler").tap()
    page.get_by_role("button", name="Varsle meg på denne enheten").tap()
    page.wait_for_url(re.compile("saved"))
    page.goto("/me/start/")
    done(page, "Få beskjed når noe skjer")
    step(page, "Åpne med ansikt eller finger").get_by_role("link", name="Slå på").tap()
    page.get_by_role("button", name="Slå på").tap()
    page.wait_for_url("**/me/start/")
    done(page, "Åpne med ansikt eller finger")
    page.get_by_role("button", name="Gå videre til i dag").tap()
    page.wait_for_url("**/home/")
    expect(page.get_by_role("link", name=re.compile("Kom i gang"))).to_have_count(0)


def test_a_step_is_put_off_and_taken_up_without_scripts_on_another_device(visit):
    page = visit("Henrik", "phone", scripts=False)
    page.goto("/me/start/")
    page.get_by_role("button", name="Ikke nå").click()
    expect(page.get_by_text("Du utsatte dette.")).to_be_visible()
    other = visit("Henrik", "desk", scripts=False)
    other.goto("/me/start/")
    expect(other.get_by_text("Du utsatte dette.")).to_be_visible()
    other.get_by_role("button", name="Den ligger på startskjermen").click()
    done(other, "Legg Ransel på telefonen")


def test_where_our_scripts_do_not_arrive_one_gets_as_far_without_them(visit):
    page = visit("Amina", "phone", known=("ERR_FAILED",))
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/me/start/")
    expect(page.get_by_role("button", name="Installer")).to_be_hidden()
    page.get_by_role("button", name="Den ligger på startskjermen").click()
    done(page, "Legg Ransel på telefonen")
    page.get_by_role("link", name="Slå på varsler").click()
    expect(page.get_by_text("E-post", exact=True).first).to_be_visible()
    page.goto("/me/start/")
    step(page, "Åpne med ansikt eller finger").get_by_role("link").first.click()
    expect(page.get_by_text("Nettleseren kan ikke dette")).to_be_visible()
    page.goto("/home/absence/")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sendt 06:50")).to_be_visible()


def test_whose_child_is_missing_finds_whom_to_ring(visit):
    page = visit("Vidar", "phone")
    page.goto("/me/start/")
    page.get_by_role("link", name="Mangler det et barn?").click()
    expect(page.get_by_role("heading", name="De kjenner til deg, men har ikke bekreftet det")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("57 00")).first).to_be_visible()
