"""The pages of coming in and of being told, as those meet them whose they are: (name, path, cookies) of each."""

import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET

OF_ANYBODY = {"login": "/login/", "help": "/help/", "without network": "/offline/"}
OF_GUARDIANS = {
    "face or finger": "/me/logins/passkey/",  # first: it wants an eID within five minutes
    "I dag": "/home/",
    "report absence": "/home/absence/",
    "get started": "/me/start/",
    "a child missing": "/me/start/missing/",
    "notices": "/me/notices/",
    "how one is told": "/me/notices/settings/",
    "your details": "/me/details/",
    "where logged in": "/me/logins/",
    "kept on the phone": "/me/without-network/",
}
OF_UNITS = {"invitation": "invitation/", "letters": "letters/", "not reached": "unreachable/"}


def pages(address):
    """Each group logs in as its turn comes, so that no login has been idle for long when its pages are asked for."""
    for group in (anybody, guardian, with_code, leader, employee):
        with browsing(address) as visit:
            found = group(visit)
        yield from ((name, path.removeprefix(address), cookies) for name, path, cookies in found)


def anybody(visit):
    return [(name, path, []) for name, path in OF_ANYBODY.items()]


def guardian(visit):
    page = visit("Marte")
    page.goto("/me/notices/settings/")
    page.get_by_role("main").get_by_role("link", name="Ella").click()
    own = {**OF_GUARDIANS, "told of one child": page.url}
    return [(name, path, page.context.cookies()) for name, path in own.items()]


def with_code(visit):
    """The municipality lets its units, and Fjellheim's leader gives Ella's other guardian one."""
    office, page, phone = visit("Berit"), visit("Solveig"), visit()
    follow(office, "Slik åpner foresatte Ransel")
    rules = office.url
    office.get_by_label("Enhetene kan gi en kode").check()
    office.get_by_role("button", name="Lagre").click()
    office.wait_for_url("**/office/?saved=1")
    follow(page, "Fjellheim barnehage", "Ella Solheim", "Kode Henrik")
    giving = page.url
    page.get_by_role("button", name="Lag koden").click()
    page.wait_for_url(lambda url: url != giving)
    phone.goto("/login/code/")
    phone.get_by_label("Koden").fill(page.locator(".r-pass__code").inner_text())
    phone.get_by_role("button", name="Logg inn").click()
    phone.wait_for_url("**/with-code/")
    return [
        ("a code", "/login/code/", []),
        ("in by a code", phone.url, phone.context.cookies()),
        ("a code's paper", page.url, page.context.cookies()),
        ("rules of logins", rules, office.context.cookies()),
    ]


def leader(visit):
    page = visit("Solveig")
    follow(page, "Fjellheim barnehage")
    return [(name, f"{page.url}{path}", page.context.cookies()) for name, path in OF_UNITS.items()]


def employee(visit):
    page = visit("Siri")
    return [("board", page.url, page.context.cookies())]


def follow(page, *names):
    page.goto("/office/")
    for name in names:
        before = page.url
        page.get_by_role("main").get_by_role("link", name=name).first.click()
        page.wait_for_url(lambda url, before=before: url != before)


@contextmanager
def browsing(address):
    """A way to begin a visit of somebody of the village, or of nobody, each with cookies of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)

        def visit(person=None):
            page = browser.new_context(base_url=address, locale="nb-NO").new_page()
            if person:
                page.goto("/demo/people/")
                page.get_by_role("button", name=person).click()
                page.wait_for_url(lambda url: "/demo/" not in url)
            return page

        yield visit
        browser.close()
