"""The first day, from an empty database to the first guardian logged in."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ransel.demo.cast import free_numbers
from ransel.demo.load import load_empty
from ransel.identity.actor import Actor, Strength
from ransel.office.start import municipality_start, unit_start
from ransel.office.tests.test_children import ADULT
from ransel.people.models import Person
from ransel.units.models import Unit
from tests.pages import send


def _left(client, unit):
    start = BeautifulSoup(client.get(f"/office/units/{unit.pk}/start/").text, "html.parser")
    return len(start.select("ol .r-item")) - len(start.select("ol .r-disc[data-tone=here]"))


def test_the_first_day_goes_from_nothing_to_a_guardian_who_sees_her_child(empty, as_, client):
    load_empty()
    head, unit = Person.objects.get(), Unit.objects.get()
    desk, of_unit = as_(head, strong=True), f"/office/units/{unit.pk}"
    assert _left(desk, unit) == 7
    numbers = free_numbers()
    send(desk, f"{of_unit}/about/", phone="55 00 00 01")
    send(desk, f"{of_unit}/functions/", guardians_absence="2", staff_absence="on")
    assert _left(desk, unit) == 5
    send(desk, f"{of_unit}/groups/new/", name="Revehi", kind="department")
    named = {"given_name": "Anders", "family_name": "Vik", "number": numbers[0]}
    group = str(unit.groups.get().pk)
    answer = send(desk, f"{of_unit}/staff/new/", **named, role="employee", group=group)
    assert answer.status_code == 303
    assert _left(desk, unit) == 3
    child = {"given_name": "Ella", "family_name": "Lie", "birth_date": "3.2.2023", "group": group}
    assert send(desk, f"{of_unit}/children/new/", **child).status_code == 303
    pk = unit.enrolments.get().child_id
    her = ADULT | {"given_name": "Marte", "family_name": "Lie", "number": numbers[1]}
    assert send(desk, f"/office/children/{pk}/guardians/new/", **her).status_code == 303
    assert _left(desk, unit) == 1
    people = client.get("/demo/people/")
    assert "Marte Lie" in people.text and numbers[1] not in people.text and numbers[2] in people.text
    marte = as_(Person.objects.get(given_name="Marte"))
    assert "Ella" in marte.get("/home/").text and _left(desk, unit) == 0


@pytest.mark.parametrize("children", [False, True])
def test_the_first_day_takes_the_same_statements_at_any_size(village, children):
    unit = village.fjellheim if children else village.solbakken
    leader = Actor(village.leader, Strength.STRONG)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        start = unit_start(unit, leader)
    assert len(seen) == 6 and len(start.steps) == 7
    with CaptureQueriesContext(connection) as seen:
        assert len(municipality_start(village.fjordvik).steps) == 4
    assert len(seen) <= 5


def test_a_unit_with_children_has_come_far_and_the_desk_says_where_nobody_is_yet(as_, village):
    berit = as_(village.municipality, strong=True)
    start = BeautifulSoup(berit.get(f"/office/units/{village.fjellheim.pk}/start/").text, "html.parser")
    done = [item.strong.contents[0] for item in start.select("ol li") if item.select("[data-tone=here]")]
    assert "Barna" in done and "De foresatte" in done
    send(berit, f"/office/municipalities/{village.fjordvik.pk}/units/new/", name="Lia barnehage", kind="kindergarten")
    rows = {
        row.strong.text: row.text
        for row in BeautifulSoup(berit.get("/office/").text, "html.parser").select("li")
        if row.strong
    }
    assert "Den første dagen" in rows["Lia barnehage"] and "Den første dagen" not in rows["Fjellheim barnehage"]
