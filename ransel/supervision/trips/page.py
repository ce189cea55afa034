"""A trip on the screen: who is out, who is accounted for and how, and what was counted.

A fixed number of statements, however many children.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ransel.core import clock
from ransel.supervision.here import told_apart
from ransel.supervision.models import Trip, TripChild, TripCount, TripReturn
from ransel.supervision.models.trip import ends_of_trip, here_of_trip
from ransel.supervision.permits import is_old
from ransel.units.models import Group


@dataclass(frozen=True)
class Along:
    """A child on the trip. `how` is empty while it is out, "left" for who has left the unit since."""

    id: UUID
    given_name: str
    group: UUID
    how: str
    by: str
    at: datetime | None
    is_out: bool
    adrift: bool  # it is out, and by no check-in here: it was taken back


@dataclass
class TripPage:
    trip: Trip
    children: list[Along]
    counts: list[TripCount]
    doors: set[UUID]  # the groups at whose door the reader may stand

    @property
    def out(self) -> list[Along]:
        return [one for one in self.children if one.is_out]

    @property
    def accounted(self) -> list[Along]:
        return [one for one in self.children if not one.is_out]

    @property
    def old(self) -> bool:
        return is_old(self.trip)

    @property
    def unseen(self) -> list[str]:
        """Who was not ticked in the last count, where that went by names and did not agree."""
        if not self.counts or self.counts[0].agrees:
            return []
        ticked = {tick.trip_child.child_id for tick in self.counts[0].ticks.all()}
        return [one.given_name for one in self.out if one.id not in ticked] if ticked else []


def trip_page(actor, trip: Trip, doors: QuerySet[Group]) -> TripPage:
    """Four statements."""
    counts = trip.counts.select_related("by").prefetch_related("ticks__trip_child").order_by("-at")
    return TripPage(trip, children_of(trip), list(counts), set(doors.values_list("pk", flat=True)))


def children_of(trip: Trip) -> list[Along]:
    """One statement. Of who went along twice, the last time."""
    back = TripReturn.objects.filter(trip_child=OuterRef("pk"), undone_at=None)
    left = ends_of_trip().order_by("-at")
    columns = {
        "how": Subquery(back.values("how")[:1]),
        "back_by": Subquery(back.values("by__given_name")[:1]),
        "back_at": Subquery(back.values("at")[:1]),
        "left_by": Subquery(left.values("by__given_name")[:1]),
        "left_at": Subquery(left.values("at")[:1]),
        "here": Exists(here_of_trip()),
    }
    out = Exists(TripChild.objects.out().filter(pk=OuterRef("pk")))
    names = ("child__person__given_name", "child__person__family_name")
    rows = trip.children.annotate(**columns, out=out).order_by(*names, "child", "at", "out")
    found = {row[0]: row for row in rows.values_list("child", "group", *names, *columns, "out")}
    shown = told_apart((row[2], row[3]) for row in found.values())
    return [_along(name, *row) for name, row in zip(shown, found.values(), strict=True)]


def _along(name, pk, group, _given, _family, how, back_by, back_at, left_by, left_at, here, out) -> Along:
    if out:
        return Along(pk, name, group, "", "", None, True, not here)
    if left_at:
        return Along(pk, name, group, "left", left_by or "", left_at, False, False)
    return Along(pk, name, group, how or "", back_by or "", back_at, False, False)


def trips_of(reach: QuerySet[Trip], group: Group) -> tuple[list[Trip], list[Trip], list[Trip]]:
    """(forgotten, out now, ended today) of a group, of those the reader sees. One statement."""
    here = Q(group=group) | Q(children__group=group)
    lately = Q(ended_at=None) | Q(day=clock.today())
    trips = list(reach.filter(lately).filter(here, unit=group.unit_id).distinct().order_by("-at"))
    forgotten = [trip for trip in trips if is_old(trip)]
    out = [trip for trip in trips if not trip.ended_at and not is_old(trip)]
    return forgotten, out, [trip for trip in trips if trip.ended_at]
