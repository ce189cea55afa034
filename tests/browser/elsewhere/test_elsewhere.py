"""The main journeys in the other two engines: what Firefox does, and what every browser on an iPhone does."""

import shutil

import pytest

from proofs import ground
from tests.browser.elsewhere.driver import firefox, webkit
from tests.browser.elsewhere.screen import Screen

pytestmark = pytest.mark.browser

FAMILY = ("Ella", "Sunniva", "Maximilian", "Marte")


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def screen(request, first_morning, tmp_path_factory):
    """Each engine has a village of its own: what is done in one is not there in the other."""
    folder = tmp_path_factory.mktemp("village")
    shutil.copytree(first_morning, folder, dirs_exist_ok=True)
    said = {"RANSEL_DATA_DIR": str(folder)}
    with ground.demo(**said) as (address, _pid), request.param(tmp_path_factory.mktemp("profile")) as wire:
        yield Screen(wire, address)


def log_in(screen, name):
    screen.go("/demo/people/")
    screen.press(name, within="//main")
    screen.sees(name)
    assert "/demo/" not in screen.path


def log_out(screen):
    screen.go("/me/")
    screen.press("Logg ut", within="//form[@action='/logout/']")
    screen.sees("Velg en person")


def report_absence(screen, child=""):
    """Who has one child alone need not say which."""
    screen.go("/home/absence/")
    if child:
        screen.press(child, within="//main")
    screen.press("Send", within="//main")
    screen.sees("Trekk tilbake")


def say_how_she_leaves(screen, child, adult, time):
    screen.go("/home/")
    screen.press(f"Hvordan går {child} hjem?")
    screen.sees(f"Slik går {child} hjem")
    screen.press(adult, within="//main")
    screen.press(time, within="//main")
    screen.press("Lagre", within="//main")
    screen.sees("Lagret")


def test_a_guardian_reports_absence_and_says_how_a_child_leaves_and_is_given_receipts(screen):
    log_in(screen, "Marte")
    report_absence(screen, "Sunniva")
    screen.sees("Nordvik skole: Sendt")
    say_how_she_leaves(screen, "Ella", "Henrik Aasen", "15:30")
    screen.go("/home/")
    screen.sees("Hentes av Henrik 15:30", "Borte i dag")
    log_out(screen)


def test_an_employee_taps_a_child_in_and_takes_it_back_on_the_open_board(screen):
    log_in(screen, "Siri")
    screen.sees("Bikuben")
    ella = "//li[starts-with(@id, 'kid-')][contains(., 'Ella')]"
    screen.has(f"{ella}//button[@data-status='expected']")
    screen.press("Ella", within=ella)
    screen.has(f"{ella}//button[@data-status='here']")
    screen.press("Angre", within=ella)
    screen.has(f"{ella}//button[@data-status='expected']")
    log_out(screen)


def test_after_logout_no_way_back_shows_anything(screen):
    log_in(screen, "Marte")
    for path in ("/home/", "/home/fetchers/", "/home/calendar/", "/me/"):
        screen.go(path)
        screen.sees("Marte")
    log_out(screen)
    for _step in range(4):
        screen.back()
        screen.sees("Velg en person")
        assert not [name for name in FAMILY if name in screen.everything()]


def given_a_code(screen, child, adult):
    """The municipality lets its units, and the leader makes one."""
    log_in(screen, "Berit")
    screen.go("/office/")
    screen.press("Slik åpner foresatte Ransel", within="//main")
    screen.press("Enhetene kan gi en kode", within="//main")
    screen.press("Lagre", within="//main")
    screen.sees("Lagret")
    log_out(screen)
    log_in(screen, "Solveig")
    screen.go("/office/")
    for name in ("Fjellheim barnehage", child, f"Kode {adult}"):
        screen.press(name, within="//main")
        screen.sees(name.removeprefix("Kode "))
    screen.press("Lag koden", within="//main")
    screen.sees("Koden din til Ransel")
    code = screen.told_in(".r-pass__code")
    log_out(screen)
    return code


def test_who_has_no_eid_comes_in_by_a_code_and_reports_absence(screen):
    code = given_a_code(screen, "Ella Solheim", "Henrik")
    screen.go("/login/code/")
    screen.write("Koden", code[:4])
    screen.press("Logg inn", within="//main")
    screen.sees("Denne koden åpner ikke Ransel")
    screen.write("Koden", code.lower())
    screen.press("Logg inn", within="//main")
    screen.sees("Hei, Henrik")
    screen.press("Meld fravær", within="//main")
    screen.sees("Meld fravær")
    screen.press("Ella", within="//main")
    screen.press("Send", within="//main")
    screen.sees("Sendt. ", "Meldt borte i dag")
    screen.go("/home/")
    screen.sees("Hei, Henrik")
    log_out(screen)
    screen.back()
    screen.sees("Velg en person")
    assert "Ella" not in screen.everything()


def test_without_scripts_it_all_works(demo, tmp_path):
    with firefox(tmp_path, scripts=False) as wire:
        screen = Screen(wire, demo)
        log_in(screen, "Amina")
        report_absence(screen)
        screen.sees("Leon")
        screen.press("Trekk tilbake", within="//main")
        screen.sees("Trukket tilbake")
        log_out(screen)
        screen.back()
        screen.sees("Velg en person")
        assert "Leon" not in screen.everything()
