"""When a child is missed, as pages of the desk say it, and whose word it is."""

from dataclasses import dataclass

from ransel.units.absence_rules import absence_rules_of, usual
from ransel.units.models import AbsenceRules, Municipality, Unit, UnitKind


@dataclass
class Missing:
    of: str
    rules: AbsenceRules
    own: bool = True


def missing_in(unit: Unit) -> Missing:
    """What holds in the unit, its own or not."""
    rules = absence_rules_of([unit])[unit.pk]
    return Missing(unit.name, rules, own=rules.unit_id == unit.pk)


def missing_in_kinds(municipality: Municipality) -> list[Missing]:
    """For each kind of units."""
    told = {one.kind: one for one in municipality.absence_rules.filter(unit=None)}
    return [Missing(str(kind.label), told.get(kind) or usual(kind), own=kind in told) for kind in UnitKind]
