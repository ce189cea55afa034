"""Who has no eID is given a code on paper, comes in by it on a phone, and reports absence."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser


def give(visit, adult, **how):
    """The municipality lets units give codes, and Fjellheim's leader gives one for Ella's guardian."""
    berit = visit("Berit", "desk", **how)
    berit.goto("/office/")
    berit.get_by_role("link", name="Slik åpner foresatte Ransel").click()
    finds_nothing(berit)
    berit.get_by_label("Enhetene kan gi en kode").check()
    berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_role("status").filter(has_text="Lagret")).to_be_visible()
    solveig = visit("Solveig", "tablet", **how)
    solveig.goto("/office/")
    for name in ("Fjellheim barnehage", "Ella Solheim", f"Kode {adult}"):
        solveig.get_by_role("main").get_by_role("link", name=name).first.click()
    solveig.get_by_label("En måned").check()
    finds_nothing(solveig)
    solveig.get_by_role("button", name="Lag koden").click()
    expect(solveig.get_by_role("heading", name="Koden din til Ransel")).to_be_visible()
    finds_nothing(solveig)
    return solveig, solveig.locator(".r-pass__code").inner_text()


def address_on(paper):
    return paper.locator(".r-pass__code ~ p strong").inner_text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_guardian_comes_in_by_it_reports_absence_and_is_told_so(visit, dark):
    solveig, code = give(visit, "Henrik", dark=dark)
    phone = visit(None, "phone", dark=dark)
    phone.goto("/login/")
    phone.get_by_role("link", name="Jeg har en kode").click()
    phone.get_by_label("Koden").fill("7K2M 0QXR 9FDA")
    phone.get_by_role("button", name="Logg inn").click()
    expect(phone.get_by_text("Denne koden åpner ikke Ransel").first).to_be_visible()
    expect(phone.get_by_label("Koden")).to_have_value("7K2M 0QXR 9FDA")
    finds_nothing(phone)
    phone.get_by_label("Koden").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Logg inn").click()
    expect(phone.get_by_role("heading", name="Hei, Henrik")).to_be_visible()
    finds_nothing(phone)
    phone.get_by_role("link", name="Meld fravær").click()
    phone.get_by_label("Ella").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("status").filter(has_text="Sendt")).to_be_visible()
    expect(phone.get_by_text("Meldt borte i dag").first).to_be_visible()
    phone.goto("/home/")
    phone.wait_for_url("**/with-code/")
    solveig.reload()
    expect(solveig.get_by_text("I bruk")).to_be_visible()
    solveig.get_by_role("button", name="Sett den ut av bruk").click()
    expect(solveig.get_by_text("Ute av bruk")).to_be_visible()
    phone.reload()
    phone.wait_for_url("**/login/**")


def test_it_goes_without_scripts(visit):
    solveig, code = give(visit, "Marte")
    phone = visit(None, "phone", scripts=False)
    phone.goto(address_on(solveig))
    phone.get_by_label("Koden").fill(code)
    phone.get_by_role("button", name="Logg inn").click()
    phone.get_by_role("link", name="Meld fravær").click()
    phone.locator("[name=children]").first.check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Sendt").first).to_be_visible()
