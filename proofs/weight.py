"""What a phone fetches: bytes and requests of a first visit and of the next page, and nothing from anyone else."""

import shutil
import sys
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from proofs.ground import demo
from tests.browser.conftest import QUIET

FIRST, REQUESTS, LATER = 90_000, 10, 10_000  # bytes over the wire, and how many
PAGES = ("/home/absence/", "/home/tell/", "/me/", "/home/")


def main():
    short = []
    with demo() as (address, _pid), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for person, size in (("Marte", (390, 844)), ("Siri", (1024, 768))):
            shape = {"width": size[0], "height": size[1]}
            # what a worker fetches for a page is not in the page's own count
            context = browser.new_context(viewport=shape, base_url=address, service_workers="block")
            short += visit(context, person, address)
            context.close()
        browser.close()
    print(f"{len(short)} pages too heavy{': ' if short else ''}{', '.join(short)}")
    sys.exit(bool(short))


class Meter:
    """Counts what comes over the wire, as the browser's own network panel does."""

    def __init__(self, page):
        self.page, self.addresses, self.bytes = page, [], 0
        self.network = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        self.network.on("Network.requestWillBeSent", lambda said: self.addresses.append(said["request"]["url"]))
        self.network.on("Network.loadingFinished", self._finished)

    def _finished(self, said):
        self.bytes += said["encodedDataLength"]

    def go(self, address):
        """(bytes, requests) of this page with everything it brings; the stream it opens carries nothing."""
        self.addresses, self.bytes = [], 0
        self.page.goto(address)
        self.page.wait_for_timeout(1_000)
        return self.bytes, [one for one in self.addresses if not one.startswith("data:")]


def visit(context, person, address):
    page = context.new_page()
    page.goto("/demo/people/")
    page.get_by_role("button", name=person).click()
    home = page.url.removeprefix(address)
    page.close()
    fresh = context.new_page()
    meter = Meter(fresh)
    meter.network.send("Network.clearBrowserCache")
    short = weigh(meter, f"{person}, first visit to {shown(home)}", home, FIRST, address)
    for later in PAGES if home == "/home/" else (home,):
        short += weigh(meter, f"{person}, then {shown(later)}", later, LATER, address)
    return short


def weigh(meter, what, path, most, address):
    weight, requests = meter.go(path)
    foreign = [one for one in requests if urlsplit(one).netloc != urlsplit(address).netloc]
    print(f"  {what:<40} {weight / 1000:6.1f} kB of {most // 1000}, {len(requests)} requests of {REQUESTS}")
    return [what] if weight > most or len(requests) > REQUESTS or foreign else []


def shown(path):
    """Without the ids in it."""
    return "/".join(part if len(part) < 30 else "…" for part in path.split("/"))


if __name__ == "__main__":
    main()
