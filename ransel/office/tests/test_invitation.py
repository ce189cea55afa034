"""The sheet that a unit gives its families: in the language that they read, and with nobody's name on it."""

import pytest


@pytest.fixture
def desk(as_, village):
    return as_(village.leader)


def sheet(client, village, language=""):
    return client.get(f"/office/units/{village.fjellheim.pk}/invitation/", {"language": language}).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Ransel ligger ikke i App Store eller Google Play"),
        ("nn", "Ransel ligg ikkje i App Store eller Google Play"),
        ("en", "Ransel is not in App Store or Google Play"),
        ("xx", "Ransel ligger ikke i App Store"),
    ],
)
def test_it_is_printed_in_the_language_that_the_family_reads(desk, village, language, words):
    page = sheet(desk, village, language)
    assert words in page and "Fjellheim barnehage" in page and "57 00 13 00" in page
    assert 'lang="nb"' in desk.get("/me/").text, "the reader's own language stays"


def test_the_address_stands_there_and_as_a_picture(desk, village, settings):
    settings.PUBLIC_URL = "https://ransel.example/"
    page = sheet(desk, village)
    assert "https://ransel.example/" in page and "<svg" in page and "r-pass__qr" in page


def test_it_names_no_child_and_no_guardian(desk, village):
    page = sheet(desk, village)
    assert not [name for name in ("Ella", "Marte", "Leon", "Amina") if name in page]


def test_the_first_day_leads_there(desk, village):
    assert (
        f"/office/units/{village.fjellheim.pk}/invitation/"
        in desk.get(f"/office/units/{village.fjellheim.pk}/start/").text
    )
