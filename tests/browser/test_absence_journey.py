"""The main job: a guardian reports a child ill, the board shows it, an employee has seen it, the guardian knows."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def report(page, *children):
    page.goto("/home/absence/")
    for child in children:
        page.get_by_label(child, exact=False).first.check(force=True)
    page.get_by_role("button", name="Send").click()


def test_a_report_reaches_the_board_and_comes_back_as_seen_without_reload(visit):
    marte, siri = visit("Marte"), visit("Siri", "tablet")
    expect(siri.get_by_role("heading", name="Bikuben")).to_be_visible()
    siri.wait_for_timeout(500)
    report(marte, "Ella")
    expect(marte.get_by_text("På tavla siden")).to_be_visible()
    card = siri.get_by_role("complementary").locator("section", has_text="Ella")
    expect(card.get_by_text("Borte hele dagen: Syk")).to_be_visible()
    card.get_by_role("button", name="Sett").click()
    expect(marte.get_by_text("Sett av Siri Moe")).to_be_visible()
    expect(card).to_have_count(0)
    marte.get_by_role("button", name="Trekk tilbake").click()
    expect(marte.get_by_role("heading", name="Trukket tilbake")).to_be_visible()
    expect(card.get_by_text("Fraværet er trukket tilbake")).to_be_visible()
    card.get_by_role("button", name="Sett").click()
    expect(card).to_have_count(0)


def test_a_child_is_checked_in_by_one_tap_and_the_guardian_sees_it(visit):
    amina, siri = visit("Amina"), visit("Siri", "phone")
    siri.get_by_role("button", name="Leon").first.click()
    expect(siri.get_by_text("Her siden").first).to_be_visible()
    expect(amina.get_by_text("Her siden")).to_be_visible()
    siri.get_by_role("button", name="Angre det siste for Leon").click()
    expect(amina.get_by_text("Her siden")).to_have_count(0)


def test_it_all_works_without_javascript(visit):
    henrik, teacher = visit("Henrik", scripts=False), visit("Anders", "desk", scripts=False)
    henrik.goto("/home/absence/")
    henrik.get_by_label("Maximilian Aleksander").check(force=True)
    henrik.get_by_role("button", name="Send").click()
    expect(henrik.get_by_text("Sendt", exact=False).first).to_be_visible()
    teacher.goto("/work/")
    section = teacher.get_by_role("complementary").locator("section", has_text="Maximilian")
    section.get_by_role("button", name="Sett").click()
    henrik.goto("/home/")
    expect(henrik.get_by_text("Sett av Anders Moen")).to_be_visible()


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(visit):
    henrik = visit("Henrik")
    henrik.goto("/home/absence/")
    henrik.get_by_text("Deler av dagen").click()
    henrik.get_by_label("Fra").fill("1230")
    henrik.get_by_label("Til").fill("10:00")
    henrik.get_by_role("button", name="Send").click()
    expect(henrik.get_by_role("alert")).to_be_focused()
    expect(henrik.get_by_role("alert").get_by_text("Velg hvem som er borte.")).to_be_visible()
    expect(henrik.get_by_label("Fra")).to_have_value("12:30")
