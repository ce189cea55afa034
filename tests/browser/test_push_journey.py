"""A guardian turns notices on with one tap, tries them, and sees that the phone itself says they arrive."""

import json
import re

import pytest
from playwright.sync_api import expect

from ransel.home.tests.pushing import Browser, push_service

pytestmark = pytest.mark.browser

# Chromium has no push service to ask without network: what it would give is put in its place.
GIVES = """
PushManager.prototype.subscribe = async function () {
  const said = %s;
  const mine = { endpoint: said.endpoint, toJSON: () => said, unsubscribe: async () => true };
  PushManager.prototype.getSubscription = async () => mine;
  return mine;
};
"""


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def phone_of(page, service):
    """What the page's browser would be given; and it may show notices."""
    browser = Browser(service.address)
    keys = {name: browser.subscription[name] for name in ("p256dh", "auth")}
    said = {"endpoint": browser.subscription["endpoint"], "keys": keys}
    page.context.add_init_script(GIVES % json.dumps(said))
    page.context.grant_permissions(["notifications"])
    return browser


def registration_of(page):
    devtools, found = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(600)
    return devtools, found[-1]["registrationId"]


def test_notices_are_turned_on_tried_and_said_to_arrive(visit, demo, service):
    page = visit("Marte")
    browser = phone_of(page, service)
    page.goto("/me/notices/settings/")
    page.get_by_role("button", name="Varsle meg på denne enheten").click()
    page.wait_for_url(re.compile("saved"))
    expect(page.get_by_text("Ingen varsler er sendt ennå.")).to_be_visible()
    page.get_by_role("button", name="Test", exact=False).first.click()
    expect(page.get_by_text("Vi sender en test.")).to_be_visible()
    while not (taken := browser.taken_from(service)):
        page.wait_for_timeout(100)
    assert len(taken) == 1 and taken[0]["title"] == "Varsler fra Ransel kommer fram hit"
    devtools, registration = registration_of(page)
    message = {"origin": demo, "registrationId": registration, "data": json.dumps(taken[0])}
    devtools.send("ServiceWorker.deliverPushMessage", message)
    expect(page.get_by_text("Det kom fram")).to_be_visible()
    shown = page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
        ".then((all) => all.map((one) => [one.title, one.body]))"
    )
    assert shown == [["Varsler fra Ransel kommer fram hit", "Dette er testen du ba om."]]


def test_a_browser_that_was_told_no_says_how_to_undo_it(visit):
    page = visit("Marte")
    page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page.goto("/me/notices/settings/")
    expect(page.get_by_text("Denne nettleseren lar ikke Ransel varsle deg.")).to_be_visible()
    expect(page.get_by_role("button", name="Varsle meg på denne enheten")).to_be_hidden()


def test_logging_out_lets_go_of_the_phone(visit, service):
    page = visit("Henrik")
    phone_of(page, service)
    page.goto("/me/notices/settings/")
    page.get_by_role("button", name="Varsle meg på denne enheten").click()
    page.wait_for_url(re.compile("saved"))
    page.goto("/me/")
    page.evaluate(
        "navigator.serviceWorker.ready.then((one) => one.pushManager.subscribe())"
        ".then((mine) => { mine.unsubscribe = async () => { sessionStorage.gone = 'yes'; }; })"
    )
    page.get_by_role("button", name="Logg ut").click()
    page.wait_for_url(re.compile("/login/"))
    assert page.evaluate("sessionStorage.gone") == "yes"
