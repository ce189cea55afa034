"""With whom a child left, said afterwards on the screen."""

from uuid import uuid4

import pytest

from ransel.attendance.actions.presence import check_in
from ransel.attendance.models import CheckIn
from ransel.attendance.tests.moments import at
from ransel.dayboard.tests.test_board import tap
from ransel.dayboard.tests.test_door_pages import page_of
from ransel.departure.models import Handover
from ransel.identity.actor import Actor

WHO = "Si hvem Ella gikk med"


@pytest.fixture
def siri(as_, village):
    return as_(village.siri)


@pytest.fixture
def form(siri, village):
    """The address of the form, of a child that left by one tap."""
    with at(7):
        check_in(by=Actor(village.siri), child=village.ella, group=village.bikuben)
    with at(15, 28):
        tap(siri, f"/work/groups/{village.bikuben.pk}/", village.ella, "leave")
    return f"/work/check-ins/{CheckIn.objects.get().pk}/fetched/"


def test_the_page_of_a_child_that_left_by_one_tap_asks_with_whom(siri, village, form):
    door = f"/work/children/{village.ella.pk}/door/?group={village.bikuben.pk}"
    with at(15, 30):
        assert WHO in page_of(siri, door).get_text(" ", strip=True)
        known = page_of(siri, form).select_one("input[name=known]")["value"]
        said = {"submission": uuid4(), "known": known, "going": f"guardian:{village.henrik.pk}"}
        assert siri.post(form, said).status_code == 303
        shown = page_of(siri, door).get_text(" ", strip=True)
    assert "Hentet av Henrik" in shown and WHO not in shown


def test_it_speaks_of_what_is_over(siri, village, form):
    with at(15, 30):
        shown = page_of(siri, form).get_text(" ", strip=True)
    assert "Hvem hentet?" in shown and "Hvem hadde du ringt?" in shown and "Dette var ikke avtalt" in shown
    assert "Hvem henter?" not in shown and "Ring en foresatt først" not in shown


def test_without_a_choice_it_says_so_and_changes_nothing(siri, form):
    with at(15, 30):
        answer = siri.post(form, {"submission": uuid4()})
    assert answer.status_code == 422 and "Velg med hvem" in answer.text
    assert not any(row.guardian for row in Handover.objects.all())


def test_the_forms_of_others_open_for_nobody_else(as_, village, form):
    for stranger in (village.marte, village.teacher):
        assert as_(stranger).get(form).status_code == 404
