"""Journeys run in a real Chromium against the demo as anyone would start it, on a port and in a folder of its own."""

import shutil
from contextlib import suppress

import pytest
from playwright.sync_api import Error, sync_playwright

from proofs import ground

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 15_000  # milliseconds
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "desk": (1280, 800)}


@pytest.fixture(scope="session")
def first_morning(tmp_path_factory):
    """The folder of a demo that has begun, and that nobody has touched."""
    folder = tmp_path_factory.mktemp("first-morning")
    with ground.demo(RANSEL_DATA_DIR=str(folder)):
        return folder


@pytest.fixture(scope="module")
def demo(first_morning, tmp_path_factory):
    """The address of a demo at ten to seven: of each file its own, however long those before it took."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(first_morning, folder, dirs_exist_ok=True)
    with ground.demo(RANSEL_DATA_DIR=str(folder)) as (address, _pid):
        yield address


def chromium_here():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "Chromium is not installed: run bin/setup test"
    return found


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_here(), args=QUIET)
        yield browser
        browser.close()


EXPECTED = (
    "422",
    "ERR_INTERNET_DISCONNECTED",
    "Failed to fetch",
)  # a form refused, and a network taken away, are told in the console too


def _is_wrong(said, known):
    return said.type == "error" and not any(one in said.text for one in (*EXPECTED, *known))


@pytest.fixture
def visit(chromium, demo):
    """Somebody of the village at a screen: visit("Marte", "phone") gives a page, logged in and at the front door."""
    contexts, wrong = [], []

    def begin(person, size="phone", *, dark=False, scripts=True, touch=False, language="nb-NO", known=()):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            has_touch=touch,
            locale=language,
            base_url=demo,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if _is_wrong(said, known) else None)
        if person:
            page.goto("/demo/people/")
            page.get_by_role("button", name=person).click()
            page.wait_for_url(lambda url: "/demo/" not in url)
        return page

    yield begin
    said = list(wrong)  # what is said of being led out is not the journey's
    for context in contexts:
        _end(context)
    assert not said, said


def _end(context):
    """Chromium may never close a context whose page is on its way to another; so each is led out first."""
    for page in context.pages:
        page.unroute_all(behavior="wait")  # what is being answered by a test is answered while there is a page
        for _attempt in range(2):  # the first may be overtaken by where the page was going
            with suppress(Error):
                page.goto("about:blank")
    context.close()
