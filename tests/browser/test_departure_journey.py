"""How a child leaves, in a browser: said on the phone, and on the board at once; for a day and for every week."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser


def test_said_on_the_phone_it_stands_on_the_open_board(visit):
    marte, siri = visit("Marte"), visit("Siri", "tablet")
    siri.goto("/work/")
    ella = siri.get_by_role("listitem").filter(has_text="Ella")
    expect(ella).to_contain_text("Ventes")
    marte.goto("/home/")
    marte.get_by_role("link", name="Hvordan går Ella hjem?").click()
    expect(marte.get_by_role("heading", level=1)).to_have_text("Slik går Ella hjem")
    finds_nothing(marte)
    marte.get_by_label("Henrik Aasen").check()
    marte.get_by_label("Når?").select_option("15:30")
    marte.get_by_role("button", name="Lagre").click()
    expect(marte.get_by_text("Lagret")).to_be_visible()
    expect(ella).to_contain_text("Hentes av Henrik 15:30")
    finds_nothing(siri)
    marte.get_by_label("Buss eller drosje").check()
    expect(marte.get_by_label("Henrik Aasen")).to_be_hidden()
    marte.get_by_label("Når?").select_option("14:30")
    marte.get_by_role("button", name="Lagre").click()
    expect(ella).to_contain_text("Buss eller drosje 14:30")


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_every_week_is_said_once_and_a_single_day_otherwise(visit, scripts):
    marte = visit("Marte", "phone" if scripts else "desk", dark=not scripts, scripts=scripts)
    marte.goto("/home/")
    marte.get_by_role("article").filter(has_text="Sunniva").get_by_role("link", name="hjem").click()
    marte.get_by_role("link", name="Likt hver uke?").click()
    expect(marte.get_by_role("heading", level=1)).to_have_text("Hver uke: slik går Sunniva hjem")
    if scripts:
        finds_nothing(marte)
    else:
        marte.get_by_role("button", name="Likt hver uke").click()
    marte.get_by_label("Mandag", exact=True).select_option(label="Går hjem selv")
    marte.get_by_label("Mandag, når", exact=True).select_option("15:00")
    marte.get_by_role("button", name="Annenhver uke").click()
    expect(marte.get_by_label("Uke 2, Mandag, når", exact=True)).to_have_value("15:00")
    marte.get_by_label("Uke 2, Mandag", exact=True).select_option(label="Hentes av en av oss")
    marte.get_by_role("button", name="Lagre").last.click()
    expect(marte.get_by_text("Lagret")).to_be_visible()
    marte.get_by_role("link", name="Slik går Sunniva hjem").click()
    marte.get_by_role("navigation", name="Hvilken dag?").get_by_role("link", name="Man 30.").click()
    expect(marte.get_by_text("Går hjem selv 15:00")).to_be_visible()
