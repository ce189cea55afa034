"""A child's card: guardians write it with a strong login; who works with the child reads it behind their PIN."""

from uuid import uuid4

import pytest
from django.http import Http404

from ransel.audit.models import AccessRecord
from ransel.cards.actions import MOST, take_off_card, write_on_card
from ransel.cards.models import CardNote
from ransel.core.writing import Refused
from ransel.identity.actions.pins import choose_pin
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Block
from tests.pages import error_of

PIN = "4821"


def strong(person):
    return Actor(person, Strength.STRONG)


def write(village, text="Tåler ikke nøtter. EpiPen i sekken.", kind="allergy"):
    return write_on_card(by=strong(village.marte), child=village.ella, kind=kind, text=text)


def at_home(village):
    return f"/home/children/{village.ella.pk}/card/"


def at_work(village):
    return f"/work/children/{village.ella.pk}/card/"


def post(client, url, **said):
    return client.post(url, {"submission": uuid4(), **said})


def test_a_guardian_writes_a_line_and_takes_it_off(as_, village):
    marte = as_(village.marte, strong=True)
    assert post(marte, at_home(village), kind="allergy", text="Tåler ikke  nøtter").url == at_home(village)
    assert "Tåler ikke nøtter" in marte.get(at_home(village)).text
    note = CardNote.objects.get()
    assert post(marte, f"/home/card-notes/{note.pk}/end/").status_code == 303
    assert "nøtter" not in marte.get(at_home(village)).text
    assert CardNote.objects.get().ended_by == village.marte


def test_the_other_guardian_sees_it_and_not_who_wrote_it(as_, village):
    write(village)
    shown = as_(village.henrik, strong=True).get(at_home(village)).text
    assert "Tåler ikke nøtter" in shown and "en annen foresatt" in shown and village.marte.name not in shown


def test_a_weak_login_is_asked_to_prove_itself_first(as_, village):
    write(village)
    answer = as_(village.marte).get(at_home(village))
    assert answer.status_code == 303 and answer.url.startswith("/step-up/")


def test_staff_write_their_pin_first_and_the_look_is_recorded(as_, village):
    write(village)
    choose_pin(by=strong(village.siri), digits=PIN)
    siri = as_(village.siri)
    answer = siri.get(at_work(village))
    assert answer.status_code == 303 and answer.url.startswith("/pin/proof/?next=")
    assert post(siri, "/pin/proof/", pin="9035", next=at_work(village)).url.endswith("wrong=1")
    assert post(siri, "/pin/proof/", pin=PIN, next=at_work(village)).url == at_work(village)
    shown = siri.get(at_work(village)).text
    assert "EpiPen i sekken" in shown and village.marte.name in shown
    looked = AccessRecord.objects.filter(permit="see a child's card", by=village.siri.pk)
    assert looked.get().scope == village.ella.reference


def test_who_just_logged_in_with_an_eid_need_write_no_pin(as_, village):
    write(village)
    assert "EpiPen" in as_(village.siri, strong=True).get(at_work(village)).text


@pytest.mark.parametrize("name", ["other_unit", "teacher", "stranger", "marte", "office", "municipality"])
def test_nobody_else_learns_that_there_is_a_card(as_, village, name):
    write(village)
    assert as_(getattr(village, name), strong=True).get(at_work(village)).status_code == 404


def test_a_guardian_who_is_kept_away_neither_sees_nor_writes(as_, village):
    note = write(village)
    Block.objects.create(
        person=village.marte, child=village.ella, reason="x", set_by=village.leader, set_at=note.said_at
    )
    marte = as_(village.marte, strong=True)
    assert marte.get(at_home(village)).status_code == 404
    assert post(marte, f"/home/card-notes/{note.pk}/end/").status_code == 404
    assert CardNote.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "allergy", "text": " "}, "text"),
        ({"kind": "allergy", "text": "x" * 301}, "text"),
        ({"text": "x"}, "kind"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(as_, village, said, field):
    answer = post(as_(village.marte, strong=True), at_home(village), **said)
    assert answer.status_code == 422 and error_of(answer, field) and not CardNote.objects.exists()


def test_the_same_said_twice_stands_there_once_and_a_full_card_is_full(village):
    assert write(village) == write(village)
    for number in range(MOST - 1):
        write(village, f"Linje {number}")
    with pytest.raises(Refused):
        write(village, "En til")


def test_somebody_kept_away_is_not_named_but_said(as_, village):
    shown = as_(village.siri, strong=True).get(f"/work/children/{village.leon.pk}/card/").text
    assert "holdt borte fra Leon" in shown and village.blocked.name not in shown


def test_the_same_form_sent_twice_takes_a_line_off_once_and_is_answered_alike(as_, village):
    marte, note = as_(village.marte, strong=True), write(village)
    said = {"submission": uuid4()}
    assert [marte.post(f"/home/card-notes/{note.pk}/end/", said).status_code for _again in range(2)] == [303, 303]
    assert not CardNote.objects.filter(ended_at=None).exists()


def test_nobody_else_takes_a_line_off(village):
    note = write(village)
    for person in (village.stranger, village.siri):
        with pytest.raises(Http404):
            take_off_card(by=strong(person), note=note)
    assert CardNote.objects.get().ended_at is None
