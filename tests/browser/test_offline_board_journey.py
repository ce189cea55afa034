"""A board without network: its list stays, taps wait and are sent once it is back, and nothing lies in clear text."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing
from tests.browser.test_door_journey import tap, tile, to_the_board
from tests.browser.test_tablet_journey import paired, unpaired

pytestmark = pytest.mark.browser

RAW = """async () => {
  const database = await new Promise((done) => {
    const request = indexedDB.open("ransel");
    request.onsuccess = () => done(request.result);
  });
  const inside = (value) => Object.entries(value).map(([name, one]) => `${name} ${text(one)}`).join(" ");
  const text = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder("latin1").decode(value);
    if (value instanceof CryptoKey) return `key ${value.extractable}`;
    return value && typeof value === "object" ? inside(value) : String(value);
  };
  const said = [];
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const all = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
    const [keys, values] = [await all(store.getAllKeys()), await all(store.getAll())];
    said.push(...keys.map((one, at) => `${name} ${one} ${text(values[at])}`));
  }
  database.close();
  return said;
}"""


def kept(page, store):
    return [one for one in page.evaluate(RAW) if one.startswith(f"{store} ")]


def leaves_it_as_it_was(solveig):
    solveig.goto("/office/")
    solveig.get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Nettbrett").click()
    unpaired(solveig, "Porten")


def settled(page):
    """The list is kept, and the shell is."""
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    for _attempt in range(50):
        if kept(page, "lists"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("no list was kept")


def tap_without(page, name):
    tile(page, name).locator("button.r-kid").click()


def is_expected(page, name):
    expect(tile(page, name).locator(".r-kid")).to_have_attribute("data-status", re.compile("expected|unaccounted"))


def test_taps_wait_without_network_and_each_counts_once(visit):
    siri, other = paired(visit, "Porten", known=["401"])
    marte = visit("Marte")
    marte.goto("/home/")
    at_home = marte.get_by_role("article").filter(has_text="Ella")
    other.goto(to_the_board(siri))
    settled(siri)
    is_expected(siri, "Ella")
    siri.context.set_offline(True)
    tap_without(siri, "Ella")
    expect(tile(siri, "Ella")).to_contain_text("Venter")
    expect(siri.locator("#queue-now")).to_contain_text("ikke er sendt")
    expect(siri.locator("#queue-now [data-count]")).to_have_text("1")
    tap_without(siri, "Aksel")
    tile(siri, "Aksel").get_by_role("button", name="Angre").click()
    is_expected(siri, "Aksel")
    finds_nothing(siri)
    expect(at_home).not_to_contain_text("Her siden")
    tap(other, "Ella")
    expect(tile(other, "Ella")).to_contain_text("Her siden")
    expect(at_home).to_contain_text("Her siden")
    siri.context.set_offline(False)
    expect(siri.locator("#queue-now")).to_be_empty()
    expect(tile(siri, "Ella")).to_contain_text("Her siden")
    assert not kept(siri, "taps")
    expect(at_home).to_contain_text("Her siden")
    door = tile(siri, "Ella").locator("input[name=child]").get_attribute("value")
    other.goto(f"/work/children/{door}/door/")
    expect(other.get_by_role("link", name=re.compile("Inn: "))).to_have_count(1)
    leaves_it_as_it_was(other)


def test_what_does_not_fit_is_listed_and_somebody_decides(visit):
    siri, other = paired(visit, "Porten", known=["401"])
    other.goto(to_the_board(siri))
    tap(siri, "Iben")
    expect(tile(other, "Iben")).to_contain_text("Her siden")
    settled(siri)
    siri.wait_for_timeout(300)
    siri.context.set_offline(True)
    for _time in ("left", "is back", "left"):
        tap_without(siri, "Iben")
    tap(other, "Iben")
    siri.context.set_offline(False)
    expect(siri.get_by_text("Noe venter på å bli sett.")).to_be_visible()
    other.get_by_role("link", name="Trykk uten nett å avgjøre").click()
    expect(other.get_by_role("heading", name=re.compile("^Iben: "))).to_have_count(1)
    finds_nothing(other)
    other.get_by_role("button", name="La det stå").click()
    expect(other.get_by_text("Ingenting å avgjøre")).to_be_visible()
    leaves_it_as_it_was(other)


def answered(last, route):
    route.fulfill(status=last[-1])


# The next answer is lost on the way back: it is done, and nobody hears of it.
LOST = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    window.fetch = real;
    await real(...asked);
    throw new TypeError("Failed to fetch");
  };
}"""


