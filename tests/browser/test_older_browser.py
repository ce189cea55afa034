"""A browser older than the floor: it has neither :has() nor light-dark(), and what is needed can be seen and done."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHOWN = "(control) => Number(getComputedStyle(control).opacity) && control.getBoundingClientRect().width > 10"
CONTRAST = """() => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const style = getComputedStyle(document.body);
  const [one, other] = [light(style.color), light(style.backgroundColor)].sort();
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""


def made_older(page):
    """What it does not know it passes over: the same words, misspelt."""

    def misspell(route):
        answer = route.fetch()
        text = answer.text().replace("light-dark(", "x-light-dark(").replace(":has(", ":x-has(")
        route.fulfill(response=answer, body=text)

    page.route("**/ransel*.css", misspell)
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_can_be_read_and_what_is_chosen_can_be_seen(visit, dark):
    henrik = made_older(visit("Henrik", dark=dark))
    henrik.goto("/home/absence/")
    assert henrik.evaluate(CONTRAST) >= 7
    boxes = henrik.locator("main :is(input[type=radio], input[type=checkbox])").all()
    shown = [box for box in boxes if box.is_visible() and box.evaluate(SHOWN)]
    assert len(shown) >= 5 and len(shown) == len([box for box in boxes if box.is_visible()])
    henrik.get_by_label("Maximilian Aleksander").check()
    henrik.get_by_role("button", name="Send").click()
    expect(henrik.get_by_role("button", name="Trekk tilbake")).to_be_visible()
    henrik.get_by_role("button", name="Trekk tilbake").click()
    expect(henrik.get_by_role("heading", name="Trukket tilbake")).to_be_visible()
