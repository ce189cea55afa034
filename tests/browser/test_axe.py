"""axe finds nothing on any page, in light and dark, for those who meet it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    (None, "phone", ["/login/", "/demo/people/", "/gallery/"]),
    ("Marte", "phone", ["/home/", "/home/tell/", "/home/absence/", "/me/"]),
    ("Vidar", "phone", ["/home/"]),
    ("Siri", "tablet", ["/work/"]),
    ("Solveig", "desk", ["/office/", "/work/"]),
    ("Berit", "desk", ["/office/"]),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("person", "size", "addresses"), PAGES, ids=lambda value: str(value)[:12])
def test_axe_finds_nothing(visit, person, size, addresses, dark):
    page = visit(person, size, dark=dark)
    for address in addresses:
        page.goto(address)
        found = Axe().run(page, options=RULES)
        said = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found.response["violations"]]
        assert not said, (address, said)
