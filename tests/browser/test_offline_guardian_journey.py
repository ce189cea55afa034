"""A guardian without network: it lies on the phone, is said not to be sent, is sent once, and goes at logout."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing
from tests.browser.test_offline_board_journey import LOST, RAW

pytestmark = pytest.mark.browser

MINE = RAW.replace('open("ransel")', 'open("ransel-phone")')
DATABASES = "indexedDB.databases().then((all) => all.map((one) => one.name))"
BANNER = re.compile("har IKKE fått det")


def kept(page, store):
    return [one for one in page.evaluate(MINE) if one.startswith(f"{store} ")]


def at_home(visit, person="Marte", **said):
    page = visit(person, **said)
    page.goto("/home/")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    for _attempt in range(50):
        if kept(page, "about"):
            return page
        page.wait_for_timeout(100)
    raise AssertionError("the children are not known")


def lose(page):
    """Without network, and the page asked for anew."""
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Det er ikke nett")).to_be_visible()


def find(page):
    page.context.set_offline(False)
    expect(page.locator("#phone-offline")).to_have_count(0, timeout=15_000)


def child(page, number):
    return page.locator("#phone-children label").nth(number - 1)


def keep(page):
    page.get_by_role("button", name="Ta vare på det til det er nett").click()


def ella_away(page):
    return page.get_by_role("article").filter(has_text="Ella").get_by_text("Borte hele dagen: Syk")


def take_back(page):
    page.goto("/home/")
    ella_away(page).click()
    page.get_by_role("button", name="Trekk").click()
    expect(page.get_by_text("Trukket").first).to_be_visible()


def test_what_is_said_without_network_waits_is_seen_and_is_sent_once(visit):
    marte = at_home(visit, known=["401"])
    lose(marte)
    finds_nothing(marte)
    keep(marte)
    expect(marte.get_by_text("Velg hvem det gjelder.")).to_be_visible()
    for number in (2, 3):
        child(marte, number).click()
    keep(marte)
    expect(marte.locator("#phone-now")).to_contain_text(BANNER)
    expect(marte.locator("#phone-now li")).to_have_count(2)
    marte.get_by_role("button", name="Ikke send det").first.click()
    expect(marte.locator("#phone-now li")).to_have_count(1)
    marte.reload()
    expect(marte.locator("#phone-now li")).to_contain_text("Barn 3 · Borte · Syk")
    finds_nothing(marte)
    find(marte)
    expect(marte.locator("#phone-sent")).to_contain_text("Barn 3 · Borte · Syk")
    expect(ella_away(marte)).to_be_visible()
    expect(marte.locator("#phone-now")).to_be_empty()
    finds_nothing(marte)
    assert not kept(marte, "items")
    take_back(marte)
    marte.goto("/home/")
    marte.wait_for_timeout(500)
    expect(ella_away(marte)).to_have_count(0)


def test_the_form_that_stands_open_waits_too_and_an_answer_that_was_lost_is_asked_for(visit):
    marte = at_home(visit, known=["401"])
    marte.goto("/home/absence/")
    marte.get_by_label("Ella").check()
    marte.context.set_offline(True)
    marte.get_by_role("button", name="Send for Ella").click()
    expect(marte.locator("#phone-now")).to_contain_text(BANNER)
    expect(marte.locator("#network")).not_to_contain_text("ikke sendt")
    assert len(kept(marte, "items")) == 1
    marte.context.set_offline(False)
    expect(marte.locator("#phone-sent")).to_contain_text("Sendt")
    take_back(marte)
    marte.goto("/home/absence/")
    marte.get_by_label("Ella").check()
    marte.evaluate(LOST)
    marte.get_by_role("button", name="Send for Ella").click()
    expect(marte.locator("#phone-sent")).to_contain_text("Sendt")
    assert not kept(marte, "items")
    take_back(marte)


def test_what_is_too_old_is_refused_plainly_and_stays_until_it_is_read(visit):
    marte = at_home(visit, known=["401"])
    lose(marte)
    child(marte, 3).click()
    keep(marte)
    expect(marte.locator("#phone-now li")).to_have_count(1)
    marte.clock.set_fixed_time(datetime.now() + timedelta(days=3))  # noqa: DTZ005  the device's own
    find(marte)
    expect(marte.locator("#phone-now")).to_contain_text("mer enn to dager gammelt")
    expect(marte.locator("#phone-now a").first).to_have_attribute("href", re.compile("^tel:"))
    finds_nothing(marte)
    marte.reload()
    expect(marte.locator("#phone-now")).to_contain_text("mer enn to dager gammelt")
    expect(ella_away(marte)).to_have_count(0)
    marte.get_by_role("button", name="Jeg har lest det").click()
    expect(marte.locator("#phone-now")).to_be_empty()
    assert not kept(marte, "items")


def test_names_are_the_guardians_own_choice_and_nothing_lies_in_clear_text(visit):
    marte = at_home(visit, known=["401"])
    marte.goto("/me/")
    marte.get_by_role("link", name="Uten nett").click()
    finds_nothing(marte)
    marte.get_by_label("Hva kaller du Ella på denne telefonen?").fill("Minsten")
    marte.get_by_role("button", name="Lagre navnene").click()
    expect(marte.get_by_text("Lagret på denne telefonen")).to_be_visible()
    lose(marte)
    expect(child(marte, 3)).to_contain_text("Minsten")
    child(marte, 3).click()
    keep(marte)
    expect(marte.locator("#phone-now li")).to_contain_text("Minsten")
    raw = " ".join(marte.evaluate(MINE))
    assert not any(word in raw for word in ("Minsten", "Ella", "absence", "ill")) and "key false" in raw
    text = marte.locator("body").inner_text()
    assert not any(name in text for name in ("Ella", "Sunniva", "Marte", "Bikuben", "Fjellheim"))
    marte.get_by_role("button", name="Ikke send det").click()
    find(marte)


def test_logout_says_what_is_not_sent_and_then_nothing_is_left(visit):
    marte = at_home(visit, known=["401", "403", "ERR_FAILED"])  # refused, once no cookie comes along
    marte.route("**/home/queued/", lambda route: route.abort())
    lose(marte)
    child(marte, 3).click()
    keep(marte)
    expect(marte.locator("#phone-now li")).to_have_count(1)
    find(marte)
    marte.goto("/me/")
    expect(marte.locator("#phone-now")).to_contain_text(BANNER)
    marte.get_by_role("button", name="Logg ut").click()
    expect(marte.get_by_text("Logger du ut, er de borte")).to_be_visible()
    finds_nothing(marte)
    marte.get_by_role("button", name="Logg ut").click()
    marte.wait_for_url(re.compile("/login/"))
    assert "ransel-phone" not in marte.evaluate(DATABASES)
    marte.context.set_offline(True)
    marte.goto("/home/")
    expect(marte.get_by_role("heading", name="Det er ikke nett")).to_be_visible()
    expect(marte.locator("#phone-form")).to_be_hidden()
    expect(marte.locator("#phone-now")).to_be_empty()


def test_another_who_logs_in_on_the_phone_neither_sees_nor_sends_it(visit):
    marte = at_home(visit, known=["401", "403", "ERR_FAILED"])  # refused, once no cookie comes along
    marte.route("**/home/queued/", lambda route: route.abort())
    lose(marte)
    child(marte, 3).click()
    keep(marte)
    expect(marte.locator("#phone-now li")).to_have_count(1)
    find(marte)
    marte.unroute("**/home/queued/")
    marte.context.clear_cookies()  # the login is over, and nobody has logged out
    marte.goto("/demo/people/")
    marte.get_by_role("button", name="Amina").click()
    marte.wait_for_url(re.compile("/home/"))
    marte.wait_for_timeout(1_000)
    expect(marte.locator("#phone-now")).to_be_empty()
    assert len(kept(marte, "items")) == 1
    lose(marte)
    expect(child(marte, 1)).to_contain_text("Barn 1")
    expect(marte.locator("#phone-children label")).to_have_count(1)
    expect(marte.locator("#phone-now")).to_be_empty()
    find(marte)


def test_who_has_no_scripts_logs_out_all_the_same(visit):
    marte = visit("Marte", scripts=False)
    marte.goto("/me/")
    marte.get_by_role("button", name="Logg ut").click()
    marte.wait_for_url(re.compile("/login/"))
