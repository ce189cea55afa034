"""Who is out is out: in every tab, by every way back, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import QUIET, SIZES, WAIT, chromium_here

pytestmark = pytest.mark.browser

FAMILY = ("Ella", "Sunniva", "Maximilian", "Marte", "Bikuben")
PAGES = ("/home/", "/home/absence/", "/home/calendar/", "/home/fetchers/", "/me/")


@pytest.fixture
def remembers(chromium, demo):
    """A browser that keeps the pages one goes back to, as people's own do; Playwright's would not."""
    said = {"executable_path": chromium_here(), "args": QUIET, "ignore_default_args": ["--disable-back-forward-cache"]}
    browser = chromium.browser_type.launch(**said)
    opened = []

    def begin(**how):
        context = browser.new_context(
            base_url=demo, viewport=dict(zip(("width", "height"), SIZES["phone"], strict=True)), **how
        )
        page = context.new_page()
        page.set_default_timeout(WAIT)
        opened.append(page)
        page.goto("/demo/people/")
        page.get_by_role("button", name="Marte").click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        return page

    yield begin
    for page in opened:
        page.goto("about:blank")
    browser.close()


def names_on(page):
    return [name for name in FAMILY if name in page.content()]


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_no_way_back_shows_anything_of_anybody(remembers, scripts):
    marte = remembers(java_script_enabled=scripts, locale="nb-NO")
    for path in PAGES:
        marte.goto(path)
        assert names_on(marte), path
    marte.get_by_role("button", name="Logg ut").click()
    marte.wait_for_url("**/login/")
    seen = 0
    while marte.go_back() and "/demo/" not in marte.url:
        expect(marte.get_by_role("heading", level=1)).to_have_text("Ransel")
        assert not names_on(marte), marte.url
        seen += 1
    assert seen >= len(PAGES) - 1


def test_who_logs_out_in_one_tab_is_out_in_all_of_them(visit):
    marte = visit("Marte", known=["401"])
    others = [marte.context.new_page() for _page in range(3)]
    for page, path in zip(others, ("/home/", "/home/fetchers/", "/home/fetchers/new/"), strict=True):
        page.goto(path)
        assert names_on(page), path
    others[2].get_by_label("Fornavn og etternavn").fill("Ella sin bestemor")  # and it keeps nobody
    marte.goto("/me/")
    marte.get_by_role("button", name="Logg ut").click()
    for page in others:
        expect(page.get_by_role("heading", level=1)).to_have_text("Ransel")
        assert not names_on(page)


def test_a_page_whose_login_was_ended_elsewhere_leaves_once_it_is_looked_at(visit):
    marte, elsewhere = visit("Marte", known=["401"]), visit("Marte")
    marte.goto("/home/fetchers/")
    elsewhere.goto("/me/logins/")
    elsewhere.get_by_role("button", name="Logg ut").first.click()
    expect(elsewhere.get_by_role("button", name="Logg ut")).to_have_count(0)
    assert names_on(marte)
    marte.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(marte.get_by_role("heading", level=1)).to_have_text("Ransel")
    assert not names_on(marte)


def test_a_live_page_whose_login_was_ended_elsewhere_leaves_at_once(visit):
    marte, elsewhere = visit("Marte", known=["401"]), visit("Marte")
    marte.goto("/home/")
    elsewhere.goto("/me/logins/")
    elsewhere.get_by_role("button", name="Logg ut").first.click()
    expect(marte.get_by_role("heading", level=1)).to_have_text("Ransel")
    assert not names_on(marte)
