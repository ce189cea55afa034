"""The week at each size, with scripts and without, in both languages: from a plan to the forecast of a holiday."""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_nynorsk_journey import speak

pytestmark = pytest.mark.browser

WORDS = {
    "nb": {
        "from_when": "Fra når?",
        "days": ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"),
        "from": "fra",
        "waits": "Venter på godkjenning",
        "approved": "Godkjent. Familien får beskjed.",
        "saved": "Lagret",
        "not_seen": "ikke sett ennå",
        "withdrawn": "Trukket tilbake",
        "holidays": "Ferier",
        "ask": "Spør hvem som kommer i en ferie",
        "called": "Hva heter det?",
        "binding": "Siste dag for bindende svar",
        "send_ask": "Spør familiene",
        "all_off": "Fri hele perioden",
        "likely": "Trolig",
        "off": "Fri",
    },
    "nn": {
        "from_when": "Frå når?",
        "days": ("Måndag", "Tysdag", "Onsdag", "Torsdag", "Fredag"),
        "from": "frå",
        "waits": "Ventar på godkjenning",
        "approved": "Godkjent. Familien får beskjed.",
        "saved": "Lagra",
        "not_seen": "ikkje sett enno",
        "withdrawn": "Trekt tilbake",
        "holidays": "Feriar",
        "ask": "Spør kven som kjem i ein ferie",
        "called": "Kva heiter det?",
        "binding": "Siste dag for bindande svar",
        "send_ask": "Spør familiane",
        "all_off": "Fri heile perioden",
        "likely": "Truleg",
        "off": "Fri",
    },
}
RUNS = [  # the guardian's screen, the staff's, scripts, language, the plan's first Monday, the holiday's
    ("desk", "phone", True, "nb", date(2027, 1, 4), date(2027, 3, 1)),
    ("desk", "phone", False, "nb", date(2027, 1, 11), date(2027, 3, 8)),
    ("phone", "desk", False, "nn", date(2027, 1, 18), date(2027, 3, 15)),
]


@pytest.mark.parametrize(
    ("mine", "theirs", "scripts", "language", "monday", "holiday"), RUNS, ids=["", "no scripts", "nynorsk, no scripts"]
)
def test_the_week_goes_from_plan_to_forecast(visit, mine, theirs, scripts, language, monday, holiday):
    said = WORDS[language]
    bente, solveig = visit("Bente", mine, scripts=scripts), visit("Solveig", theirs, scripts=scripts)
    for page in (bente, solveig):
        speak(page, language)
    plan(bente, said, monday)
    approve(solveig, said, monday)
    change(bente, said, monday)
    solveig.reload()
    expect(solveig.get_by_role("row", name=re.compile("Jonas"))).to_contain_text(said["off"])
    ill(bente, said)
    ask(solveig, said, holiday)
    bente.goto("/home/")
    bente.get_by_role("link", name=f"Svar: {holiday}").click()
    with bente.expect_navigation():
        bente.get_by_role("button", name=said["all_off"]).click()
    expect(bente.get_by_text(said["saved"], exact=True)).to_be_visible()
    solveig.reload()
    expect(solveig.get_by_role("heading", name=re.compile("1 av .* har svart"))).to_be_visible()
    expect(solveig.get_by_role("columnheader", name=said["likely"])).to_be_visible()
    for page in (bente, solveig):
        speak(page, "nb")


def plan(page, said, monday):
    page.goto("/home/stay-plans/new/")
    began = time.monotonic()
    if not page.get_by_label("Jonas").is_checked():
        page.get_by_label("Jonas").check()
    page.get_by_label(said["from_when"]).select_option(monday.isoformat())
    for day in said["days"]:
        page.get_by_label(f"{day} {said['from']}", exact=True).fill("8")
        page.get_by_label(f"{day} til", exact=True).fill("15")
    with page.expect_navigation():
        page.get_by_role("button", name="Send planen").last.click()
    assert time.monotonic() - began < 60, "a week is filled in within a minute"
    expect(page.get_by_text(said["waits"]).first).to_be_visible()


def approve(page, said, monday):
    page.goto("/office/")
    page.get_by_role("main").get_by_role("link", name="til godkjenning").first.click()
    page.get_by_role("link", name="Jonas Myhre").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Godkjenn", exact=True).click()
    expect(page.get_by_text(said["approved"])).to_be_visible()
    page.goto(page.url.partition("?")[0] + f"?week={monday:%G-W%V}")


def change(page, said, monday):
    page.goto("/home/")
    page.get_by_role("article").filter(has_text="Jonas").locator("a[href*='/week/']").first.click()
    page.goto(page.url.partition("?")[0] + f"?week={monday:%G-W%V}")
    page.locator("select[name^=day_]").nth(1).select_option("time_off")
    with page.expect_navigation():
        page.locator(".r-send button").last.click()
    expect(page.get_by_text(said["saved"], exact=True)).to_be_visible()


def ill(page, said):
    page.goto("/home/absence/")
    if not page.get_by_label("Jonas").is_checked():
        page.get_by_label("Jonas").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(said["not_seen"]).or_(page.get_by_text("På tavla")).first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Trekk tilbake").click()
    expect(page.get_by_role("heading", name=said["withdrawn"])).to_be_visible()


def ask(page, said, first):
    page.goto("/office/")
    page.get_by_role("main").get_by_role("link", name="Fjellheim barnehage").first.click()
    page.get_by_role("link", name=said["holidays"]).click()
    page.get_by_role("link", name=said["ask"]).click()
    page.get_by_label(said["called"]).fill(str(first))
    days = {"Første dag": first, "Siste dag": first + timedelta(days=2), said["binding"]: first - timedelta(days=20)}
    for label, day in days.items():
        page.get_by_label(label, exact=label == "Siste dag").first.fill(day.isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name=said["send_ask"]).click()
    expect(page.get_by_role("heading", name=re.compile("0 av .* har svart"))).to_be_visible()
