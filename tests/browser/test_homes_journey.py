"""Two homes: one guardian proposes whose days are whose, the other is asked on Today and accepts, both see it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_one_proposes_and_the_other_accepts(visit, scripts):
    marte, henrik = (visit(name, scripts=scripts) for name in ("Marte", "Henrik"))
    marte.goto("/home/")
    child = "Maximilian Aleksander" if scripts else "Sunniva"  # nobody is let in to these in another journey
    marte.get_by_role("main").get_by_role("link", name=child).first.click()
    marte.get_by_role("link", name="Foreslå hvem som har hvilke dager").click()
    marte.get_by_role("group", name="Hvem har den første uka?").get_by_role("radio", name="Marte").check()
    if scripts:
        finds_nothing(marte)
    marte.get_by_role("button", name="Send forslaget").click()
    expect(marte.get_by_text("Marte Solheim-Aasen har foreslått")).to_be_visible()
    henrik.goto("/home/")
    henrik.get_by_role("link", name=f"Svar: dager i to hjem {child}").click()
    if scripts:
        finds_nothing(henrik)
    with henrik.expect_navigation():
        henrik.get_by_role("button", name="Godta").click()
    expect(henrik.get_by_role("heading", name="To hjem", exact=True)).to_be_visible()
    expect(henrik.locator("#content").get_by_text("har foreslått")).to_have_count(0)
    henrik.goto("/home/")
    expect(henrik.get_by_role("link", name=f"Svar: dager i to hjem {child}")).to_have_count(0)
    marte.reload()
    expect(marte.locator("#content").get_by_text("har foreslått")).to_have_count(0)
    if scripts:
        finds_nothing(marte)
