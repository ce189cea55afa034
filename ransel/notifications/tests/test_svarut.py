"""Letters by SvarUt: each once, to whom it may, and back to the office when they do not arrive. No number leaks."""

import logging
import re
from base64 import b64encode
from datetime import timedelta
from uuid import uuid4

import pytest

from ransel.audit.models import Event
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.notifications.letters import paper
from ransel.notifications.letters.actions import carrying
from ransel.notifications.letters.actions.carrying import hear_of_letters, send_letters
from ransel.notifications.letters.actions.printing import print_letters
from ransel.notifications.letters.paper import NotDrawn
from ransel.notifications.letters.rows import Letter
from ransel.notifications.registers import asking
from ransel.notifications.registers.asking import NotAnswered
from ransel.notifications.registers.rows import RegisterContact
from ransel.notifications.tests.lying import BREAKS_OFF, HANGS, server_here
from ransel.people.models import Block, NationalId
from ransel.people.national_ids import decrypt

API = "/tjenester/api/forsendelse/v1/"


class SvarUt:
    """`lies` maps the last word of a path to what is answered instead. What is sent is known by its reference."""

    def __init__(self):
        self.sent, self.lies, self.status = {}, {}, "AKSEPTERT"

    def __call__(self, asked):
        assert asked.path.startswith(API)
        what = asked.path.removeprefix(API).split("/")
        for word, lie in self.lies.items():
            if word in what:
                self._take(asked)
                return lie
        if what[0] == "eksternref":
            known = self.sent.get(what[1])
            return (200, {"forsendelseIder": [{"id": known}]}) if known else (404, b"")
        if what[-1] == "status":
            return 200, {"forsendelsesId": {"id": what[0]}, "status": self.status}
        return self._take(asked) or (200, {"id": str(uuid4())})

    def _take(self, asked):
        if asked.path.endswith("/sendForsendelse"):
            known = asked.path.removeprefix(API).split("/")[0]
            self.sent[re.search(rb'"eksternReferanse": "([^"]+)"', asked.body)[1].decode()] = known
            return 200, {"id": known}
        return None


@pytest.fixture
def svarut(settings, monkeypatch):
    monkeypatch.setattr(carrying, "drawn", lambda papers: b"%PDF " + papers[0].code.encode())
    with server_here() as here:
        here.answers = SvarUt()
        settings.SVARUT_URL, settings.SVARUT_USER, settings.SVARUT_PASSWORD = here.url, "fjordvik", "hush"
        settings.LETTER_SENDER = "ransel.notifications.letters.svarut.SvarUt"
        yield here


def handed_over(here):
    return [asked for asked in here.asked if asked.path.endswith("/sendForsendelse")]


def number_of(person):
    return decrypt(NationalId.objects.get(person=person).cipher)


def test_a_letter_is_sent_digitally_to_the_receivers_number_and_to_no_address(village, planned, svarut):
    letter = planned(village.henrik, village.ella)
    assert send_letters() == 1
    (asked,) = handed_over(svarut)
    body = asked.body.decode()
    assert f'"fodselsNummer": "{number_of(village.henrik)}"' in body and '"kunDigitalLevering": true' in body
    assert "postAdresse" not in body and "Henrik" not in body and "Ella" not in body and "Fjellheim" not in body
    assert f"%PDF {letter.code[:4]}" in body and '"tittel": "Noe nytt i Ransel"' in body.encode().decode(
        "unicode_escape"
    )
    assert asked.headers["Authorization"] == f"Basic {b64encode(b'fjordvik:hush').decode()}"
    letter.refresh_from_db()
    assert letter.how == "svarut" and letter.known_as == svarut.answers.sent[str(letter.pk)] and not letter.sent_at
    assert Event.objects.filter(what="letter.handed_over").count() == 1


def test_a_letter_is_sent_once(village, planned, svarut):
    planned(village.henrik, village.ella)
    send_letters()
    assert send_letters() == 0 and len(handed_over(svarut)) == 1


@pytest.mark.parametrize("lie", [(500, b""), (200, b"{"), BREAKS_OFF, HANGS])
def test_an_answer_lost_on_the_way_does_not_become_two_letters(village, planned, svarut, monkeypatch, lie):
    monkeypatch.setattr(asking, "WAIT", (0.3, 0.3))
    letter = planned(village.henrik, village.ella)
    svarut.answers.lies = {"sendForsendelse": lie}
    with pytest.raises(NotAnswered):
        send_letters()
    letter.refresh_from_db()
    assert letter.made_at and not letter.known_as
    svarut.answers.lies = {}
    assert send_letters() == 1
    letter.refresh_from_db()
    assert len(handed_over(svarut)) == 1 and letter.known_as == svarut.answers.sent[str(letter.pk)]


@pytest.mark.parametrize("word", ["eksternref", "startNyForsendelse"])
@pytest.mark.parametrize("lie", [(401, b""), (429, b""), (503, b""), (200, b"<html>")])
def test_while_svarut_does_not_answer_nothing_is_sent_and_nothing_lost(village, planned, svarut, word, lie):
    planned(village.henrik, village.ella)
    svarut.answers.lies = {word: lie}
    with pytest.raises(NotAnswered, match="SvarUt"):
        send_letters()
    assert handed_over(svarut) == []
    svarut.answers.lies = {}
    assert send_letters() == 1


