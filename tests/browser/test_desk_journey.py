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
