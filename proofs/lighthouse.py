"""Lighthouse on a phone: coming in, I dag, absence, one's own pages, codes, letters, board: 95 fast, 100 accessible."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from proofs.browsing.newcomers import pages
from proofs.ground import demo, free_port
from tests.browser.conftest import QUIET

NPM = Path(__file__).parent / "npm"
ROUNDS, PERFORMANCE, ACCESSIBILITY, TRIES = 5, 95, 100, 3
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
            print(
                f"  {name:<17} performance {fast:3.0f} (median of {ROUNDS}), accessibility {plain:3.0f} in each",
                flush=True,
            )
            short += [name] if fast < PERFORMANCE or plain < ACCESSIBILITY else []
    print(f"{len(short)} pages short{': ' if short else ''}{', '.join(short)}")
    sys.exit(bool(short))


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
