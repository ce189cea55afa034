"""Who of a group is here, and who has been here today, as sleep and meals are noted of."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ransel.attendance.presence import presences_of
from ransel.core import clock
from ransel.people.models import Child, Enrolment
from ransel.units.models import Function, Group


@dataclass(frozen=True)
class Here:
    """By child's id. Where the unit does not check in, all with a place are here, and nobody knows since when."""

    children: dict[UUID, Child]
    here: frozenset[UUID]
    been: frozenset[UUID]
    since: dict[UUID, datetime] = field(default_factory=dict)  # of who is here


def here_or_been(group: Group) -> Here:
    """Three statements."""
    places = Enrolment.objects.on(clock.today()).filter(group=group)
    children = {one.pk: one for one in Child.objects.filter(pk__in=places.values("child")).named()}
    if not Function.objects.filter(unit=group.unit_id, name=Function.Name.PRESENCE, staff=True).exists():
        return Here(children, frozenset(children), frozenset(children))
    seen = presences_of(children, clock.today())
    there = {pk: [one for one in some if one.unit == group.unit_id] for pk, some in seen.items()}
    since = {pk: some[-1].came for pk, some in there.items() if some and not some[-1].left}
    return Here(children, frozenset(since), frozenset(pk for pk, some in there.items() if some), since)
