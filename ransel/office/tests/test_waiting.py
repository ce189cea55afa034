"""Guardians who wait are confirmed many at a time, each on its own ground."""

from datetime import date
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.audit.models import Event
from ransel.core import clock
from ransel.people.models import Block, Guardianship, Person
from tests.pages import error_of, send

SEEN = {"reason": "Kommunens liste fra Folkeregisteret, 23. november"}
RESPONSIBILITY = Guardianship.Ground.PARENTAL_RESPONSIBILITY


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def url(village):
    return f"/office/units/{village.fjellheim.pk}/waiting/"


def wait_for(child, number=1):
    """So many more adults who wait to be confirmed as guardians of this child."""
    adults = Person.objects.bulk_create(Person(given_name=f"Voksen {one}", family_name="Vik") for one in range(number))
    told = {"child": child, "starts": date(2026, 8, 1), "ground": RESPONSIBILITY}
    return Guardianship.objects.bulk_create(Guardianship(guardian=one, **told) for one in adults)


def ticked(*guardianships, ground=RESPONSIBILITY):
    ticks = {f"tick-{one.pk}": "on" for one in guardianships}
    return ticks | {f"ground-{one.pk}": ground for one in guardianships}


def confirmed(*guardianships):
    return Guardianship.objects.filter(pk__in=[one.pk for one in guardianships], confirmed_at__isnull=False).count()


def test_several_are_confirmed_in_one_go_and_each_is_in_the_log(solveig, as_, village, url):
    several = wait_for(village.ella, 3)
    assert "Voksen 2 Vik" in solveig.get(url).text
    assert send(solveig, url, **ticked(*several[:2]), **SEEN).url == url
    assert confirmed(*several) == 2
    events = Event.objects.filter(what="guardianship.confirmed", by=village.leader.pk, **SEEN)
    assert {event.about for event in events} == {one.reference for one in several[:2]}
    assert "Ella" in as_(several[0].guardian).get("/home/").text
    assert "Voksen 0 Vik" not in solveig.get(url).text.split("Har tilgang")[0]


def test_nothing_is_ticked_beforehand_and_nothing_ticked_confirms_nothing(solveig, village, url):
    waiting = wait_for(village.ella)
    assert " checked" not in solveig.get(url).text
    answer = send(solveig, url, **SEEN)
    assert answer.status_code == 422 and "Kryss av for dem du bekrefter" in answer.text and confirmed(*waiting) == 0


def test_one_without_a_ground_is_said_beside_it_and_the_ticks_stay(solveig, village, url):
    first, second = wait_for(village.ella, 2)
    answer = send(solveig, url, **ticked(first), **ticked(second, ground=""), **SEEN)
    assert answer.status_code == 422 and confirmed(first, second) == 0
    assert "Velg grunnlaget" in error_of(answer, f"ground-{second.pk}")
    assert answer.text.count(" checked") == 2 and SEEN["reason"] in answer.text


def test_one_with_a_block_is_said_beside_it_and_nobody_is_confirmed(solveig, village, url):
    first, second = wait_for(village.ella, 2)
    told = {"reason": "Besøksforbud", "set_by": village.leader, "set_at": clock.now()}
    Block.objects.create(person=second.guardian, child=village.ella, **told)
    answer = send(solveig, url, **ticked(first, second), **SEEN)
    assert answer.status_code == 422 and "satt en sperre" in error_of(answer, f"tick-{second.pk}")
    assert confirmed(first, second) == 0


def test_nobody_confirms_their_own_access_among_others(solveig, village, url):
    (other,) = wait_for(village.ella)
    own = Guardianship.objects.create(guardian=village.leader, child=village.ella, starts="2026-01-01")
    answer = send(solveig, url, **ticked(other, own), **SEEN)
    assert answer.status_code == 422 and confirmed(other, own) == 0


def test_a_guardian_of_another_units_child_is_not_confirmed_from_here(solveig, village, url):
    (elsewhere,) = wait_for(village.sara)
    answer = send(solveig, url, **ticked(elsewhere), **SEEN)
    assert answer.status_code == 422 and confirmed(elsewhere) == 0


def test_one_whom_a_colleague_has_confirmed_meanwhile_stays_as_it_was(solveig, village, url):
    first, second = wait_for(village.ella, 2)
    said = solveig.form(url) | ticked(first, second) | SEEN
    now = {"confirmed_by": village.municipality, "confirmed_at": clock.now(), "ground": "foster_placement"}
    Guardianship.objects.filter(pk=first.pk).update(**now)
    assert solveig.post(url, said).status_code == 303
    first.refresh_from_db()
    assert (first.confirmed_by, first.ground) == (village.municipality, "foster_placement") and confirmed(second) == 1


def test_fifty_are_shown_and_confirmed_in_a_fixed_number_of_statements(solveig, village, url):
    few = wait_for(village.ella, 2)
    with CaptureQueriesContext(connection) as shown_few:
        said = solveig.form(url) | ticked(*few) | SEEN
    with CaptureQueriesContext(connection) as sent_few:
        solveig.post(url, said)
    many = wait_for(village.ella, 200)
    with CaptureQueriesContext(connection) as shown_many:
        said = solveig.form(url)
    page = [key[7:] for key in said if key.startswith("ground-")]
    assert len(page) == 50 and len(shown_many) == len(shown_few)
    told = ticked(*[one for one in many if str(one.pk) in page]) | SEEN
    began = perf_counter()
    with CaptureQueriesContext(connection) as sent_many:
        assert solveig.post(url, said | told).status_code == 303
    assert len(sent_many) <= len(sent_few) <= 32 and perf_counter() - began < 5
    assert confirmed(*many) >= 49