def test_what_can_not_be_handed_over_for_two_days_waits_at_the_office_and_stays_there(village, planned, svarut):
    letter = planned(village.henrik, village.ella)
    svarut.answers.lies = {"startNyForsendelse": (503, b"")}
    for days in (0, 1, 3):
        with clock.moved_to(clock.now() + timedelta(days=days), still=True), pytest.raises(NotAnswered):
            send_letters()
    letter.refresh_from_db()
    assert letter.how == "print" and letter.made_at is None and letter.came_back_at
    svarut.answers.lies = {}
    assert send_letters() == 0 and list(Letter.objects.waiting()) == [letter]


def test_one_that_fails_keeps_none_of_the_others_back(village, planned, svarut, monkeypatch):
    planned(village.henrik, village.ella), planned(village.marte, village.ella)
    tried = []

    def fails_first(papers):
        tried.append(papers)
        if len(tried) == 1:
            raise NotDrawn("no pango")
        return b"%PDF"

    monkeypatch.setattr(carrying, "drawn", fails_first)
    with pytest.raises(NotDrawn):
        send_letters()
    assert len(handed_over(svarut)) == 1


def test_to_whom_it_does_not_go(village, planned, svarut):
    said = {"may_be_notified": False, "asked_at": clock.now()}
    RegisterContact.objects.create(person=village.henrik, reserved=True, **said)
    NationalId.objects.filter(person=village.marte).delete()
    for person, child in (("henrik", "ella"), ("marte", "ella"), ("hanna", "sara")):
        planned(getattr(village, person), getattr(village, child))
    assert send_letters() == 0 and svarut.asked == [] and Letter.objects.waiting().count() == 3


def test_permission_is_asked_again_before_it_leaves(village, planned, svarut):
    letter = planned(village.henrik, village.ella)
    by = {"set_by": village.leader, "set_at": clock.now()}
    Block.objects.create(person=village.henrik, child=village.ella, reason="Vedtak", **by)
    assert send_letters() == 0 and svarut.asked == []
    letter.refresh_from_db()
    assert letter.reason == "no_access"


def test_what_the_office_has_printed_is_not_sent_too(village, planned, svarut):
    planned(village.henrik, village.ella)
    print_letters(by=Actor(village.leader), unit=village.fjellheim)
    assert send_letters() == 0 and svarut.asked == []


def test_without_svarut_everything_waits_at_the_office(village, planned, settings):
    planned(village.henrik, village.ella)
    assert settings.LETTER_SENDER.endswith("PrintQueue")
    assert send_letters() == 0 and Letter.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("status", "sent", "read", "back"),
    [
        ("MOTTATT", False, False, False),
        ("AKSEPTERT", False, False, False),
        ("NOE_NYTT", False, False, False),
        ("SENDT_SDP", True, False, False),
        ("LEVERT_SDP", True, False, False),
        ("SENDT_DIGITALT", True, False, False),
        ("LEST", True, True, False),
        ("IKKE_LEVERT", False, False, True),
        ("AVVIST", False, False, True),
    ],
)
def test_what_becomes_of_it_is_asked_for(village, planned, svarut, status, sent, read, back):
    letter = planned(village.henrik, village.ella)
    send_letters()
    svarut.answers.status = status
    hear_of_letters()
    letter.refresh_from_db()
    assert (bool(letter.sent_at), bool(letter.read_at)) == (sent, read)
    assert bool(letter.came_back_at) is back and (letter in Letter.objects.waiting()) is back
    assert send_letters() == 0, "what came back is printed, not sent once more"


def test_it_is_asked_about_until_it_is_read_and_for_thirty_days(village, planned, svarut):
    letter = planned(village.henrik, village.ella)
    send_letters()
    svarut.answers.status = "LEVERT_SDP"
    hear_of_letters()
    first = Letter.objects.get().sent_at
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        hear_of_letters()
    assert Letter.objects.get().sent_at == first
    asked = len(svarut.asked)
    with clock.moved_to(clock.now() + timedelta(days=31), still=True):
        hear_of_letters()
    svarut.answers.status = "LEST"
    assert len(svarut.asked) == asked
    hear_of_letters()
    hear_of_letters()
    letter.refresh_from_db()
    assert letter.read_at and len(svarut.asked) == asked + 1


def test_what_came_back_while_a_newer_one_waits_is_dropped(village, planned, told, svarut):
    letter = planned(village.henrik, village.ella)
    send_letters()
    with clock.moved_to(clock.now() + timedelta(days=4), still=True):
        newer = planned(village.henrik, village.ella)
        svarut.answers.status = "IKKE_LEVERT"
        hear_of_letters()
    letter.refresh_from_db()
    assert letter.reason == "replaced" and list(Letter.objects.waiting()) == [newer]


def test_no_failure_no_log_and_no_row_says_a_number(village, planned, svarut, caplog):
    letter, number = planned(village.henrik, village.ella), number_of(village.henrik)
    svarut.answers.lies = {"sendForsendelse": (500, {"fodselsNummer": number})}
    with caplog.at_level(logging.DEBUG), pytest.raises(NotAnswered) as failed:
        send_letters()
    letter.refresh_from_db()
    said = caplog.text + repr(failed.value) + repr(failed.value.__cause__) + str(vars(letter))
    assert number not in said and "hush" not in said


def test_the_real_drawing_is_what_is_sent(village, planned, svarut, monkeypatch):
    monkeypatch.setattr(carrying, "drawn", paper.drawn)
    planned(village.henrik, village.ella)
    send_letters()
    assert b"%PDF-1.7" in handed_over(svarut)[0].body
