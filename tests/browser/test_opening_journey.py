"""A unit says when it is open, closes a day and opens one, and takes a day back."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser

WEEK = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")


@pytest.mark.parametrize(
    ("unit", "size", "scripts"),
    [("Nordvik SFO", "desk", True), ("Solbakken", "phone", False)],
    ids=["", "without scripts"],
)
def test_the_municipality_says_when_a_unit_is_open(visit, unit, size, scripts):
    berit = visit("Berit", size, scripts=scripts)
    berit.goto("/office/")
    berit.get_by_role("main").get_by_role("link", name=unit).click()
    berit.get_by_role("link", name="Åpningstider").click()
    berit.get_by_role("link", name="Sett åpningstidene").click()
    for day in WEEK:
        berit.get_by_label(f"{day} åpner").fill("715")
        berit.get_by_label(f"{day} stenger").fill("16.30" if day != "Fredag" else "6")
    berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_text("Den stenger før den åpner.").last).to_be_visible()
    expect(berit.get_by_label("Mandag stenger")).to_have_value("16:30" if scripts else "16.30")
    if scripts:
        finds_nothing(berit)
    berit.get_by_label("Fredag stenger").fill("16")
    with berit.expect_navigation():
        berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_text("07:15 til 16:30")).to_have_count(4)
    expect(berit.get_by_text("07:15 til 16:00")).to_be_visible()
    berit.get_by_role("link", name="Åpent til andre tider").click()
    berit.get_by_label("Hvilken dag?").fill("2026-12-24")
    berit.get_by_label("Åpner").fill("8")
    berit.get_by_label("Stenger").fill("12")
    with berit.expect_navigation():
        berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_text("Åpent 08:00 til 12:00")).to_be_visible()
    if scripts:
        finds_nothing(berit)
    with berit.expect_navigation():
        berit.get_by_role("button", name="Ta det tilbake 24. desember 2026").click()
    expect(berit.get_by_text("Åpent 08:00 til 12:00")).to_have_count(0)
