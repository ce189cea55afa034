"""A browser offers what was once written in a field to whoever writes in one like it, after logout too."""

from bs4 import BeautifulSoup
from django.urls import reverse


def written_in(page):
    found = BeautifulSoup(page.text, "html.parser").select(
        "textarea, input[type=text], input[type=tel], input[type=email]"
    )
    return {control["name"]: control["autocomplete"] for control in found}


def test_what_is_written_of_others_is_not_kept(village, as_):
    kept = written_in(as_(village.marte, strong=True).get(reverse("add-fetcher")))
    assert kept["name"] == kept["phone"] == kept["relation"] == "off"


def test_ones_own_address_may_be_filled_in_by_the_browser(village, as_):
    marte = as_(village.marte, strong=True)
    assert written_in(marte.get(reverse("add-email")))["address"] == "email"
    assert written_in(marte.get(reverse("add-phone")))["address"] == "tel"
