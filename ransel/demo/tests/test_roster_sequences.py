"""The proof of random rosters in small; and that it would see a wrong access if there were one."""

import pytest

from conftest import TUESDAY_MORNING
from proofs.sequences import driver, steps
from proofs.sequences.files import File
from proofs.sequences.told import Tie
from ransel.access import relations
from ransel.integrations.actions import apply as applying
from ransel.people.models import Block, Child, Guardianship, Person

SEQUENCES = 8


@pytest.fixture
def begun(db, monkeypatch):
    monkeypatch.setattr(applying, "BREATH", 0)
    return driver.begin()


def test_files_and_hands_in_any_order_give_nobody_a_wrong_access(begun):
    asked = 0
    for number in range(SEQUENCES):
        sequence = steps.run(f"test/{number}", TUESDAY_MORNING, begun)
        assert not sequence.wrong, (number, sequence.wrong, sequence.steps)
        asked += sequence.asked
    assert asked > SEQUENCES * 400


def without_blocks(day):
    return Guardianship.objects.on(day).filter(confirmed_at__isnull=False, child__in=_under_age(day))


def without_confirmation(day):
    kept = Block.objects.standing().values("person")
    return Guardianship.objects.on(day).exclude(guardian__in=kept).filter(child__in=_under_age(day))


def without_a_last_day(day):
    return Guardianship.objects.filter(confirmed_at__isnull=False, starts__lte=day, child__in=_under_age(day))


def _under_age(day):
    return Child.objects.filter(person__birth_date__gt=relations.born_after(day)).values("pk")


@pytest.mark.parametrize("mutant", [without_blocks, without_confirmation, without_a_last_day])
def test_the_proof_sees_a_condition_that_is_missing(begun, monkeypatch, mutant):
    sequence = driver.again(begun)
    sequence.steps.append("a block, an adult without confirmation, and one who is no longer named")
    sequence.block(next(ours for ours, one in sequence.model.now.guardianships.items() if one["confirmed"]))
    told = sequence.told.copy()
    told.ties["k5", "a0"] = Tie("parental_responsibility")
    told.ties.pop(("k4", "a4"))
    file = File(told)
    sequence.read_in(file, file.packed(), approved=False)
    if mutant is without_blocks:
        sequence.compare()
        assert not sequence.wrong, "as it is, nobody has a wrong access"
    monkeypatch.setattr(relations, "guardianships_in_force", mutant)
    sequence.compare()
    assert any("should not" in line for line in sequence.wrong)


def test_the_proof_sees_a_protection_that_falls(begun):
    sequence = driver.again(begun)
    sequence.steps.append("protection")
    sequence.protect(next(iter(sequence.model.children)), 2)
    sequence.floor()
    assert not sequence.wrong
    Person.objects.filter(protection=2, pk__in=sequence.names.values()).update(protection=0)
    sequence.floor()
    assert sequence.wrong == ["step 1 protection: protection fell"]
