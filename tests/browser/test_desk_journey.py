"""The desk: a guardian is confirmed, kept away and let in again; a roster is read in after a preview."""

import io
import zipfile
from datetime import date

import pytest
from playwright.sync_api import expect

from ransel.demo import village as cast
from ransel.demo.load import CHILDREN
from ransel.demo.roster.filler import fill
from ransel.demo.roster.writer import Roster

pytestmark = pytest.mark.browser


def test_a_leader_confirms_a_guardian_keeps_them_away_and_lets_them_in_again(visit):
    vidar, solveig = visit("Vidar"), visit("Solveig", "desk")
    vidar.goto("/home/")
    expect(vidar.get_by_text("Ella")).to_have_count(0)
    solveig.goto("/office/")
    solveig.get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Ella Solheim-Aasen").click()
    solveig.get_by_role("link", name="Bekreft Vidar Aasen").click()
    solveig.get_by_role("button", name="Bekreft den foresatte").click()
    expect(solveig.get_by_role("alert").get_by_text("Velg grunnlaget du har sett.")).to_be_visible()
    solveig.get_by_label("Foreldreansvar").check()
    solveig.get_by_label("Hva har du sett?").fill("Utskrift fra Folkeregisteret, 23. november")
    solveig.get_by_role("button", name="Bekreft den foresatte").click()
    expect(solveig.get_by_role("heading", name="Ella Solheim-Aasen")).to_be_visible()
    vidar.goto("/home/")
    expect(vidar.get_by_text("Ella").first).to_be_visible()

    solveig.get_by_role("link", name="Sperr Vidar Aasen").click()
    solveig.get_by_label("Hvorfor?").fill("Vedtak, sak 26-301")
    solveig.get_by_role("button", name="Sett sperren").click()
    expect(solveig.get_by_text("Sperret av Solveig Dahl")).to_be_visible()
    expect(vidar.get_by_text("Ella")).to_have_count(0)

    solveig.get_by_role("link", name="Opphev sperren Vidar Aasen").click()
    solveig.get_by_label("Hvorfor?").fill("Nytt vedtak, sak 26-302")
    solveig.get_by_role("button", name="Foreslå").click()
    expect(solveig.get_by_text("Venter på person nummer to.")).to_be_visible()
    vidar.goto("/home/")
    expect(vidar.get_by_text("Ella")).to_have_count(0)
    berit = visit("Berit", "desk")
    berit.goto("/office/")
    berit.get_by_role("link", name="Opphev sperren på Vidar Aasen").click()
    berit.get_by_role("button", name="Godkjenn").click()
    expect(berit.get_by_role("heading", name="Ella Solheim-Aasen")).to_be_visible()
    vidar.goto("/home/")
    expect(vidar.get_by_text("Ella").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])
def test_the_municipality_adds_a_unit_and_says_what_units_begin_with(visit, scripts):
    berit = visit("Berit", "desk", scripts=scripts)
    name = "Lia barnehage" if scripts else "Lund barnehage"
    berit.goto("/office/")
    berit.get_by_role("link", name="Funksjoner").click()
    with berit.expect_navigation():
        berit.get_by_role("button", name="Lagre").click()
    berit.goto("/office/")
    berit.get_by_role("link", name="Legg til en enhet").click()
    berit.get_by_label("Navn").fill(name)
    berit.get_by_label("Barnehage").check()
    berit.get_by_label("Organisasjonsnummer").fill("123456789")
    berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_role("alert").get_by_text("ikke et organisasjonsnummer")).to_be_visible()
    expect(berit.get_by_label("Navn")).to_have_value(name)
    berit.get_by_label("Organisasjonsnummer").fill("")
    berit.get_by_role("button", name="Lagre").click()
    expect(berit.get_by_role("heading", name=name)).to_be_visible()
    berit.goto("/office/")
    expect(berit.get_by_role("link", name=name)).to_contain_text("Den første dagen")


def test_a_leader_moves_a_child_joins_groups_and_ends_a_post(visit):
    solveig = visit("Solveig", "tablet")
    solveig.goto("/office/")
    solveig.get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Jonas Myhre").click()
    solveig.get_by_role("link", name="Noen dager").click()
    solveig.get_by_label("Til hvilken gruppe?").select_option(label="Bikuben, Fjellheim barnehage")
    solveig.get_by_role("button", name="Lagre").click()
    expect(solveig.get_by_text("Bare noen dager")).to_be_visible()
    solveig.goto("/office/")
    solveig.get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Avdelinger og klasser").click()
    solveig.get_by_role("link", name="Sammen tidlig og sent").click()
    solveig.get_by_role("link", name="Slå sammen grupper").click()
    for group in ("Bikuben", "Maurtua"):
        solveig.get_by_label(group).check()
    solveig.get_by_label("Fra hvilken tid?").fill("630")
    solveig.get_by_label("Til hvilken tid?").fill("8")
    solveig.get_by_role("button", name="Lagre").click()
    expect(solveig.get_by_text("06:30")).to_be_visible()


def roster(*, more=False):
    """The municipality's file as it was; or with a department and a child more."""
    filled = fill(cast.add_to(Roster()), CHILDREN)
    if more:
        filled.group("new-group", "v-fjellheim", "department", "Revehiet")
        filled.person("new-child", "Ylva", "Sand", date(2024, 2, 2), student=True)
        filled.place("new-child", "v-fjellheim", "new-group", date(2026, 11, 1))
    return {"name": "roster.zip", "mimeType": "application/zip", "buffer": filled.write()}


def broken():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("users.csv", "sourcedId,givenName\n")
    return {"name": "roster.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}


def test_the_municipality_reads_a_roster_in_and_sees_first_what_it_would_change(visit):
    berit = visit("Berit", "desk")
    berit.goto("/office/")
    berit.get_by_role("link", name="Registre").click()
    berit.get_by_role("link", name="Les inn en fil").click()
    berit.get_by_label("Registeret").set_input_files(broken())
    berit.get_by_role("button", name="Vis hva som ville blitt endret").click()
    expect(berit.get_by_role("alert")).to_contain_text("orgs.csv")
    berit.get_by_label("Registeret").set_input_files(roster(more=True))
    berit.get_by_role("button", name="Vis hva som ville blitt endret").click()
    expect(berit.get_by_role("region", name="Fjellheim barnehage")).to_contain_text("1 ny")
    berit.get_by_role("button", name="Ta i bruk").click()
    expect(berit.get_by_text("Tatt i bruk", exact=False).first).to_be_visible()
    berit.goto("/office/")
    berit.get_by_role("link", name="Fjellheim barnehage").click()
    expect(berit.get_by_role("link", name="Ylva Sand")).to_be_visible()
