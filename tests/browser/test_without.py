"""Without a mouse, and without a network."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def tab_to(page, name, most=40):
    """As who steers by the keys does: on until it is this one that has the focus, and can be seen to have it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement; const b = e.closest('label') || e;"
            " return [(e.getAttribute('aria-label') || b.innerText || e.value || '').trim(),"
            " getComputedStyle(e).outlineStyle != 'none' || getComputedStyle(b).outlineStyle != 'none'"
            " || getComputedStyle(b).boxShadow != 'none'] }"
        )
        if name in focused[0]:
            assert focused[1], f"{name} has the focus, and does not show it"
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def test_absence_is_reported_and_withdrawn_by_the_keyboard_alone(visit):
    page = visit("Bente", "desk")
    page.goto("/home/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.goto("/home/absence/")
    page.wait_for_function("document.documentElement.matches(':root')")
    tab_to(page, "Jonas")
    page.keyboard.press("Space") if not page.get_by_label("Jonas").is_checked() else None
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(page.get_by_text("På tavla siden").or_(page.get_by_text("Sendt")).first).to_be_visible()
    tab_to(page, "Trekk tilbake")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Trukket tilbake")).to_be_visible()


def test_a_form_without_network_says_that_it_is_not_sent_and_keeps_what_was_written(visit):
    page = visit("Hanna")
    page.goto("/home/absence/")
    page.get_by_text("Deler av dagen").click()
    page.get_by_label("Fra").fill("10:15")
    page.context.set_offline(True)
    expect(page.get_by_role("status").get_by_text("Det er ikke nett.")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Dette er ikke sendt: Det er ikke nett.")).to_be_visible()
    expect(page.get_by_label("Fra")).to_have_value("10:15")
    page.context.set_offline(False)
    expect(page.get_by_text("Det er ikke nett.")).to_have_count(0)
    page.get_by_label("Fra").fill("11:00")
    page.get_by_label("Til").fill("12:00")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sara").first).to_be_visible()
    expect(page.get_by_role("button", name="Trekk tilbake")).to_be_visible()


def test_an_open_board_says_when_what_it_shows_may_be_old_and_catches_up(visit):
    board, grown_up = visit("Jon Berg", "tablet"), visit("Henrik")
    expect(board.get_by_role("heading", name="SFO 3")).to_be_visible()
    board.context.set_offline(True)
    expect(board.get_by_text("Det du ser, kan ha endret seg.")).to_be_visible()
    grown_up.goto("/home/absence/")
    grown_up.get_by_label("Sunniva").check(force=True)
    grown_up.get_by_role("button", name="Send").click()
    expect(grown_up.get_by_role("button", name="Trekk tilbake")).to_be_visible()
    board.context.set_offline(False)
    expect(board.get_by_text("Det du ser, kan ha endret seg.")).to_have_count(0)
    expect(board.get_by_role("complementary").locator("section", has_text="Sunniva")).to_be_visible()
