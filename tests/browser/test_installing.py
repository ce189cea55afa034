"""Chromium would put us on the home screen, and has nothing to complain of."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import QUIET, chromium_here

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium, tmp_path):
    """With a profile of its own: nothing can be installed from a window that remembers nothing."""
    browser = chromium.browser_type
    said = {"executable_path": chromium_here(), "args": QUIET, "has_touch": True, "is_mobile": True}
    context = browser.launch_persistent_context(str(tmp_path), viewport={"width": 390, "height": 844}, **said)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["/login/", "/privacy/"])
def test_nothing_keeps_a_phone_from_installing(demo, phone, address):
    phone.goto(f"{demo}{address}")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    devtools = phone.context.new_cdp_session(phone)
    found = devtools.send("Page.getAppManifest")
    assert not found["errors"] and found["url"] == f"{demo}/manifest.webmanifest"
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
