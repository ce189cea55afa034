"""The shared tablet, in a browser: paired by two codes, locked by the door, opened with a PIN, and unpaired."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing
from tests.browser.test_door_journey import tile

pytestmark = pytest.mark.browser

PIN = "4821"


def paired(visit, name, **how):
    """(the tablet on its locked board, the leader at the desk)"""
    solveig, tablet = visit("Solveig", "desk"), visit("", "tablet", **how)
    solveig.goto("/office/")
    solveig.get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Nettbrett").click()
    solveig.get_by_role("link", name="Koble til et nettbrett").click()
    solveig.get_by_label("Hva det heter").fill(name)
    solveig.get_by_label("Bikuben").check()
    solveig.get_by_role("button", name="Lag den første koden").click()
    solveig.wait_for_url("**/pairing/")
    finds_nothing(solveig)
    tablet.goto("/tablet/")
    tablet.get_by_label("Koden fra kontoret").fill(solveig.locator(".r-code").inner_text())
    tablet.get_by_role("button", name="Fortsett").click()
    expect(tablet.locator(".r-code")).to_be_visible()
    solveig.get_by_label("Koden nettbrettet viser").fill(tablet.locator(".r-code").inner_text())
    solveig.get_by_role("button", name="Koble til").click()
    expect(solveig.get_by_role("button", name=f"Koble fra {name}")).to_be_visible()
    return tablet, solveig


def chooses_a_pin(siri):
    siri.goto("/me/")
    siri.get_by_role("link", name="PIN-koden din").click()
    siri.get_by_label("Ny PIN-kode").fill(PIN)
    siri.get_by_label("Den samme én gang til").fill(PIN)
    siri.get_by_role("button", name=re.compile("PIN-kode")).click()
    siri.wait_for_url("**/me/")


def unpaired(solveig, name):
    solveig.get_by_role("listitem").filter(has_text=name).get_by_role("button", name="Koble fra").click()
    expect(solveig.get_by_role("button", name=f"Koble fra {name}")).to_have_count(0)


def test_it_is_paired_tapped_opened_locked_and_unpaired(visit):
    chooses_a_pin(visit("Siri"))
    tablet, solveig = paired(visit, "Garderoben", known=["401"])  # once it is unpaired, what lay open on it is told so
    expect(tablet.get_by_role("heading", name="Bikuben")).to_be_visible()  # it went on by itself
    finds_nothing(tablet)
    tile(tablet, "Selma").locator("button.r-kid").click()
    expect(tile(tablet, "Selma")).to_contain_text("Her siden")
    tile(tablet, "Selma").get_by_role("button", name="Angre").click()
    expect(tile(tablet, "Selma").locator("button.r-kid[data-status=here]")).to_have_count(0)
    tablet.get_by_role("link", name="Hvem er du?").click()
    tablet.wait_for_url("**/turn/**")
    finds_nothing(tablet)
    tablet.get_by_role("button", name="Siri Moe").click()
    expect(tablet.get_by_role("link", name="Siri")).to_be_visible()
    tablet.get_by_role("link", name="Lås opp", exact=True).click()
    tablet.wait_for_url("**/pin/**")
    finds_nothing(tablet)
    expect(tablet.get_by_label("Siri Moe")).to_be_checked()
    tablet.get_by_label("PIN-koden din").fill("9035")
    tablet.get_by_role("button", name="Lås opp").click()
    expect(tablet.get_by_role("alert")).to_contain_text("Det er ikke PIN-koden din.")
    tablet.get_by_label("PIN-koden din").fill(PIN)
    tablet.get_by_role("button", name="Lås opp").click()
    tablet.get_by_role("link", name=re.compile("^Mer om")).first.click()
    tablet.get_by_role("link", name=re.compile("^Kortet")).click()
    expect(tablet.get_by_role("heading", name="Foresatte")).to_be_visible()
    finds_nothing(tablet)
    tablet.goto("/")
    tablet.get_by_role("button", name="Lås").click()
    expect(tablet.get_by_role("link", name="Lås opp", exact=True)).to_be_visible()
    unpaired(solveig, "Garderoben")
    expect(tablet).to_have_url(re.compile("/login/"))


def test_without_scripts_it_is_paired_and_tapped_too(visit):
    tablet, solveig = paired(visit, "Porten", scripts=False)
    tablet.get_by_role("link", name="Fortsett").click()
    tile(tablet, "Selma").locator("button.r-kid").click()
    expect(tile(tablet, "Selma")).to_contain_text("Her siden")
    tile(tablet, "Selma").get_by_role("button", name="Angre").click()
    expect(tile(tablet, "Selma").locator("button.r-kid[data-status=here]")).to_have_count(0)
    unpaired(solveig, "Porten")


def test_a_guardian_writes_the_card_on_the_phone(visit):
    marte = visit("Marte")
    marte.goto("/home/")
    marte.get_by_role("link", name="Ella").first.click()
    marte.get_by_role("link", name=re.compile("^Kortet")).click()
    marte.wait_for_url("**/card/")
    finds_nothing(marte)
    marte.get_by_role("button", name="Sett det på kortet").click()
    expect(marte.get_by_role("alert")).to_contain_text("Skriv hva de må vite.")
    marte.get_by_label("Hva må de vite?").fill("Tåler ikke nøtter. EpiPen i sekken.")
    marte.get_by_role("button", name="Sett det på kortet").click()
    expect(marte.get_by_role("listitem").filter(has_text="EpiPen i sekken")).to_be_visible()
    marte.get_by_role("button", name="Ta bort").click()
    expect(marte.get_by_text("Det står ikke noe på kortet")).to_be_visible()
