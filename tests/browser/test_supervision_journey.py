"""Trip and roll call, in a browser: who is out is so on every board; the roll is called at a locked tablet."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing
from tests.browser.test_door_journey import tap, tile, to_the_board
from tests.browser.test_tablet_journey import paired, unpaired

pytestmark = pytest.mark.browser


def is_here(page, name):
    """Whatever journeys before this one have left."""
    if tile(page, name).locator("button.r-kid").get_attribute("data-status") != "here":
        tap(page, name)
    expect(tile(page, name).locator("button.r-kid")).to_have_attribute("data-status", "here")


def out(page, name):
    return page.locator(f"#trip .r-out__kid[data-name='{name}']")


def test_a_trip_is_on_every_board_and_ends_when_each_is_accounted_for(visit):
    siri, other = visit("Siri", "phone"), visit("Solveig", "tablet")
    board = to_the_board(siri)
    other.goto(board)
    for name in ("Selma", "Oskar"):
        is_here(siri, name)
    siri.get_by_role("link", name="Turer").click()
    siri.get_by_role("link", name="Start en tur").click()
    siri.get_by_label("Hvor skal dere?").fill("Skogen")
    siri.get_by_label(re.compile("voksne")).fill("2")
    for box in siri.get_by_role("checkbox").all():
        box.uncheck(force=True)
    for name in ("Selma", "Oskar"):
        siri.get_by_role("checkbox", name=re.compile(name)).check(force=True)
    siri.get_by_role("button", name="Vi drar").click()
    expect(out(siri, "Selma")).to_be_visible()
    finds_nothing(siri)
    expect(tile(other, "Oskar")).to_contain_text("På tur: Skogen")
    tile(other, "Oskar").locator("button.r-kid").click()
    other.wait_for_url("**/door/**")
    expect(other.get_by_role("alert")).to_contain_text("Oskar er på tur: Skogen.")
    for name in ("Selma", "Oskar"):
        out(siri, name).get_by_role("button", name="Er tilbake").click()
        expect(siri.locator("#trip").get_by_role("heading", name="Gjort rede for")).to_be_visible()
        expect(out(siri, name)).to_have_count(0)
    siri.get_by_role("link", name="Avslutt turen").click()
    siri.get_by_role("button", name="Avslutt turen").click()
    other.goto(board)
    expect(tile(other, "Oskar")).to_contain_text("Her siden")


def test_the_roll_is_called_at_a_locked_tablet_and_marked_on_many_screens(visit):
    tablet, solveig = paired(visit, "Stellerommet", known=["401"])
    siri = visit("Siri", "phone")
    board = to_the_board(siri)
    is_here(siri, "Selma")
    tablet.get_by_role("link", name="Opprop").click()
    finds_nothing(tablet)
    tablet.get_by_role("button", name=re.compile("Øvelse: bare Bikuben")).click()
    tablet.wait_for_url("**/roll-calls/**")
    finds_nothing(tablet)
    expect(siri.get_by_text("Det er opprop nå.")).to_be_visible()
    siri.goto(tablet.url)
    kid = ".r-roll__item[data-name='Selma']"
    tablet.locator(kid).get_by_role("button").click()
    expect(siri.locator(f"{kid}[data-safe=yes]")).to_be_visible()
    left = siri.locator(".r-roll__item[data-safe=no]").evaluate_all("all => all.map((one) => one.dataset.name)")
    for name in left:
        siri.locator(f".r-roll__item[data-name='{name}']").get_by_role("button").click()
        expect(siri.locator(f".r-roll__item[data-name='{name}'][data-safe=yes]")).to_be_visible()
    siri.get_by_role("link", name="Alle er trygge. Avslutt oppropet").click()
    siri.get_by_role("button", name="Avslutt oppropet").click()
    expect(tablet.get_by_text("Oppropet er avsluttet.")).to_be_visible()
    siri.wait_for_url("**/roll-calls/*/")
    siri.goto(board)
    expect(siri.get_by_text("Det er opprop nå.")).to_have_count(0)
    unpaired(solveig, "Stellerommet")
