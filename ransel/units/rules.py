"""Rules that a unit has of its own, or its municipality for units of its kind, or the product for everybody."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from ransel.core.prepared import IDS, prepared
from ransel.units.models import AbsenceRules, StayRules, Unit

Rules = TypeVar("Rules", AbsenceRules, StayRules)


def rules_in_force(model: type[Rules], units: Iterable[Unit], usual: Callable[..., Rules]) -> dict[UUID, Rules]:
    """By unit: its own, or its municipality's for its kind, or what `usual` makes. One statement."""
    units = list(units)
    told = _told(units={unit.pk for unit in units}, municipalities={one.municipality_id for one in units}, model=model)
    found: dict = {one.unit_id or (one.municipality_id, one.kind): one for one in told}
    return {
        unit.pk: found.get(unit.pk)
        or found.get((unit.municipality_id, unit.kind))
        or usual(unit.kind, municipality_id=unit.municipality_id)
        for unit in units
    }


@prepared(units=IDS, municipalities=IDS)
def _told(units, municipalities, *, model):
    return model.objects.filter(Q(unit__among=units) | Q(unit=None, municipality__among=municipalities))
