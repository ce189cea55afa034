"""When children were here on a day, as it stands: read in one statement for those who act on it, and for their page."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from ransel.attendance.models import CheckIn
from ransel.core.prepared import DAY, IDS, prepared


@dataclass(frozen=True, slots=True)
class Presence:
    """From a check-in to a check-out, both by their ids; still here, there is no check-out."""

    check_in: UUID
    unit: UUID
    group: UUID
    came: datetime
    came_by: str
    check_out: UUID | None = None
    left: datetime | None = None
    left_by: str = ""
    forgotten: bool = False


def presences_of(children, day: date) -> dict[UUID, list[Presence]]:
    """By child's id, the first first; none who has not been here. One statement."""
    found: dict[UUID, dict[UUID, Presence]] = {}
    for child, pk, unit, group, came, came_by, *end in _rows(children=set(children), day=day):
        there, begun = found.setdefault(child, {}), Presence(pk, unit, group, came, came_by)
        out, undone, left, left_by, forgotten = end
        if out and undone is None:
            there[pk] = replace(begun, check_out=out, left=left, left_by=left_by or "", forgotten=forgotten)
        else:
            there.setdefault(pk, begun)
    return {child: list(there.values()) for child, there in found.items()}


@prepared(children=IDS, day=DAY)
def _rows(children, day):
    came = ("child_id", "pk", "unit_id", "group_id", "at", "by__given_name")
    left = ("pk", "undone_at", "at", "by__given_name", "forgotten")
    here = CheckIn.objects.standing().filter(child__among=children, day=day).order_by("at", "check_outs__at")
    return here.values_list(*came, *(f"check_outs__{name}" for name in left))
