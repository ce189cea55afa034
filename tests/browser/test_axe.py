"""axe finds nothing on any page, in light and dark, for those who meet it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    (None, "phone", ["/login/", "/tablet/", "/demo/people/", "/gallery/", "/privacy/", "/help/"]),
    ("Marte", "phone", ["/me/details/email/", "/me/details/phone/", "/me/details/email/code/wrong/"]),
    (
        "Marte",
        "phone",
        ["/home/", "/home/tell/", "/home/absence/", "/me/", "/me/logins/", "/me/details/", "/me/notices/"],
    ),
    (
        "Marte",
        "phone",
        ["/home/stay-plans/", "/home/stay-plans/new/", "/home/stay-plans/new/?weeks=3", "/home/time-off/"],
    ),
    ("Marte", "phone", ["/home/calendar/", "/home/calendar/subscription/", "/home/calendar/subscription/new/"]),
    ("Marte", "phone", ["/me/start/", "/me/start/missing/", "/me/logins/passkey/", "/me/without-network/"]),
    ("Marte", "phone", ["/me/notices/settings/", "/offline/guardian/", "/step-up/work/"]),
    ("Marte", "desk", ["/home/calendar/?month=2026-12"]),
    ("Vidar", "phone", ["/home/", "/home/calendar/"]),
    ("Siri", "tablet", ["/work/"]),
    ("Solveig", "desk", ["/office/", "/work/"]),
    ("Berit", "desk", ["/office/"]),
]


# A page with an id in its address is reached as people reach it: by the links that lead there.
WALKS = [
    ("Marte", "phone", ["/home/", "Ella"]),
    ("Marte", "phone", ["/home/", "Hvordan går Ella hjem", "Likt hver uke"]),
    ("Siri", "tablet", ["/work/", "Uka", "Ella Solheim"]),
    ("Solveig", "phone", ["/work/", "Uka Bikuben"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Ferier"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Leon Warsame", "Opphev sperren Roger"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Leon Warsame", "Sperr Amina"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Jonas Myhre"]),
    ("Berit", "desk", ["/office/", "Registre", "Lest inn"]),
    ("Berit", "phone", ["/office/", "Registre", "Les inn en fil"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Bekreft foresatte"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Ansatte", "Hvem ser hvor mange"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Ella Solheim", "Skjermet adresse"]),
    ("Berit", "desk", ["/office/", "Hvem ser hvor mange"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Et barn begynner"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Avdelinger og klasser", "Bikuben"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Avdelinger og klasser", "Sammen tidlig", "Slå sammen"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Ansatte", "Noen begynner"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Ansatte", "Slutter"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Funksjoner"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Om enheten"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Den første dagen"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Den første dagen", "Den første foresatte"]),
    ("Solveig", "desk", ["/office/", "Fjellheim barnehage", "Ella Solheim", "Legg til en foresatt"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Åpningstider", "Endre reglene for oppholdsplaner"]),
    ("Solveig", "phone", ["/office/", "Fjellheim barnehage", "Åpningstider", "Endre reglene for barn som ikke kommer"]),
    ("Solveig", "tablet", ["/office/", "Fjellheim barnehage", "Åpningstider", "Steng noen dager"]),
    ("Berit", "desk", ["/office/", "Stengte dager og oppholdsplaner", "Endre reglene for oppholdsplaner"]),
    ("Berit", "desk", ["/office/", "Stengte dager og oppholdsplaner", "Les inn ei skolerute"]),
    ("Berit", "desk", ["/office/", "Stengte dager og oppholdsplaner", "Endre reglene for barn som ikke kommer"]),
    ("Berit", "desk", ["/office/", "Legg til en enhet"]),
    ("Berit", "desk", ["/office/", "Funksjoner"]),
    ("Berit", "phone", ["/office/", "Skoleår", "Legg til et skoleår"]),
    ("Berit", "desk", ["/office/", "Den første dagen"]),
    ("Per Ås", "phone", ["/home/"]),
]


def finds_nothing(page):
    found = Axe().run(page, options=RULES)
    said = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found.response["violations"]]
    assert not said, (page.url, said)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("person", "size", "addresses"), PAGES, ids=lambda value: str(value)[:12])
def test_axe_finds_nothing(visit, person, size, addresses, dark):
    page = visit(person, size, dark=dark)
    for address in addresses:
        page.goto(address)
        finds_nothing(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("person", "size", "steps"), WALKS, ids=lambda value: str(value)[-24:])
def test_axe_finds_nothing_on_the_way(visit, person, size, steps, dark):
    page = visit(person, size, dark=dark)
    page.goto(steps[0])
    for name in steps[1:]:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
        page.wait_for_load_state()
        finds_nothing(page)


def test_axe_finds_nothing_in_a_form_that_was_refused(visit):
    page = visit("Solveig", "phone")
    page.goto("/office/")
    for name in ("Fjellheim barnehage", "Ella Solheim", "Sperr Marte"):
        page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Sett sperren").click()
    page.get_by_role("alert").wait_for()
    finds_nothing(page)
