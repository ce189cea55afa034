"""How long guardians of a municipality open us with face or finger: as it says, or as the product has it."""

from collections.abc import Iterable
from uuid import UUID

from ransel.units.models import LoginRules


def codes_are_given() -> bool:
    """Whether any municipality here lets its units give codes. One statement."""
    return LoginRules.objects.filter(codes=True).exists()


def login_rules_of(municipalities: Iterable[UUID]) -> list[LoginRules]:
    """One of each municipality. One statement."""
    municipalities = list(municipalities)
    said = {rules.municipality_id: rules for rules in LoginRules.objects.filter(municipality__in=municipalities)}
    return [said.get(one) or LoginRules(municipality_id=one) for one in municipalities]
