"""From when absence is told late, from when a child is missed, and how long the family has to answer."""

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from django.db.models import Q

from ransel.units.models import AbsenceRules, Unit, UnitKind

MISSED_FROM = {UnitKind.KINDERGARTEN: time(10), UnitKind.SCHOOL: time(9), UnitKind.AFTER_SCHOOL: time(14)}


def absence_rules_of(units: Iterable[Unit]) -> dict[UUID, AbsenceRules]:
    """The unit's own, or its municipality's for units of its kind, or the product's. One statement."""
    units = list(units)
    whole = Q(unit=None, municipality__in={unit.municipality_id for unit in units})
    told = AbsenceRules.objects.filter(Q(unit__in=units) | whole)
    found: dict = {one.unit_id or (one.municipality_id, one.kind): one for one in told}
    return {
        unit.pk: found.get(unit.pk)
        or found.get((unit.municipality_id, unit.kind))
        or usual(unit.kind, municipality_id=unit.municipality_id)
        for unit in units
    }


def usual(kind: str, **columns) -> AbsenceRules:
    """How the product has it for units of a kind, where nobody has said otherwise."""
    return AbsenceRules(kind=kind, unaccounted_at=MISSED_FROM[UnitKind(kind)], **columns)
