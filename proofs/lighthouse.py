"""Lighthouse on a phone: the way in, I dag, absence, one's own pages, board. Performance 95, accessibility 100."""

import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from proofs.ground import demo
from tests.browser.conftest import QUIET

NPM = Path(__file__).parent / "npm"
ROUNDS, PERFORMANCE, ACCESSIBILITY, TRIES = 5, 95, 100, 3
OF_GUARDIANS = {
    "face or finger": "/me/logins/passkey/",  # first: it wants an eID within five minutes
    "I dag": "/home/",
    "report absence": "/home/absence/",
    "get started": "/me/start/",
    "how one is told": "/me/notices/settings/",
    "where logged in": "/me/logins/",
}
OF_LEADERS = {"invitation": "invitation/", "letters": "letters/", "not reached": "unreachable/"}
CATEGORIES = ("performance", "accessibility")


def main():
    if not (NPM / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NPM, check=True)
    short = []
    with demo() as (address, _pid):
        for name, path, cookies in pages(address):
            scores = [run(f"{address}{path}", cookies) for _round in range(ROUNDS)]
            fast = statistics.median(score["performance"] for score in scores)
            plain = min(score["accessibility"] for score in scores)
            print(f"  {name:<15} performance {fast:3.0f} (median of {ROUNDS}), accessibility {plain:3.0f} in each")
            short += [name] if fast < PERFORMANCE or plain < ACCESSIBILITY else []
    print(f"{len(short)} pages short{': ' if short else ''}{', '.join(short)}")
    sys.exit(bool(short))


def pages(address):
    """(name, path, the cookies that the browser has), for who is not in yet, a guardian, an employee and a leader."""
    yield "login", "/login/", []
    yield "help", "/help/", []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        give_codes(log_in(browser, address, "Berit"))
        guardian, employee = (log_in(browser, address, name) for name in ("Marte", "Siri"))
        leader = log_in(browser, address, "Solveig")
        cookies = {page: page.context.cookies() for page in (guardian, employee, leader)}
        board, unit = employee.url.removeprefix(address), unit_of(leader).removeprefix(address)
        browser.close()
    yield "a code", "/login/code/", []
    for name, path in OF_GUARDIANS.items():
        yield name, path, cookies[guardian]
    for name, path in OF_LEADERS.items():
        yield name, f"{unit}{path}", cookies[leader]
    yield "board", board, cookies[employee]


def log_in(browser, address, person):
    page = browser.new_context(base_url=address).new_page()
    page.goto("/demo/people/")
    page.get_by_role("button", name=person).click()
    page.wait_for_load_state()
    return page


def give_codes(page):
    """The municipality lets its units, so that there is a page to come in by one."""
    page.goto("/office/")
    page.get_by_role("link", name="Ansikt eller finger").click()
    page.get_by_label("Enhetene kan gi en kode").check()
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_url("**/office/")


def unit_of(page):
    page.goto("/office/")
    page.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").click()
    page.wait_for_load_state()
    return page.url


def run(url, cookies):
    """{category: score of 100} of one run, tried again when Chromium gives no trace."""
    for _attempt in range(TRIES):
        done = once(url, cookies)
        if done.returncode == 0:
            report = json.loads(done.stdout)
            if report["finalDisplayedUrl"] != url:
                sys.exit(f"lighthouse asked for {url} and was sent to {report['finalDisplayedUrl']}")
            return {name: report["categories"][name]["score"] * 100 for name in CATEGORIES}
    sys.exit(f"lighthouse failed on {url}:\n{done.stderr[-1500:]}")


def once(url, cookies):
    """In a browser of its own that has kept nothing but these: what our scripts and worker ask for carries them too."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        port = free_port()
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=[*QUIET, f"--remote-debugging-port={port}"]
        )
        browser.add_cookies(cookies)
        command = [str(NPM / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json"]
        command += [f"--only-categories={','.join(CATEGORIES)}", f"--port={port}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        browser.close()
        return done


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
