"""What a template draws is there: an icon that is not in the sprite is an empty square, and nobody is told."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = [  # where the macros of ui.html take an icon's name
    r'ui\.icon\("(\w+)"',
    r'ui\.banner\([^,]+, "(\w+)"',
    r'ui\.empty\(_\("[^"]*"\), "(\w+)"',
    r'ui\.item\(.*?, "([A-Z][a-z]+[A-Z0-9]?\w*)"(?:, "\w+")?\) \}\}',
]
OURS = {"mono"}  # the school bag of the logo: the build puts it beside the icons that are fetched


def test_every_icon_that_a_template_names_is_in_the_sprite():
    there = OURS | set((ROOT / "frontend" / "icons.txt").read_text().split())
    pages = sorted((ROOT / "ransel").glob("*/jinja2/**/*.html"))
    named = {name for page in pages for where in NAMES for name in re.findall(where, page.read_text())}
    assert {"Plus", "PadlockLocked", "Buildings3", "FingerMobile"} <= named and named <= there, named - there
