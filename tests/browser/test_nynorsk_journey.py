"""The week in nynorsk, as in bokmål: planned and approved, ill, and a holiday that is answered and counted."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import finds_nothing

pytestmark = pytest.mark.browser

NEXT = "2026-12-07"


@contextmanager
def in_nynorsk(*pages):
    for page in pages:
        speak(page, "nn")
    yield
    for page in pages:
        speak(page, "nb")


def speak(page, language):
    page.goto("/me/")
    page.get_by_label("Språk").select_option(language)
    with page.expect_navigation():
        page.get_by_role("button", name="Lagre språket").click()


def test_a_plan_is_sent_and_approved_and_the_child_is_ill(visit):
    henrik, jon = visit("Henrik"), visit("Jon Berg", "desk")
    with in_nynorsk(henrik, jon):
        henrik.goto("/home/stay-plans/new/")
        henrik.get_by_label("Sunniva").check()
        henrik.get_by_label("Frå når?").select_option(NEXT)
        henrik.get_by_label("Måndag frå", exact=True).fill("1330")
        henrik.get_by_label("Måndag til", exact=True).fill("16")
        henrik.get_by_role("button", name="Kopier til resten").click()
        finds_nothing(henrik)
        with henrik.expect_navigation():
            henrik.get_by_role("button", name="Send planen for Sunniva").click()
        expect(henrik.get_by_text("Ventar på godkjenning")).to_be_visible()

        jon.goto("/work/")
        jon.get_by_role("link", name=re.compile("til godkjenning|^Veka")).first.click()
        jon.get_by_role("link", name="Sunniva").first.click()
        finds_nothing(jon)
        with jon.expect_navigation():
            jon.get_by_role("button", name="Godkjenn", exact=True).click()
        expect(jon.get_by_text("Godkjent. Familien får beskjed.")).to_be_visible()

        henrik.goto("/home/absence/")
        henrik.get_by_label("Sunniva").check()
        with henrik.expect_navigation():
            henrik.get_by_role("button", name="Send").click()
        expect(henrik.get_by_text("ikkje sett enno").or_(henrik.get_by_text("På tavla sidan")).first).to_be_visible()
        finds_nothing(henrik)
        with henrik.expect_navigation():
            henrik.get_by_role("button", name="Trekk tilbake").click()
        expect(henrik.get_by_role("heading", name="Trekt tilbake")).to_be_visible()


def test_a_holiday_is_asked_about_answered_and_counted(visit):
    solveig, marte = visit("Solveig", "desk"), visit("Marte")
    with in_nynorsk(solveig, marte):
        solveig.goto("/office/")
        solveig.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").first.click()
        solveig.get_by_role("link", name="Feriar").click()
        solveig.get_by_role("link", name="Spør kven som kjem i ein ferie").click()
        solveig.get_by_label("Kva heiter det?").fill("Vinterferien")
        days = {"Første dag": "2027-02-22", "Siste dag": "2027-02-24", "Siste dag for bindande svar": "2027-01-15"}
        for label, day in days.items():
            solveig.get_by_label(label, exact=label == "Siste dag").first.fill(day)
        finds_nothing(solveig)
        with solveig.expect_navigation():
            solveig.get_by_role("button", name="Spør familiane").click()
        expect(solveig.get_by_role("heading", name=re.compile("0 av .* har svart"))).to_be_visible()

        marte.goto("/home/")
        marte.get_by_role("link", name="Svar: Vinterferien").click()
        finds_nothing(marte)
        with marte.expect_navigation():
            marte.get_by_role("button", name="Fri heile perioden").click()
        expect(marte.get_by_text("Lagra", exact=True)).to_be_visible()

        solveig.reload()
        expect(solveig.get_by_role("heading", name=re.compile("1 av .* har svart"))).to_be_visible()
        expect(solveig.get_by_role("columnheader", name="Truleg")).to_be_visible()
        finds_nothing(solveig)
        solveig.get_by_role("link", name="Avslutt spørsmålet").click()
        with solveig.expect_navigation():
            solveig.get_by_role("button", name="Avslutt spørsmålet").click()
