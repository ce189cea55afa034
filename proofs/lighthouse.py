"""Lighthouse on a phone: the way in, I dag, absence, one's own pages, board. Performance 95, accessibility 100."""

import json
import os
import shutil
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
CATEGORIES = ("performance", "accessibility")


def main():
    if not (NPM / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NPM, check=True)
    short = []
    with demo() as (address, _pid):
        for name, path, cookie in pages(address):
            scores = [run(f"{address}{path}", cookie) for _round in range(ROUNDS)]
            fast = statistics.median(score["performance"] for score in scores)
            plain = min(score["accessibility"] for score in scores)
            print(f"  {name:<15} performance {fast:3.0f} (median of {ROUNDS}), accessibility {plain:3.0f} in each")
            short += [name] if fast < PERFORMANCE or plain < ACCESSIBILITY else []
    print(f"{len(short)} pages short{': ' if short else ''}{', '.join(short)}")
    sys.exit(bool(short))


def pages(address):
    """(name, path, the cookie to send), for a guardian and an employee of the village."""
    yield "login", "/login/", ""
    yield "help", "/help/", ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        guardian, _home = log_in(browser, address, "Marte")
        employee, board = log_in(browser, address, "Siri")
        browser.close()
    yield "I dag", "/home/", guardian
    yield "report absence", "/home/absence/", guardian
    yield "get started", "/me/start/", guardian
    yield "how one is told", "/me/notices/settings/", guardian
    yield "where logged in", "/me/logins/", guardian
    yield "board", board, employee


def log_in(browser, address, person):
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/demo/people/")
    page.get_by_role("button", name=person).click()
    page.wait_for_load_state()
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    return cookies, page.url.removeprefix(address)


def run(url, cookie):
    """{category: score of 100} of one run, tried again when Chromium gives no trace."""
    for _attempt in range(TRIES):
        done = once(url, cookie)
        if done.returncode == 0:
            report = json.loads(done.stdout)
            if report["finalDisplayedUrl"] != url:
                sys.exit(f"lighthouse asked for {url} and was sent to {report['finalDisplayedUrl']}")
            return {name: report["categories"][name]["score"] * 100 for name in CATEGORIES}
    sys.exit(f"lighthouse failed on {url}:\n{done.stderr[-1500:]}")


def once(url, cookie):
    """In a browser of its own."""
    with tempfile.TemporaryDirectory() as profile:
        flags = " ".join(["--headless=new", *QUIET, f"--user-data-dir={profile}"])
        command = [str(NPM / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json"]
        command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
        if cookie:
            command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
