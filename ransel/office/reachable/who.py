"""Children of whom some guardian, or every one, cannot be told of what cannot wait. No address is read."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.notifications.reaching import can_be_reached
from ransel.people.models import Enrolment
from ransel.units.models import Unit


@dataclass
class ChildRow:
    id: UUID
    name: str
    group: str
    silent: list[str] = field(default_factory=list)  # names of those who cannot be reached
    reached: int = 0  # how many others can


@dataclass
class Unreachable:
    nobody: list[ChildRow]
    some: list[ChildRow]


def unreachable_in(unit: Unit) -> Unreachable:
    """Two statements."""
    today = clock.today()
    places = Enrolment.objects.on(today).filter(unit=unit).select_related("child__person", "group")
    order = ("group__name", "child__person__given_name", "child__person__family_name", "pk")
    rows = {
        place.child_id: ChildRow(place.child_id, place.child.name, place.group.name if place.group else "")
        for place in places.order_by(*order)
    }
    guardianships = guardianships_in_force(today).filter(child__in=places.values("child"))
    told = guardianships.annotate(told=can_be_reached("guardian")).select_related("guardian")
    for one in told.order_by("starts", "pk"):
        if one.told:
            rows[one.child_id].reached += 1
        else:
            rows[one.child_id].silent.append(one.guardian.name)
    nobody = [row for row in rows.values() if not row.reached]
    return Unreachable(nobody, [row for row in rows.values() if row.reached and row.silent])


def without_anybody(units: list[Unit]) -> dict[UUID, int]:
    """By unit, for how many children nobody can be reached. One statement."""
    today = clock.today()
    reached = guardianships_in_force(today).filter(can_be_reached("guardian"), child=OuterRef("child"))
    places = Enrolment.objects.on(today).filter(~Exists(reached), unit__in=units)
    return dict(places.values("unit").annotate(number=Count("child", distinct=True)).values_list("unit", "number"))
