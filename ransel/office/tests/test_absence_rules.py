"""When a child is missed, as the leader and the municipality say it."""

from datetime import time

import pytest

from ransel.units.absence_rules import absence_rules_of
from ransel.units.models import AbsenceRules
from tests.pages import error_of, send

SAID = {"late_after": "8.30", "unaccounted_at": "9.45", "again_after": "5", "call_after": "15"}


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def berit(as_, village):
    return as_(village.municipality, strong=True)


def rules(unit):
    one = absence_rules_of([unit])[unit.pk]
    return one.late_after, one.unaccounted_at, one.again_after, one.call_after


def test_nobody_has_said_and_each_kind_has_its_own_hour(village, berit):
    assert rules(village.fjellheim) == (time(9), time(10), 10, 20)
    assert [rules(unit)[1] for unit in (village.nordvik, village.nordvik_sfo)] == [time(9), time(14)]
    page = berit.get(f"/office/municipalities/{village.fjordvik.pk}/closed-days/").text
    assert "fra 10:00" in page and "fra 14:00" in page and "etter 20 minutter" in page


def test_it_is_the_municipalitys_until_the_unit_says_it(village, solveig, berit, published):
    unit = f"/office/units/{village.fjellheim.pk}/"
    everywhere = f"/office/municipalities/{village.fjordvik.pk}/absence-rules/"
    assert send(berit, everywhere, kind="kindergarten", **SAID).status_code == 303
    assert rules(village.fjellheim) == rules(village.solbakken) == (time(8, 30), time(9, 45), 5, 15)
    assert rules(village.nordvik)[1] == time(9)
    assert "Som kommunen har det" in solveig.get(f"{unit}opening/").text
    assert send(solveig, f"{unit}absence-rules/", **SAID | {"unaccounted_at": "10.15"}).status_code == 303
    assert rules(village.fjellheim)[1] == time(10, 15) and rules(village.solbakken)[1] == time(9, 45)
    assert "fra 10:15" in solveig.get(f"{unit}opening/").text
    assert AbsenceRules.objects.count() == 2
    send(solveig, f"{unit}absence-rules/", **SAID)
    assert AbsenceRules.objects.count() == 2, "said again, it is what was said last"


@pytest.mark.parametrize("by_kind", [True, False])
def test_open_boards_are_told(village, solveig, berit, published, django_capture_on_commit_callbacks, by_kind):
    with django_capture_on_commit_callbacks(execute=True):
        if by_kind:
            send(berit, f"/office/municipalities/{village.fjordvik.pk}/absence-rules/", kind="kindergarten", **SAID)
        else:
            send(solveig, f"/office/units/{village.fjellheim.pk}/absence-rules/", **SAID)
    assert village.bikuben.reference in published and village.class_3b.reference not in published


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"unaccounted_at": "9.50"}, "unaccounted_at", "helt kvarter"),
        ({"again_after": "0"}, "again_after", "1"),
        ({"call_after": "300"}, "call_after", "240"),
        ({"again_after": "15"}, "call_after", "spurt igjen før"),
        ({"late_after": "snart"}, "late_after", "1530"),
        ({"late_after": "10"}, "late_after", "når et barn er savnet"),
        ({"call_after": ""}, "call_after", "antall minutter"),
    ],
)
def test_what_can_not_be_is_said_beside_the_field(village, solveig, wrong, field, said):
    answer = send(solveig, f"/office/units/{village.fjellheim.pk}/absence-rules/", **SAID | wrong)
    assert answer.status_code == 422 and said in error_of(answer, field)
    assert not AbsenceRules.objects.exists()
