"""What the phone is told when it installs us."""

import struct

import pytest
from django.contrib.staticfiles.finders import find

ADDRESS = "/manifest.webmanifest"


def manifest(client, language="nb-NO"):
    answer = client.get(ADDRESS, headers={"Accept-Language": language})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    return answer.json()


def test_it_has_what_a_phone_asks_for_and_nothing_of_anyone(client, village):
    said = manifest(client)
    assert {"name", "short_name", "icons", "start_url", "scope", "id"} <= set(said)
    assert said["display"] == "standalone" and said["start_url"] == said["scope"] == said["id"] == "/"
    assert manifest(client) == said


@pytest.mark.parametrize("person", ["marte", "siri"])
def test_it_is_the_same_whoever_asks(client, as_, village, person):
    assert manifest(as_(getattr(village, person))) == manifest(client)


@pytest.mark.parametrize(
    ("language", "first"), [("nb-NO", "Meld fravær"), ("nn-NO", "Meld fråvær"), ("en-GB", "Report absence")]
)
def test_what_one_does_most_is_said_in_ones_own_words(client, db, language, first):
    said = manifest(client, language)
    assert said["shortcuts"][0]["name"] == first and said["lang"] == language[:2]


def test_each_shortcut_leads_somewhere(client, as_, village):
    marte = as_(village.marte)
    for one in manifest(client)["shortcuts"]:
        assert marte.get(one["url"]).status_code == 200


def test_each_picture_is_as_big_as_it_says():
    for size in (180, 192, 512):
        with open(find(f"vendor/icon-{size}.png"), "rb") as picture:
            head = picture.read(24)
        assert head.startswith(b"\x89PNG") and struct.unpack(">II", head[16:24]) == (size, size)


def test_the_picture_may_be_cut_round(client, db):
    """Android cuts it as it likes: what is drawn stands within four fifths, and the ground reaches to the edge."""
    purposes = {one["purpose"] for one in manifest(client)["icons"]}
    assert purposes == {"any", "maskable"}


def test_every_page_names_it(client, db):
    page = client.get("/login/").text
    assert f'<link rel="manifest" href="{ADDRESS}">' in page and 'rel="apple-touch-icon"' in page
