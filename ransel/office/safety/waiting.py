"""The guardians of a unit's children who wait to be confirmed, some at a time, with what one needs to know of each."""

from collections import defaultdict
from dataclasses import dataclass

from ransel.core import clock
from ransel.people.models import Block, Enrolment, Guardianship
from ransel.units.models import Unit

PAGE = 50


@dataclass
class WaitingRow:
    guardianship: Guardianship
    group: str
    others: list[str]  # names of those who have access already
    blocked: bool


@dataclass
class Waiting:
    rows: list[WaitingRow]
    left: int  # how many wait in all


def waiting_in(unit: Unit) -> Waiting:
    """Five statements, however many wait."""
    today = clock.today()
    places = Enrolment.objects.not_over(today).filter(unit=unit).select_related("group")
    unconfirmed = Guardianship.objects.not_over(today).filter(confirmed_at=None, child__in=places.values("child"))
    order = ("child__person__given_name", "child__person__family_name", "child", "starts", "pk")
    rows = list(unconfirmed.select_related("guardian", "child__person").order_by(*order)[:PAGE])
    children = {one.child_id for one in rows}
    groups = {place.child_id: place.group.name if place.group else "" for place in places.filter(child__in=children)}
    blocked = set(Block.objects.standing().filter(child__in=children).values_list("person", "child"))
    others = defaultdict(list)
    confirmed = Guardianship.objects.on(today).filter(child__in=children, confirmed_at__isnull=False)
    for one in confirmed.select_related("guardian"):
        if (one.guardian_id, one.child_id) not in blocked:
            others[one.child_id].append(one.guardian.name)
    shown = [
        WaitingRow(one, groups.get(one.child_id, ""), others[one.child_id], (one.guardian_id, one.child_id) in blocked)
        for one in rows
    ]
    return Waiting(sorted(shown, key=lambda row: row.group), unconfirmed.count())
