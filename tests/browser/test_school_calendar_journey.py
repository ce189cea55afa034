"""The municipality reads a school calendar in, sees what it would change, puts it in force, and a school sees it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ransel.core import clock
from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser

HEAD = "dato;skole;elevdag;laererdag;sfodag;kommentar"
EVENT = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nSUMMARY:Siste dag før sommeren\r\nEND:VEVENT\r\n"


def sheet(*rows):
    return {"name": "skolerute.csv", "mimeType": "text/csv", "buffer": "\n".join([HEAD, *rows]).encode("cp1252")}


def calendar_file(day):
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{EVENT.format(day=day)}END:VCALENDAR\r\n"
    return {"name": "skolerute.ics", "mimeType": "text/calendar", "buffer": text.encode()}


@pytest.mark.parametrize(
    ("size", "scripts", "ahead"), [("desk", True, 200), ("phone", False, 300)], ids=["", "without scripts"]
)
def test_the_municipality_reads_a_school_calendar_in_and_puts_it_in_force(visit, size, scripts, ahead):
    first = clock.today() + timedelta(days=ahead)
    days = [first + timedelta(days=number) for number in range(3)]
    note = f"Høstferie om {ahead} dager"
    rows = [f"{day:%d.%m.%Y};alle;nei;nei;nei;{note}" for day in days]
    berit = visit("Berit", size, scripts=scripts)
    berit.goto("/office/")
    berit.get_by_role("main").get_by_role("link", name="Stengte dager og oppholdsplaner").click()
    berit.get_by_role("link", name="Les inn ei skolerute").click()
    look(berit, scripts)
    send(berit, {"name": "klasseliste.csv", "mimeType": "text/csv", "buffer": b"navn;klasse\nElla;3B"})
    expect(berit.get_by_role("alert")).to_contain_text("Den første linja må ha navnene på kolonnene")
    look(berit, scripts)
    send(berit, sheet(*rows, f"{first:%d.%m.%Y};Ukjent skole;nei;;;"))
    expect(berit.get_by_role("heading", name="1 rad kan ikke leses")).to_be_visible()
    expect(berit.get_by_role("region", name="Alle enheter")).to_contain_text(note)
    look(berit, scripts)
    put_in_force(berit)
    expect(berit.get_by_role("status").locator("strong")).to_contain_text("3")
    look(berit, scripts)
    berit.get_by_role("link", name="Stengte dager og oppholdsplaner").last.click()
    expect(berit.get_by_role("heading", name="Stengte dager og oppholdsplaner")).to_be_visible()
    expect(berit.get_by_text(note)).to_have_count(3)

    berit.get_by_role("link", name="Les inn ei skolerute").click()
    send(berit, calendar_file(days[2] + timedelta(days=1)))
    expect(berit.get_by_role("alert")).to_contain_text("En kalenderfil sier ikke hvem som har fri")
    berit.get_by_label("Hvilke enheter?").select_option(label="Nordvik skole")
    berit.get_by_label("Elever").check()
    send(berit, calendar_file(days[2] + timedelta(days=1)))
    expect(berit.get_by_role("region", name="Nordvik skole")).to_contain_text("Siste dag før sommeren. Fri: Elever")
    expect(berit.get_by_role("region", name="Nordvik skole").get_by_role("checkbox")).to_be_checked()
    look(berit, scripts)
    put_in_force(berit)
    berit.goto("/office/")
    berit.get_by_role("main").get_by_role("link", name="Nordvik skole").click()
    berit.get_by_role("link", name="Åpningstider").click()
    expect(berit.get_by_text(note).first).to_be_visible()
    expect(berit.get_by_text("Siste dag før sommeren").first).to_be_visible()


def send(berit, file):
    berit.get_by_label("Skoleruta").set_input_files(file)
    with berit.expect_navigation():
        berit.get_by_role("button", name="Vis hva som ville blitt endret").click()


def put_in_force(berit):
    with berit.expect_navigation():
        berit.get_by_role("button", name="Ta den i bruk").click()


def look(page, scripts):
    if scripts:
        finds_nothing(page)
