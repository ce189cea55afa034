"""The calendar: a guardian gives a child a day off, finds it in the month, and subscribes to the days."""

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser
ASIDE = {"phone": "2026-12-09", "desk": "2026-12-16", "no scripts": "2026-12-17"}  # each journey has a day of its own


@pytest.mark.parametrize(
    ("size", "scripts", "name"),
    [("phone", True, "phone"), ("desk", True, "desk"), ("phone", False, "no scripts")],
    ids=lambda value: str(value),
)
def test_a_day_off_stands_in_the_month_and_leads_to_its_week(visit, size, scripts, name):
    marte, day = visit("Marte", size, scripts=scripts), ASIDE[name]
    marte.goto("/home/time-off/")
    marte.locator(".r-choice", has_text="Ella").first.click()
    for label in ("first_day", "last_day"):
        marte.locator(f"[name={label}]").fill(day)
    with marte.expect_navigation():
        marte.locator(".r-send button").click()
    marte.goto("/home/")
    marte.locator(".r-nav a[href='/home/calendar/']").click()
    expect(marte.get_by_role("heading", level=1)).to_contain_text("November 2026")
    marte.goto("/home/calendar/?month=2026-12")
    expect(marte.locator(".r-nav [aria-current]")).to_have_attribute("href", "/home/calendar/")
    wide = marte.evaluate("document.documentElement.scrollWidth - innerWidth") if scripts else 0
    assert wide <= 0, "nothing is wider than the screen"
    cell = marte.locator(f'.r-month a[href="#day-{day}"]')
    cell.focus()
    marte.keyboard.press("Enter")
    agenda = marte.locator(f"#day-{day}")
    expect(agenda).to_be_in_viewport()
    if scripts:
        finds_nothing(marte)
    agenda.get_by_role("link").first.click()
    expect(marte.get_by_role("heading", level=1)).to_contain_text("Ella")
    assert "week=2026-W" in marte.url


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_a_subscription_is_made_read_by_another_calendar_and_ended(visit, demo, scripts):
    henrik, other = visit("Henrik", "phone", scripts=scripts), visit(None)
    henrik.goto("/home/calendar/subscription/")
    if scripts:
        finds_nothing(henrik)
    henrik.get_by_role("main").get_by_role("link").last.click()
    henrik.get_by_role("main").locator("button[type=submit]").last.click()
    address = henrik.locator("#id_address")
    expect(address).to_be_visible()
    if scripts:
        finds_nothing(henrik)
    path = "/calendar/" + address.input_value().split("/calendar/")[1]
    answer = other.request.get(demo + path)
    assert answer.status == 200 and Calendar.from_ical(answer.body()).walk("VTIMEZONE")
    assert "Ella" not in answer.text() and "barnehage" not in answer.text()
    henrik.goto("/home/calendar/subscription/")
    assert path not in henrik.content()
    with henrik.expect_navigation():
        henrik.locator('form[action$="/end/"] button').click()
    assert other.request.get(demo + path).status == 404
