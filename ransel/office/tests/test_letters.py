"""The office prints what waits, says what is sent, takes it back, and says what can't be: each asked again before."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ransel.access.actions.guardians import set_block
from ransel.audit.models import Event
from ransel.core import clock
from ransel.identity.actor import Actor, Strength
from ransel.notifications.letters import paper
from ransel.notifications.letters.actions.printing import plan_letters
from ransel.notifications.letters.rows import Letter, Printing
from ransel.notifications.models import Notice
from ransel.people.models import Enrolment, Guardianship, Person
from tests.pages import send


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader)


@pytest.fixture
def url(village):
    return f"/office/units/{village.fjellheim.pk}/letters/"


@pytest.fixture
def waiting(village):
    """Letters to these people about Ella, that wait."""

    def plan(*people, child=None):
        for person in people:
            said = {"kind": "guardianship.confirmed", "at": clock.now() - timedelta(days=3), "announcement": uuid4()}
            Notice.objects.create(receiver=person, child=child or village.ella, **said)
        plan_letters()
        return [Letter.objects.get(receiver=person) for person in people]

    return plan


def press(browser, page, action, **said):
    return browser.post(action, browser.form(page, action) | said)


def printed(browser, url):
    press(browser, url, f"{url}printing/")
    return Printing.objects.latest("made_at")


def block(village, person):
    guardianship = Guardianship.objects.get(guardian=person, child=village.ella)
    set_block(by=Actor(village.leader, Strength.STRONG), guardianship=guardianship, reason="Vedtak")


def events(what):
    return Event.objects.filter(what=what).count()


def test_with_nothing_to_send_the_page_says_so_and_offers_no_button(solveig, url):
    text = solveig.get(url).text
    assert "Ingen brev venter" in text and "Skriv ut" not in text


def test_who_waits_is_named_to_the_office_with_the_child_and_the_reference(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    text = solveig.get(url).text
    assert "Henrik Aasen" in text and "Gjelder Ella Solheim-Aasen" in text and letter.code[:4] in text
    assert "Skriv ut 1 brev" in text


def test_the_desk_says_that_letters_wait_and_stops_when_they_are_sent(solveig, village, url, waiting):
    assert "å skrive ut og sende" not in solveig.get("/office/").text
    waiting(village.henrik, village.marte)
    assert "2 brev å skrive ut og sende" in solveig.get("/office/").text
    printing = printed(solveig, url)
    assert "2 brev å skrive ut og sende" in solveig.get("/office/").text
    press(solveig, url, f"/office/printings/{printing.pk}/sent/")
    assert "å skrive ut og sende" not in solveig.get("/office/").text


def test_they_are_printed_in_one_file_that_nobody_keeps_and_whose_name_names_nobody(solveig, village, url, waiting):
    waiting(village.henrik, village.marte)
    printing = printed(solveig, url)
    answer = solveig.get(f"/office/printings/{printing.pk}/")
    assert answer.headers["Content-Type"] == "application/pdf" and "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"] == 'inline; filename="ransel.pdf"'
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 2
    assert printing.made_by == village.leader and events("letters.printed") == 1
    assert Letter.objects.filter(made_at=printing.made_at).count() == 2


def test_pressed_twice_they_are_printed_once(solveig, village, url, waiting):
    waiting(village.henrik)
    form = solveig.form(url, f"{url}printing/")
    for _ in range(2):
        assert solveig.post(f"{url}printing/", form).status_code == 303
    assert Printing.objects.count() == 1
    assert solveig.post(f"{url}printing/", form | {"submission": uuid4()}).status_code == 303
    assert Printing.objects.count() == 1, "nothing waited any more"


def test_a_guardian_blocked_meanwhile_is_dropped_when_it_is_printed(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    block(village, village.henrik)
    press(solveig, url, f"{url}printing/")
    letter.refresh_from_db()
    assert letter.dropped_at and letter.reason == "no_access" and Printing.objects.count() == 0
    text = solveig.get(url).text
    assert "ikke lenger tilgang" in text and "Oppdaget av Ransel" in text


def test_what_was_seen_meanwhile_is_not_printed_and_the_rest_is(solveig, village, url, waiting):
    henrik, marte = waiting(village.henrik, village.marte)
    Notice.objects.filter(receiver=village.henrik).update(seen_at=clock.now())
    printing = printed(solveig, url)
    henrik.refresh_from_db()
    assert henrik.reason == "seen" and [one.pk for one in printing.letters.all()] == [marte.pk]


def test_of_a_child_who_has_left_nothing_is_printed_there(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    Enrolment.objects.filter(child=village.ella).update(ends=clock.today() - timedelta(days=1))
    press(solveig, url, f"{url}printing/")
    letter.refresh_from_db()
    assert letter.reason == "left"


def test_a_guardian_blocked_after_printing_is_taken_out_of_the_file_and_never_said_to_be_sent(
    solveig, village, url, waiting
):
    henrik, marte = waiting(village.henrik, village.marte)
    printing = printed(solveig, url)
    block(village, village.henrik)
    assert "Ta ut dette" in solveig.get(url).text
    answer = solveig.get(f"/office/printings/{printing.pk}/")
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert marte.code[:4] in page.extract_text() and henrik.code[:4] not in page.extract_text()
    press(solveig, url, f"/office/printings/{printing.pk}/sent/")
    henrik.refresh_from_db(), marte.refresh_from_db()
    assert marte.sent_at and not henrik.sent_at and henrik.reason == "no_access"


def test_a_file_with_no_letter_left_in_it_leads_back(solveig, village, url, waiting):
    waiting(village.henrik)
    printing = printed(solveig, url)
    block(village, village.henrik)
    assert solveig.get(f"/office/printings/{printing.pk}/").url == url


def test_sent_is_said_by_whom_and_when_and_taken_back(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    printing = printed(solveig, url)
    press(solveig, url, f"/office/printings/{printing.pk}/sent/")
    letter.refresh_from_db()
    assert letter.sent_at == clock.now() and letter.taken_by == village.leader
    assert "Av Solveig Dahl" in solveig.get(url).text.split("Sendt de siste 30 dagene")[1]
    press(solveig, url, f"/office/printings/{printing.pk}/sent/undo/")
    letter.refresh_from_db()
    assert letter.sent_at is None and letter.taken_by is None
    assert "1 brev er skrevet ut, og ikke sendt" in solveig.get(url).text
    assert (events("letters.sent"), events("letters.not_sent")) == (1, 1)


def test_said_twice_it_stays_who_said_it_first(solveig, as_, village, url, waiting):
    (letter,) = waiting(village.henrik)
    printing = printed(solveig, url)
    action = f"/office/printings/{printing.pk}/sent/"
    form = as_(village.municipality).form(url, action)
    press(solveig, url, action)
    as_(village.municipality).post(action, form)
    letter.refresh_from_db()
    assert letter.taken_by == village.leader and events("letters.sent") == 1


def test_what_cant_be_sent_is_said_with_a_reason_from_a_list(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    action = f"/office/letters/{letter.pk}/drop/"
    for wrong in ({}, {"reason": "no_access"}, {"reason": "because"}):
        answer = send(solveig, action, **wrong)
        assert answer.status_code == 422 and "Velg hvorfor." in answer.text
    assert send(solveig, action, reason="returned").url == url
    letter.refresh_from_db()
    assert (letter.reason, letter.dropped_by) == ("returned", village.leader)
    assert "Et tidligere brev kom i retur. Av Solveig Dahl" in " ".join(solveig.get(url).text.split())
    assert "already" not in (again := send(solveig, action, reason="told")).text and again.status_code == 422
    letter.refresh_from_db()
    assert letter.reason == "returned" and events("letter.dropped") == 1


def test_what_is_sent_is_not_said_to_be_impossible(solveig, village, url, waiting):
    (letter,) = waiting(village.henrik)
    printing = printed(solveig, url)
    press(solveig, url, f"/office/printings/{printing.pk}/sent/")
    answer = send(solveig, f"/office/letters/{letter.pk}/drop/", reason="told")
    assert answer.status_code == 422 and "sendt allerede" in answer.text
    letter.refresh_from_db()
    assert letter.sent_at and not letter.dropped_at


def test_a_drawing_that_fails_is_a_page_in_words_and_loses_nothing(solveig, village, url, waiting, monkeypatch, caplog):
    waiting(village.henrik)
    printing = printed(solveig, url)

    def fails(_papers):
        raise paper.NotDrawn("no pango")

    monkeypatch.setattr(paper, "drawn", fails)
    answer = solveig.get(f"/office/printings/{printing.pk}/")
    assert answer.status_code == 503 and "Ingenting er tapt" in answer.text
    assert "no pango" in caplog.text and "Henrik" not in caplog.text
    assert "1 brev er skrevet ut, og ikke sendt" in solveig.get(url).text


def test_a_protected_receiver_is_marked_for_the_office(as_, village, waiting):
    waiting(village.hanna, child=village.sara)
    berit = as_(village.municipality)
    url = f"/office/units/{village.solbakken.pk}/letters/"
    assert "Skjermet adresse" in berit.get(url).text
    answer = berit.get(f"/office/printings/{printed(berit, url).pk}/")
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert "Solbakken" not in page.extract_text() and "sentralbordet i Fjordvik kommune" in page.extract_text()


def test_the_page_takes_the_same_statements_however_many_wait(solveig, village, url, waiting):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            solveig.get(url)
        return len(asked)

    waiting(village.henrik)
    solveig.get(url)
    few = statements()
    people = Person.objects.bulk_create(Person(given_name=f"Voksen {n}", family_name="Vik") for n in range(20))
    said = {"child": village.ella, "unit": village.fjellheim, "kind": "guardianship.confirmed"}
    for number, person in enumerate(people):
        Letter.objects.create(receiver=person, code=f"{number:08}", planned_at=clock.now(), **said)
    assert statements() == few


def test_what_svarut_carries_is_shown_as_such_and_is_not_the_offices_to_print(solveig, village, url, waiting):
    waiting(village.henrik)
    Letter.objects.update(how="svarut", known_as="x", made_at=clock.now())
    text = solveig.get(url).text
    assert "Til digitale postkasser" in text and "Underveis siden" in text and "Skriv ut" not in text
    assert "å skrive ut og sende" not in solveig.get("/office/").text
    Letter.objects.update(sent_at=clock.now())
    assert "Levert" in solveig.get(url).text
    Letter.objects.update(read_at=clock.now())
    assert "Levert" not in (text := solveig.get(url).text) and "Lest av mottakeren" in text