def test_taps_that_are_not_let_in_wait_and_the_board_says_so(visit):
    siri, solveig = paired(visit, "Porten", known=["401", "403", "500"])
    to_the_board(siri)
    settled(siri)
    answers = [0]
    siri.route("**/queued/taps/", partial(answered, answers))
    for answers[0], said in ((403, "shut"), (500, "failed")):
        siri.context.set_offline(True)
        tap_without(siri, "Filip")
        siri.context.set_offline(False)
        expect(siri.locator(f"[data-said={said}] [data-count]")).to_have_text("1" if said == "shut" else "2")
    finds_nothing(siri)
    assert len(kept(siri, "taps")) == 2
    siri.unroute("**/queued/taps/")
    siri.evaluate("dispatchEvent(new Event('online'))")
    expect(siri.locator("#queue-now")).to_be_empty()
    expect(siri.locator("[data-said=failed], [data-said=shut]")).to_have_count(0)
    assert not kept(siri, "taps")
    unpaired(solveig, "Porten")


def test_a_tap_whose_answer_was_lost_counts_once(visit):
    siri, solveig = paired(visit, "Porten", known=["401"])
    to_the_board(siri)
    settled(siri)
    if tile(siri, "Iben").locator(".r-kid").get_attribute("data-status") != "here":
        tap(siri, "Iben")
    expect(tile(siri, "Iben").locator(".r-kid")).to_have_attribute("data-status", "here")
    siri.evaluate(LOST)
    with siri.expect_response("**/queued/taps/") as answer:
        tile(siri, "Iben").locator("button.r-kid").click()
    assert [one["outcome"] for one in answer.value.json()["taps"].values()] == ["counted"]
    expect(siri.locator("#queue-now")).to_be_empty()
    assert not kept(siri, "taps")
    unpaired(solveig, "Porten")


def test_opened_again_without_network_the_list_is_there_until_its_time_is_over_and_in_no_clear_text(visit):
    siri, solveig = paired(visit, "Porten", known=["401"])
    to_the_board(siri)
    settled(siri)
    siri.context.set_offline(True)
    siri.reload()
    expect(siri.get_by_role("heading", name="Bikuben")).to_be_visible()
    tap_without(siri, "Aksel")
    expect(tile(siri, "Aksel").first).to_contain_text("Venter")
    roll = siri.get_by_role("region", name="Opprop")
    roll.get_by_label("Aksel").check()
    siri.wait_for_timeout(300)
    siri.reload()
    expect(siri.get_by_role("region", name="Opprop").get_by_label("Aksel")).to_be_checked()
    siri.locator("[data-begins]").click()
    expect(siri.get_by_role("region", name="Opprop").get_by_label("Aksel")).not_to_be_checked()
    siri.get_by_role("region", name="Opprop").get_by_label("Aksel").check()
    finds_nothing(siri)
    raw = " ".join(siri.evaluate(RAW))
    assert "Aksel" not in raw and "Olav" not in raw and "Bikuben" not in raw and "key false" in raw
    siri.context.set_offline(False)
    expect(siri.locator("#offline")).to_have_count(0, timeout=15_000)
    expect(tile(siri, "Aksel")).to_contain_text("Her siden")
    siri.wait_for_timeout(500)
    siri.context.set_offline(True)
    siri.reload()
    expect(siri.get_by_role("region", name="Opprop")).to_be_visible()
    expect(siri.get_by_role("region", name="Opprop").get_by_label("Aksel")).not_to_be_checked()  # the first one is over
    siri.clock.set_fixed_time("2040-01-01T12:00:00")
    siri.reload()
    expect(siri.get_by_text("Det ligger ingen liste")).to_be_visible()
    assert not kept(siri, "lists")
    unpaired(solveig, "Porten")


def test_the_list_goes_when_the_tablet_is_unpaired(visit):
    siri, solveig = paired(visit, "Porten", known=["401"])
    to_the_board(siri)
    settled(siri)
    unpaired(solveig, "Porten")
    siri.wait_for_url("**/login/**")
    siri.wait_for_function("document.readyState === 'complete'")
    siri.wait_for_timeout(300)
    assert not kept(siri, "lists")


def test_on_a_phone_of_ones_own_no_list_is_kept(visit):
    siri = visit("Siri", "tablet")
    to_the_board(siri)
    siri.wait_for_timeout(500)
    assert siri.locator("#queue").count() == 0


def test_no_page_with_anybody_on_it_lies_in_the_caches(visit):
    siri, solveig = paired(visit, "Porten", known=["401"])
    to_the_board(siri)
    settled(siri)
    siri.reload()
    listing = "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await"
    listing += " caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat())"
    paths = siri.evaluate(listing)
    assert "/offline/" in paths and all(path.startswith(("/static/", "/offline/")) for path in paths)
    unpaired(solveig, "Porten")
