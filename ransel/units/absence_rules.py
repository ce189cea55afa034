"""From when absence is told late, from when a child is missed, and how long the family has to answer."""

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from ransel.units.models import AbsenceRules, Unit, UnitKind
from ransel.units.rules import rules_in_force

MISSED_FROM = {UnitKind.KINDERGARTEN: time(10), UnitKind.SCHOOL: time(9), UnitKind.AFTER_SCHOOL: time(14)}


def absence_rules_of(units: Iterable[Unit]) -> dict[UUID, AbsenceRules]:
    """By unit, its own or those of its kind. One statement."""
    return rules_in_force(AbsenceRules, units, usual)


def hour_missed(unit: str = "unit"):
    """The same hour as a column of rows that name a unit; empty where it is the usual one. See `MISSED_FROM`."""
    own = AbsenceRules.objects.filter(unit=OuterRef(unit))
    kind = {"municipality": OuterRef(f"{unit}__municipality"), "kind": OuterRef(f"{unit}__kind")}
    of_kind = AbsenceRules.objects.filter(unit=None, **kind)
    return Coalesce(*(Subquery(rules.values("unaccounted_at")[:1]) for rules in (own, of_kind)))


def usual(kind: str, **columns) -> AbsenceRules:
    """How the product has it for units of a kind, where nobody has said otherwise."""
    return AbsenceRules(kind=kind, unaccounted_at=MISSED_FROM[UnitKind(kind)], **columns)
