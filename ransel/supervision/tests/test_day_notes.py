"""Day notes: what families tell of a day, who sees it, how far it has come, and that it can be taken back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.http import Http404

from ransel.attendance.actions.presence import check_in
from ransel.attendance.tests.moments import at
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Protection
from ransel.receipts.models import ReceiptStep, Step
from ransel.supervision.actions.day_notes import Said, send_note, withdraw_note
from ransel.supervision.models import DayNote
from ransel.units.models import ClosedDay, Function

BADLY = Said(slept="badly")


def send(person, child, said=BADLY, day=None):
    return send_note(by=Actor(person), children=[child], day=day or clock.today(), said=said)[child.pk]


def day_of(client, child):
    return BeautifulSoup(client.get(f"/home/children/{child.pk}/day/").text, "html.parser")


def board(client, village):
    return BeautifulSoup(client.get(f"/work/groups/{village.bikuben.pk}/").text, "html.parser")


def post(client, child, **said):
    told = {"submission": uuid4(), "children": str(child.pk), "day": clock.today().isoformat()} | said
    return client.post(f"/home/children/{child.pk}/day/notes/", told)


def test_what_a_guardian_tells_stands_on_the_board_until_somebody_has_seen_it(as_, village):
    marte, siri = as_(village.marte), as_(village.siri)
    told = {"slept": "badly", "breakfast": "little", "things": "missing", "text": "regnbukse"}
    with at(7):
        assert post(marte, village.ella, **told).status_code == 303
        assert "Sendt 07:00, ikke sett ennå" in day_of(marte, village.ella).text
        card = board(siri, village).select_one("aside [data-tone=soon]")
    assert "Sov dårlig. Spiste lite til frokost. Mangler hos dere: regnbukse" in card.text
    with at(8):
        assert "På tavla siden 07:00" in day_of(marte, village.ella).text
        siri.post(card.form["action"], {"submission": uuid4()})
        assert "Sett av Siri Moe 08:00" in day_of(marte, village.ella).text
        assert not board(siri, village).select("aside [data-tone=soon]")


def test_staff_find_what_was_told_also_when_it_is_seen(as_, village):
    send(village.marte, village.ella, Said(text="Bursdag"))
    page = as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/notes/")
    assert "Bursdag" in page.text and "Ikke sett ennå" in page.text
    with clock.moved_to(clock.now() + timedelta(days=1), still=True):
        assert "Bursdag" not in as_(village.siri).get(f"/work/groups/{village.bikuben.pk}/notes/").text


def test_what_is_withdrawn_must_be_seen_again(as_, village):
    note, siri = send(village.marte, village.ella), as_(village.siri)
    siri.post(board(siri, village).select_one("aside [data-tone=soon] form")["action"], {"submission": uuid4()})
    marte = as_(village.marte)
    form = day_of(marte, village.ella).select_one("form[action$='/withdrawal/']")
    marte.post(form["action"], {"submission": uuid4()})
    marte.post(form["action"], {"submission": uuid4()})
    assert "Trukket tilbake: Sov dårlig" in board(siri, village).select_one("aside [data-tone=soon]").text
    assert ReceiptStep.objects.filter(receipt__about=note.pk, step=Step.SENT).count() == 2


def test_only_who_sent_it_takes_it_back(as_, village):
    note = send(village.marte, village.ella)
    url = f"/home/day-notes/{note.pk}/withdrawal/"
    assert "Sov dårlig" in day_of(as_(village.henrik), village.ella).text
    assert as_(village.henrik).post(url, {"submission": uuid4()}).status_code == 403
    assert as_(village.amina).post(url, {"submission": uuid4()}).status_code == 404
    assert not DayNote.objects.get().withdrawn_at


def test_where_an_address_is_protected_each_sees_only_what_one_has_sent(as_, village):
    village.henrik.protection = Protection.CONFIDENTIAL
    village.henrik.save()
    note = send(village.marte, village.ella)
    assert "Sov dårlig" in day_of(as_(village.marte), village.ella).text
    assert "Sov dårlig" not in day_of(as_(village.henrik), village.ella).text
    url = f"/home/day-notes/{note.pk}/withdrawal/"
    assert as_(village.henrik).post(url, {"submission": uuid4()}).status_code == 404


def test_siblings_are_told_of_in_one_note(village):
    both = [village.ella, village.sunniva]
    send_note(by=Actor(village.marte), children=both, day=clock.today(), said=BADLY)
    assert set(DayNote.objects.values_list("child", flat=True)) == {one.pk for one in both}


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ({}, "text"),
        ({"things": "missing"}, "text"),
        ({"text": "x" * 201}, "text"),
        ({"slept": "well", "day": "2026-11-23"}, "day"),
        ({"slept": "well", "day": "2026-12-25"}, "day"),
        ({"slept": "well", "day": "soon"}, "day"),
    ],
)
def test_what_can_not_be_told_is_refused_beside_the_field(as_, village, said, beside):
    answer = post(as_(village.marte), village.ella, **said)
    assert answer.status_code == 422 and not DayNote.objects.exists()
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one(f"#id_{beside}_error")
    assert page.select_one("#id_text").text.strip() == said.get("text", "")


def test_the_field_says_what_does_not_belong_in_it(as_, village):
    page = day_of(as_(village.marte), village.ella)
    assert "Ikke noe om helse" in page.select_one("#id_text_helptext").text


def test_a_day_the_child_is_nowhere_takes_no_note(village):
    tomorrow = clock.today() + timedelta(days=1)
    said = {"unit": village.fjellheim, "municipality": village.fjordvik, "kindergarten": True}
    ClosedDay.objects.create(day=tomorrow, **said)
    with pytest.raises(Refused):
        send(village.marte, village.ella, day=tomorrow)
    with pytest.raises(Refused):
        send(village.marte, village.ella, day=date(2026, 12, 9))


def test_a_child_that_is_not_ones_own_takes_no_note(village):
    for person in (village.amina, village.blocked, village.siri):
        with pytest.raises(Http404):
            send(person, village.ella)


def test_a_unit_that_has_switched_them_off_takes_none_and_shows_none(as_, village):
    note = send(village.marte, village.ella)
    Function.objects.filter(unit=village.fjellheim, name="day_note").update(guardians=0, staff=False)
    assert post(as_(village.marte), village.ella, slept="well").status_code == 403
    assert not board(as_(village.siri), village).select("aside [data-tone=soon]")
    with pytest.raises(Http404):
        withdraw_note(by=Actor(village.marte), note=note)


def test_the_card_of_the_child_leads_to_its_day(as_, village):
    marte = as_(village.marte)
    page = BeautifulSoup(marte.get("/home/").text, "html.parser")
    assert page.select_one(f"a.r-line[href='/home/children/{village.ella.pk}/day/']")
    send(village.henrik, village.ella)
    assert "Henrik Aasen sendte en dagsbeskjed" in marte.get("/home/").text


def test_the_day_shows_when_the_child_was_there_only_where_the_unit_tells(as_, village):
    with at(8):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    assert "Her siden 08:00" in day_of(as_(village.marte), village.ella).text
    Function.objects.filter(unit=village.fjellheim, name="presence").update(guardians=0)
    assert "08:00" not in day_of(as_(village.marte), village.ella).text
