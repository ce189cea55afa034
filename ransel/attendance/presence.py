"""When children were here on a day, as it stands: read in one statement for those who act on it, and for pages."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from ransel.attendance.models import CheckIn, CheckOut
from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.people.models import Enrolment
from ransel.units.models import Group, Unit

UNDONE_HERE = timedelta(minutes=10)  # on the board; later it is a correction, on the child's page


@dataclass(frozen=True, slots=True)
class Presence:
    """From a check-in to a check-out, both by their ids; still here, there is no check-out.

    `noted_at` is when the last of it was said, whatever time was said.
    """

    check_in: UUID
    unit: UUID
    unit_name: str
    group: UUID
    came: datetime
    came_by: str
    noted_at: datetime
    check_out: UUID | None = None
    left: datetime | None = None
    left_by: str = ""
    forgotten: bool = False


def presences_of(children, day: date) -> dict[UUID, list[Presence]]:
    """By child's id, the first first; who is here, is so by the last of them. None who has not been here.

    One statement.
    """
    found: dict[UUID, dict[UUID, Presence]] = {}
    for child, pk, unit, name, group, came, came_by, noted, *end in _rows(children=set(children), day=day):
        there, begun = found.setdefault(child, {}), Presence(pk, unit, name, group, came, came_by, noted)
        out, undone, left, left_by, noted_out, forgotten = end
        if out and undone is None:
            ended = {"check_out": out, "left": left, "left_by": left_by or "", "noted_at": noted_out}
            there[pk] = replace(begun, **ended, forgotten=forgotten)
        else:
            there.setdefault(pk, begun)
    return {child: sorted(there.values(), key=lambda one: one.left is None) for child, there in found.items()}


@prepared(children=IDS, day=DAY)
def _rows(children, day):
    came = ("child_id", "pk", "unit_id", "unit__name", "group_id", "at", "by__given_name", "noted_at")
    left = ("pk", "undone_at", "at", "by__given_name", "noted_at", "forgotten")
    here = CheckIn.objects.standing().filter(child__among=children, day=day).order_by("at", "check_outs__at")
    return here.values_list(*came, *(f"check_outs__{name}" for name in left))


def here_in(unit: Unit) -> dict[UUID, int]:
    """How many children are in the unit now, by the group they were let into. One statement."""
    out = CheckOut.objects.filter(check_in=OuterRef("pk"), undone_at=None)
    here = CheckIn.objects.standing().filter(~Exists(out), unit=unit, day=clock.today())
    return dict(here.values_list("group").annotate(number=Count("child", distinct=True)).order_by())


def here_of(group: Group) -> int:
    """How many of the children who belong to the group today are here in its unit. One statement."""
    children = Enrolment.objects.on(clock.today()).filter(group=group).values("child")
    out = CheckOut.objects.filter(check_in=OuterRef("pk"), undone_at=None)
    here = CheckIn.objects.standing().filter(~Exists(out), unit=group.unit_id, day=clock.today(), child__in=children)
    return here.values("child").distinct().count()
