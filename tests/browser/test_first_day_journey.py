"""The first day of a small kindergarten: from an empty database to the first guardian who sees her child."""

import re

import pytest
from playwright.sync_api import expect

from proofs import ground

pytestmark = pytest.mark.browser


@pytest.fixture
def demo():
    """A demo with nobody in it but its head."""
    with ground.demo("--empty") as (address, _pid):
        yield address


def numbers_for(page):
    page.goto("/demo/people/")
    page.get_by_text("Fødselsnumre til folk").click()
    return [row.text_content() for row in page.locator("details li").all()]


def step(page, title):
    page.goto("/office/")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").click()
    tab = page.get_by_role("navigation").get_by_role("link", name="Den første dagen")
    if tab.count():
        with page.expect_navigation():
            tab.click()
    page.get_by_role("listitem").get_by_role("link", name=re.compile(rf"^\d?\s*{title}")).click()


def save(page, name="Lagre"):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


@pytest.mark.parametrize(("size", "scripts"), [("desk", True), ("phone", False)], ids=["desk", "phone without scripts"])
def test_the_head_of_a_small_kindergarten_lets_the_first_guardian_in(visit, size, scripts):
    solveig = visit("Solveig Dahl", size, scripts=scripts)
    number, other = numbers_for(solveig)[:2]
    step(solveig, "Slik når familiene dere")
    solveig.get_by_label("Telefon").fill("55 12 34 56")
    save(solveig)
    step(solveig, "Det dere bruker")
    solveig.get_by_role("group", name="Fravær").get_by_role("radio", name="Endre").check()
    solveig.get_by_role("group", name="Fravær").get_by_role("checkbox").check()
    save(solveig)
    step(solveig, "Avdelinger eller klasser")
    solveig.get_by_label("Navn").fill("Bikuben")
    save(solveig)
    step(solveig, "De som jobber her")
    solveig.get_by_label("Fornavn").fill("Siri")
    solveig.get_by_label("Etternavn").fill("Hauge")
    solveig.get_by_label("Fødselsnummer").fill(other)
    solveig.get_by_label("Ansatt").check()
    solveig.get_by_label("gruppe").select_option(label="Bikuben")
    save(solveig)
    step(solveig, "Barna")
    solveig.get_by_label("Fornavn").fill("Ella")
    solveig.get_by_label("Etternavn").fill("Solheim")
    solveig.get_by_label("Født").fill("2023-02-03")
    save(solveig)
    step(solveig, "De foresatte")
    solveig.get_by_role("link", name="Ella Solheim").click()
    solveig.get_by_role("link", name="Legg til en foresatt").click()
    solveig.get_by_label("Fornavn").fill("Marte")
    solveig.get_by_label("Etternavn").fill("Solheim")
    solveig.get_by_label("Fødselsnummer").fill(number)
    solveig.get_by_label("Foreldreansvar").check()
    solveig.get_by_label("Hva har du sett?").fill("Utskrift fra Folkeregisteret, 23. november")
    save(solveig, "Legg til den foresatte")
    marte = visit("Marte Solheim", "phone", scripts=scripts)
    expect(marte.get_by_text("Ella").first).to_be_visible()
    solveig.goto("/office/")
    solveig.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Den første dagen").click()
    expect(solveig.get_by_text("Alt er på plass")).to_be_visible()
