"""The door, in a browser: one tap on one board shows on the other and at home; who differs is asked about; passes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser


def to_the_board(page):
    """Of Bikuben; whoever works in more groups chooses it."""
    page.goto("/work/")
    if not page.locator(".r-kids").count():
        page.get_by_role("link", name=re.compile("^Bikuben")).first.click()
        page.wait_for_url("**/work/groups/**")
    return page.url


def to_leaving(page, name):
    """However the child leaves today by what was said before, the line leads to the page of it."""
    page.goto("/home/")
    page.get_by_role("article").filter(has_text=name).locator("a[href*='/leaving/']").first.click()


def tile(page, name):
    return page.get_by_role("listitem").filter(has_text=name)


def tap(page, name):
    with page.expect_response(lambda answer: "/taps/" in answer.url):
        tile(page, name).locator("button.r-kid").click()


def to_the_door(page, name):
    """By the link of the tile; of who was tapped just now, as the address has it."""
    board = page.url
    child = tile(page, name).locator("input[name=child]").get_attribute("value")
    page.goto(f"/work/children/{child}/door/?group={board.rstrip('/').split('/')[-1]}")


def test_one_tap_shows_on_every_board_and_at_home(visit):
    siri, other, amina = visit("Siri", "tablet"), visit("Solveig", "phone"), visit("Amina")
    other.goto(to_the_board(siri))
    amina.goto("/home/")
    leon_at_home = amina.get_by_role("article").filter(has_text="Leon")
    expect(tile(siri, "Leon")).to_contain_text("Kommer")
    tap(siri, "Leon")
    expect(tile(other, "Leon")).to_contain_text("Her siden")
    expect(leon_at_home).to_contain_text("Her siden")
    tile(other, "Leon").get_by_role("button", name="Angre").click()
    expect(tile(siri, "Leon")).to_contain_text("Kommer")


def test_who_is_not_as_agreed_is_asked_about_before_the_child_goes(visit):
    siri = visit("Siri", "tablet")
    board = to_the_board(siri)
    tap(siri, "Leon")
    expect(tile(siri, "Leon").locator("button.r-kid[data-status=here]")).to_be_visible()
    tile(siri, "Leon").locator("button.r-kid").click()
    expect(siri.get_by_role("alert")).to_contain_text("Si hvem Leon går med")
    finds_nothing(siri)
    expect(siri.get_by_label("Hvem henter?")).to_be_hidden()
    siri.get_by_label("Noen andre").check()
    siri.get_by_label("Hvem henter?").fill("Rolf Aasen")
    siri.get_by_role("button", name="Leon har gått").click()
    expect(siri.get_by_role("alert").filter(has_text="Ring en foresatt først").first).to_be_visible()
    expect(siri.get_by_label("Hvem henter?")).to_have_value("Rolf Aasen")
    siri.get_by_label("Hvem har du ringt?").select_option(index=1)
    siri.get_by_role("button", name="Leon har gått").click()
    siri.wait_for_url(board)
    to_the_door(siri, "Leon")
    finds_nothing(siri)
    expect(siri.get_by_text("Hentet av Rolf Aasen")).to_be_visible()
    siri.get_by_role("link", name=re.compile("Inn: Siri")).click()
    finds_nothing(siri)
    siri.goto(board)


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_a_pass_is_made_on_the_phone_and_taken_at_the_door(visit, scripts):
    name = "Kari Brekke" if scripts else "Eli Brekke"
    marte = visit("Marte", "phone", dark=not scripts, scripts=scripts)
    siri = visit("Siri", "tablet", dark=scripts, scripts=scripts)
    board = to_the_board(siri)
    if not tile(siri, "Ella").locator("[data-status=here]").count():
        tile(siri, "Ella").locator("button.r-kid").click()
    expect(tile(siri, "Ella")).to_contain_text("Går")
    to_leaving(marte, "Ella")
    marte.get_by_role("link", name="Lag et engangspass").click()
    marte.get_by_label("Fornavn og etternavn").fill(name)
    marte.get_by_label("Fra").fill("0000" if scripts else "00:00")
    marte.get_by_label("Til").fill("16")
    marte.get_by_role("button", name="Lag passet").click()
    expect(marte.get_by_role("alert")).to_contain_text("er åpen")
    expect(marte.get_by_label("Fornavn og etternavn")).to_have_value(name)
    marte.get_by_label("Fra").fill("12")
    marte.get_by_role("button", name="Lag passet").click()
    expect(marte.get_by_role("heading", level=1)).to_have_text(f"Engangspass for {name}")
    code = marte.locator(".r-pass__code").inner_text().split(":")[-1].strip()
    if scripts:
        finds_nothing(marte)
    siri.goto(board)
    expect(tile(siri, "Ella")).to_contain_text(f"Pass: {name}")
    to_the_door(siri, "Ella")
    siri.get_by_label(name).check()
    siri.get_by_label("De seks sifrene på passet").fill(code)
    siri.get_by_label("Når, hvis det ikke er nå").fill("")
    siri.get_by_role("button", name="Ella har gått").click()
    expect(siri.get_by_role("alert").first).to_contain_text("Passet gjelder")  # it is not yet twelve
    marte.get_by_role("button", name="Ta passet tilbake").click()
    expect(marte.get_by_text("Tatt tilbake")).to_be_visible()
    siri.goto(board)
    expect(tile(siri, "Ella")).not_to_contain_text(name)


def test_several_go_home_in_one_act(visit):
    siri = visit("Siri", "phone")
    board = to_the_board(siri)
    siri.get_by_role("link", name="Flere på en gang").click()
    finds_nothing(siri)
    come = siri.get_by_role("region", name="Kommer")
    for name in ("Zofia", "Selma"):
        come.get_by_label(name).check()
    come.get_by_role("button", name="De er her").click()
    siri.wait_for_url(board)
    expect(tile(siri, "Zofia")).to_contain_text("Her siden")
    siri.get_by_role("link", name="Flere på en gang").click()
    leave = siri.get_by_role("region", name="Går hjem")
    for name in ("Zofia", "Selma"):
        leave.get_by_label(name).check()
    leave.get_by_role("button", name="De har gått").click()
    siri.wait_for_url(board)
    expect(tile(siri, "Zofia")).not_to_contain_text("Her siden")


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_two_families_agree_by_a_code(visit, scripts):
    bente, marte = visit("Bente", scripts=scripts), visit("Marte", "desk", scripts=scripts)
    to_leaving(bente, "Jonas")
    bente.get_by_role("link", name="Blir med et annet barn?").click()
    bente.get_by_role("button", name="Lag en kode").click()
    code = bente.get_by_role("heading", name=re.compile("^Kode ")).inner_text().removeprefix("Kode ")
    if scripts:
        finds_nothing(bente)
    to_leaving(marte, "Ella")
    marte.get_by_role("link", name="Blir med et annet barn?").click()
    marte.get_by_label("Kode fra den andre familien").fill("AAAA AAAA")
    marte.get_by_role("button", name="Bruk koden").click()
    expect(marte.get_by_role("alert").first).to_contain_text("Vi finner ikke denne koden")
    marte.get_by_label("Kode fra den andre familien").fill(code)
    marte.get_by_role("button", name="Bruk koden").click()
    expect(marte.get_by_text("Blir med Jonas hjem").first).to_be_visible()
    bente.reload()
    expect(bente.get_by_role("heading", name="Ella blir med hjem")).to_be_visible()
    bente.get_by_role("button", name="Avlys").click()
    expect(bente.get_by_role("heading", name="Ella blir med hjem")).to_be_hidden()


def test_a_second_touch_at_the_same_spot_lets_no_other_child_in(visit):
    """The first moves to where it belongs now, and another comes under the glove."""
    siri = visit("Siri", "tablet", touch=True)
    to_the_board(siri)
    here, expected = siri.locator(".r-kid[data-status=here]"), siri.locator(".r-kid[data-status=expected]")
    before, box = here.count(), expected.first.bounding_box()
    spot = box["x"] + box["width"] / 3, box["y"] + box["height"] / 2
    with siri.expect_response(lambda answer: "/taps/" in answer.url):
        siri.touchscreen.tap(*spot)
    expect(here).to_have_count(before + 1)
    siri.touchscreen.tap(*spot)
    siri.wait_for_timeout(1000)  # what is swallowed can not be waited for
    expect(here).to_have_count(before + 1)
    with siri.expect_response(lambda answer: "/taps/" in answer.url):
        siri.touchscreen.tap(*spot)
    siri.get_by_role("button", name="Angre").first.click()
