"""The week in a browser: planned, approved, changed, counted; on phone and desk, with scripts and without."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser

WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
NEXT = "2026-12-07"  # the first Monday whose week is not locked


def send_plan(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Send planen").click()


def test_a_week_for_a_child_is_planned_approved_and_then_changed(visit):
    bente, solveig = visit("Bente"), visit("Solveig", "desk")
    plan_for_jonas(bente)
    approve_for_jonas(solveig)
    change_two_days(bente)
    week_of_maurtua(solveig)
    row = solveig.get_by_role("row", name=re.compile("Jonas"))
    expect(row).to_contain_text("Fri")
    expect(row).to_contain_text("07:30\N{EN DASH}15:00")
    finds_nothing(solveig)


def plan_for_jonas(bente):
    bente.get_by_role("link", name="Tider for uke 50").click()
    expect(bente.get_by_role("heading", level=1)).to_have_text("Tider for uke 50")
    finds_nothing(bente)
    bente.get_by_role("link", name="Dag for dag for Jonas").click()
    expect(bente.get_by_role("heading", level=1)).to_have_text("Tider for Jonas, uke 50")
    finds_nothing(bente)
    bente.get_by_role("link", name="Planen for alle uker").click()
    bente.get_by_role("link", name="Ny plan Jonas").click()
    bente.get_by_label("Fra når?").select_option(NEXT)
    began = time.monotonic()
    bente.get_by_label("Mandag fra", exact=True).fill("730")
    bente.get_by_label("Mandag til", exact=True).fill("15.45")
    bente.get_by_role("button", name="Kopier til resten").click()
    expect(bente.get_by_label("Fredag til", exact=True)).to_have_value("15:45")
    finds_nothing(bente)
    the_weeks_may_differ(bente)
    send_plan(bente)
    assert time.monotonic() - began < 60, "a week is filled in within a minute"
    expect(bente.get_by_text("Venter på godkjenning")).to_be_visible()


def the_weeks_may_differ(page):
    """And when they are alike again, nothing that was typed is lost; the button that was tapped keeps the keyboard."""
    page.get_by_role("button", name="Ukene er ulike").click()
    expect(page.get_by_label("Uke 2, Fredag til", exact=True)).to_have_value("15:45")
    expect(page.get_by_role("button", name="Ukene er ulike")).to_be_focused()
    finds_nothing(page)
    page.get_by_role("button", name="Likt hver uke").click()
    expect(page.get_by_label("Fredag til", exact=True)).to_have_value("15:45")


def week_of_maurtua(solveig):
    solveig.goto("/work/")
    solveig.get_by_role("link", name=re.compile("^Uka Maurtua")).first.click()
    solveig.goto(solveig.url + "?week=2026-W50")


def approve_for_jonas(solveig):
    week_of_maurtua(solveig)
    solveig.get_by_role("link", name="Jonas Myhre").first.click()
    finds_nothing(solveig)
    with solveig.expect_navigation():
        solveig.get_by_role("button", name="Godkjenn", exact=True).click()
    expect(solveig.get_by_text("Godkjent").first).to_be_visible()


def change_two_days(bente):
    bente.goto("/home/stay-plans/")
    expect(bente.get_by_text("Gjelder senere")).to_be_visible()
    bente.get_by_role("link", name="Endre dager Jonas").click()
    bente.goto(bente.url + "?week=2026-W50")
    bente.get_by_label("tirsdag 8. desember", exact=True).select_option("time_off")
    bente.get_by_label("onsdag 9. desember til").fill("22")
    bente.get_by_role("button", name="Lagre tidene").click()
    expect(bente.get_by_text("1 dag er lagret, 1 er ikke lagret")).to_be_visible()
    expect(bente.get_by_label("onsdag 9. desember til")).to_have_value("22:00")
    finds_nothing(bente)
    bente.get_by_label("onsdag 9. desember til").fill("15")
    with bente.expect_navigation():
        bente.get_by_role("button", name="Lagre tidene").click()
    expect(bente.get_by_text("Lagret", exact=True)).to_be_visible()


def test_without_scripts_a_plan_is_sent_and_refused_with_a_reason(visit):
    amina, siri = visit("Amina", scripts=False), visit("Siri", "tablet", scripts=False)
    amina.goto("/home/stay-plans/new/")
    amina.get_by_label("Fra når?").select_option(NEXT)
    for day in WEEKDAYS:
        amina.get_by_label(f"{day} fra", exact=True).fill("8")
        amina.get_by_label(f"{day} til", exact=True).fill("17" if day == "Fredag" else "15")
    amina.get_by_role("button", name="Send planen").click()
    expect(amina.get_by_text("Fjellheim barnehage er åpen 07:00\N{EN DASH}16:30.").first).to_be_visible()
    expect(amina.get_by_label("Mandag fra", exact=True)).to_have_value("8")
    amina.get_by_label("Fredag", exact=True).select_option("time_off")
    amina.get_by_role("button", name="Send planen").click()
    expect(amina.get_by_text("Venter på godkjenning")).to_be_visible()

    siri.goto("/work/")
    siri.get_by_role("link", name=re.compile("^Uka( Bikuben.*)?$")).first.click()
    siri.goto(siri.url + "?week=2026-W50")
    siri.get_by_role("link", name="Leon Warsame Lien").first.click()
    siri.get_by_role("button", name="Ikke godkjenn").click()
    expect(siri.get_by_text("Familien ser det. Skriv hva de kan gjøre i stedet.").last).to_be_visible()
    siri.get_by_label("Hvorfor ikke?").fill("Vi har plass fra 09:00 den uka.")
    siri.get_by_role("button", name="Ikke godkjenn").click()
    amina.reload()
    expect(amina.get_by_text("Vi har plass fra 09:00 den uka.")).to_be_visible()


def test_a_holiday_is_asked_about_answered_and_counted(visit):
    solveig = visit("Solveig", "desk")
    solveig.goto("/office/")
    solveig.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").click()
    solveig.get_by_role("link", name="Ferier").click()
    solveig.get_by_role("link", name="Spør hvem som kommer i en ferie").click()
    finds_nothing(solveig)
    solveig.get_by_label("Hva heter det?").fill("Romjula")
    for label, day in (
        ("Første dag", "2026-12-28"),
        ("Siste dag", "2026-12-30"),
        ("Siste dag for foreløpig svar", "2026-12-04"),
        ("Siste dag for bindende svar", "2026-12-11"),
    ):
        solveig.get_by_label(label, exact=label == "Siste dag").first.fill(day)
    solveig.locator("label").filter(has_text="Spør også om tidene").click()
    with solveig.expect_navigation():
        solveig.get_by_role("button", name="Spør familiene").click()
    expect(solveig.get_by_role("heading", name=re.compile("0 av .* har svart"))).to_be_visible()
    finds_nothing(solveig)

    marte, amina = visit("Marte"), visit("Amina", scripts=False)
    marte.get_by_role("link", name="Svar: Romjula").click()
    finds_nothing(marte)
    come_too_late(marte)
    with marte.expect_navigation():
        marte.get_by_role("button", name="Fri hele perioden").click()
    expect(marte.get_by_text("Besvart")).to_be_visible()
    amina.get_by_role("link", name="Svar: Romjula").click()
    day = amina.get_by_role("group", name="Leon, mandag 28. desember")
    day.locator("label").filter(has_text="Kommer").click()
    amina.get_by_role("button", name="Send svaret").click()
    expect(amina.get_by_text("Lagret")).to_be_visible()

    siri = visit("Siri", "tablet", dark=True)
    siri.goto("/work/")
    solveig.reload()
    expect(solveig.get_by_role("heading", name=re.compile("1 av .* har svart"))).to_be_visible()
    row = solveig.get_by_role("row", name=re.compile("Mandag 28. desember"))
    expect(row.get_by_role("cell").first).to_have_text("1")


def come_too_late(marte):
    """What can not be is said beside the day, and what was written stands."""
    monday = marte.get_by_role("group", name="Ella, mandag 28. desember")
    monday.locator("label").filter(has_text="Kommer").click()
    marte.get_by_label("Ella, mandag 28. desember, fra").fill("15")
    marte.get_by_label("Ella, mandag 28. desember, til").fill("22")
    marte.get_by_role("button", name="Send svaret").click()
    expect(marte.get_by_role("alert")).to_contain_text("Fjellheim barnehage er åpen 07:00\N{EN DASH}16:30.")
    expect(marte.get_by_label("Ella, mandag 28. desember, til")).to_have_value("22:00")
    expect(monday.get_by_label("Kommer")).to_be_checked()
    finds_nothing(marte)


def test_in_nynorsk_some_days_off_for_two_children_in_one_act(visit):
    henrik = visit("Henrik")
    henrik.goto("/me/")
    henrik.get_by_label("Språk").select_option("nn")
    with henrik.expect_navigation():
        henrik.get_by_role("button", name="Lagre språket").click()
    henrik.goto("/home/tell/")
    henrik.get_by_role("main").get_by_role("link", name="Fri").click()
    expect(henrik.get_by_role("heading", level=1)).to_have_text("Fri eller andre tider")
    for child in ("Ella", "Sunniva"):
        henrik.locator("label").filter(has_text=child).click()
    henrik.get_by_label("Første dag").fill("2027-02-15")
    henrik.get_by_label("Siste dag").fill("2027-02-19")
    expect(henrik.get_by_role("button", name="Lagre for")).to_contain_text("Ella")
    finds_nothing(henrik)
    with henrik.expect_navigation():
        henrik.get_by_role("button", name="Lagre for").click()
    expect(henrik.get_by_text("Lagra for 2 barn")).to_be_visible()
    finds_nothing(henrik)
    henrik.get_by_role("link", name="Ella", exact=True).click()
    expect(henrik.get_by_label("onsdag 17. februar", exact=True)).to_have_value("time_off")
    henrik.goto("/me/")
    henrik.get_by_label("Språk").select_option("nb")
    with henrik.expect_navigation():
        henrik.get_by_role("button", name="Lagre språket").click()
