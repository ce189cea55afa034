"""The push service gives a phone another address: its worker says so, or the next page that is open does."""

import json
import re

import pytest

from ransel.home.tests.pushing import Browser, push_service
from ransel.notifications.endpoints import name_of

pytestmark = pytest.mark.browser

# Chromium has no push service to ask without network. What it would give is put in its place, in page and worker: the
# address that it has, and the one that it is given when it asks again.
GIVES = """(() => {
  const mine = (said) => said && { endpoint: said.endpoint, toJSON: () => said, unsubscribe: async () => true };
  let has = %s;
  const gives = %s;
  PushManager.prototype.getSubscription = async () => mine(has);
  PushManager.prototype.subscribe = async (options) => { self.asked = options; has = gives; return mine(has); };
})()"""
CHANGES = """(old) => new Promise((done) => {
  const event = new ExtendableEvent("pushsubscriptionchange");
  event.waitUntil = (work) => work.then(done); // one that is made here may not keep the worker awake
  event.oldSubscription = old;
  self.dispatchEvent(event);
})"""


@pytest.fixture
def service():
    with push_service() as one:
        yield one


def said_of(browser):
    keys = {name: browser.subscription[name] for name in ("p256dh", "auth")}
    return {"endpoint": browser.subscription["endpoint"], "keys": keys}


def gives(has, then):
    return GIVES % tuple(json.dumps(one and said_of(one)) for one in (has, then))


def turned_on(page, browser):
    """Notices are on, and the worker knows what the address is called that we were told."""
    page.context.grant_permissions(["notifications"])
    page.add_init_script(gives(None, browser))
    page.goto("/me/notices/settings/")
    page.get_by_role("button", name="Varsle meg på denne enheten").click()
    page.wait_for_url(re.compile("saved"))
    (worker,) = page.context.service_workers
    worker.evaluate(gives(browser, None))
    page.goto("/me/")
    remembers(page, browser)
    return worker


def remembers(page, browser):
    """Waits until the worker was told that this address is known."""
    said = "caches.open('push').then((one) => one.match('/me/notices/devices/renewal/')).then((one) => one?.text())"
    while page.evaluate(said) != name_of(browser.subscription["endpoint"]):
        page.wait_for_timeout(100)


def told_by(page, browser, service):
    """How often a test to the one device that is in the list reaches this browser."""
    page.goto("/me/notices/settings/")
    buttons = page.get_by_role("button", name=re.compile("^Test"))
    assert buttons.count() == 1
    buttons.click()
    while not (taken := browser.taken_from(service)):
        page.wait_for_timeout(100)
    return len(taken)


def logged_in_anew(page, demo, name):
    page.goto(f"{demo}/demo/people/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: "/demo/" not in url)


def test_the_worker_says_it_at_once_with_the_same_key_and_without_a_page(visit, service):
    page, old, new = visit("Marte"), Browser(service.address), Browser(service.address)
    worker = turned_on(page, old)
    key = page.evaluate("fetch('/me/notices/devices/renewal/').then((one) => one.json()).then((said) => said.key)")
    worker.evaluate(gives(None, new))
    worker.evaluate(CHANGES, None)
    assert worker.evaluate("self.asked") == {"userVisibleOnly": True, "applicationServerKey": key}
    assert told_by(page, new, service) == 1 and not old.taken_from(service)


def test_when_the_login_is_gone_the_next_page_that_is_open_mends_it(visit, demo, service):
    page, old, new = visit("Henrik", known=["401"]), Browser(service.address), Browser(service.address)
    worker = turned_on(page, old)
    page.goto("about:blank")
    page.context.clear_cookies()
    worker.evaluate(gives(new, None))
    worker.evaluate(CHANGES, said_of(old))
    logged_in_anew(page, demo, "Henrik")
    remembers(page, new)
    assert told_by(page, new, service) == 1 and not old.taken_from(service)


def test_whoever_logs_in_next_in_that_browser_is_not_told_by_it(visit, demo, service):
    page, old, new = visit("Hanna", known=["401", "422"]), Browser(service.address), Browser(service.address)
    worker = turned_on(page, old)
    page.goto("about:blank")
    page.context.clear_cookies()
    worker.evaluate(gives(new, None))
    logged_in_anew(page, demo, "Amina")
    while worker.evaluate("refused") != name_of(new.subscription["endpoint"]):
        page.wait_for_timeout(100)
    page.goto("/me/notices/settings/")
    assert page.get_by_role("button", name=re.compile("^Test")).count() == 0
    page.context.clear_cookies()
    logged_in_anew(page, demo, "Hanna")
    page.goto("/me/notices/settings/")
    assert page.get_by_role("button", name=re.compile("^Test")).count() == 1
