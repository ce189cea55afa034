"""A child has not come: the board shows it, the family is asked, answers on its phone, and the board knows at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser

CHILD, UNIT, TEACHER, GUARDIAN = "Odin", "Nordvik skole", "Silje", "Ida Nygård"  # no other journey is in this class


def miss_from(visit, hour):
    """The demo begins at ten to seven: the municipality has the unit miss children sooner than that."""
    berit = visit("Berit", "desk")
    berit.goto("/office/")
    for name in (UNIT, "Åpningstider", "Endre reglene for barn som ikke kommer"):
        berit.get_by_role("main").get_by_role("link", name=name).first.click()
    finds_nothing(berit)
    berit.get_by_label("Fra når er fravær").fill(hour)
    berit.get_by_label("Fra når savner dere").fill(hour)
    with berit.expect_navigation():
        berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_text(f"fra 0{hour}").last).to_be_visible()


def tile_of(board):
    return board.locator(".r-kids").get_by_role("button", name=CHILD).first


def card_of(board, child=CHILD):
    return board.get_by_role("complementary").locator("section", has_text=f"{child} er ikke kommet")


def answer(phone, said):
    phone.goto("/home/")
    phone.get_by_role("link", name=f"Svar oss: Hvor er {CHILD}?").click()
    expect(phone.get_by_role("heading", name=f"Hvor er {CHILD}?")).to_be_visible()
    finds_nothing(phone)
    phone.get_by_role("radio", name=said).check()
    phone.get_by_role("button", name="Send svaret").click()
    expect(phone.get_by_role("listitem").filter(has_text=said).first).to_be_visible()


def test_staff_ask_the_family_answers_and_the_board_knows(visit):
    miss_from(visit, "6:45")
    board, phone = visit(TEACHER, "tablet"), visit(GUARDIAN)
    expect(tile_of(board)).to_contain_text("Ikke kommet")
    finds_nothing(board)
    board.get_by_role("button", name=f"Spør familien {CHILD}").click()
    expect(card_of(board).get_by_text("Ingen har svart.")).to_be_visible()
    answer(phone, "Barnet skal være hos dere")
    question = phone.url
    expect(board.get_by_role("alert").get_by_text(f"{CHILD} skal være her")).to_be_visible()
    finds_nothing(board)
    tile_of(board).click()
    expect(tile_of(board)).to_contain_text("Her siden")
    expect(card_of(board)).to_have_count(0)
    expect(board.get_by_role("alert")).to_have_count(0)
    phone.goto(question)
    expect(phone.get_by_text("Du trenger ikke svare")).to_be_visible()
    expect(phone.get_by_role("button", name="Send svaret")).to_have_count(0)
    _the_same_without_scripts(visit, question)


def _the_same_without_scripts(visit, question):
    """She was let in by a slip of the finger: it is undone, and asked of another child as well."""
    board, phone = visit(TEACHER, "tablet", scripts=False), visit(GUARDIAN, scripts=False)
    board.get_by_role("button", name=f"Angre det siste for {CHILD}").click()
    expect(tile_of(board)).to_contain_text("Skal være her")
    phone.goto(question)
    phone.get_by_role("radio", name="På vei").check()
    phone.get_by_role("button", name="Send svaret").click()
    expect(phone.get_by_role("listitem").filter(has_text="På vei").first).to_be_visible()
    board.reload()
    expect(tile_of(board)).to_contain_text("På vei")
    expect(board.get_by_role("alert")).to_have_count(0)
    waiting = board.get_by_role("button", name="Spør familien")
    before = waiting.count()
    waiting.first.click()
    expect(waiting).to_have_count(before - 1)
    tile_of(board).click()
    expect(tile_of(board)).to_contain_text("Her siden")


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_an_absence_is_shortened_and_the_child_is_well_again(visit, scripts):
    bente = visit("Bente", scripts=scripts)
    bente.goto("/home/absence/")
    bente.get_by_text("Andre dager").click()
    bente.get_by_label("Første dag").fill("2026-11-24")
    bente.get_by_label("Siste dag").fill("2026-11-27")
    if scripts:
        finds_nothing(bente)
    bente.get_by_label("Spør meg morgenen etter").check()
    with bente.expect_navigation():
        bente.get_by_role("button", name="Send").click()
    expect(bente.get_by_text("tirsdag 24. november til fredag 27. november", exact=True)).to_be_visible()
    bente.get_by_role("link", name="Tilbake tidligere").click()
    expect(bente.get_by_role("heading", name="Kortere fravær for Jonas")).to_be_visible()
    if scripts:
        finds_nothing(bente)
    bente.get_by_role("radio", name="I morgen").check()
    with bente.expect_navigation():
        bente.get_by_role("button", name="Send").click()
    expect(bente.get_by_text("tirsdag 24. november", exact=True).first).to_be_visible()
    expect(bente.get_by_role("link", name="Tilbake tidligere")).to_have_count(0)  # of today alone, nothing can be left
    with bente.expect_navigation():
        bente.get_by_role("button", name="Trekk tilbake").click()
    expect(bente.get_by_text("Trukket tilbake", exact=True).first).to_be_visible()
    if scripts:
        finds_nothing(bente)
