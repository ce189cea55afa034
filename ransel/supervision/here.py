"""Who is in a unit now, by the board, and who of them is out on a trip."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce

from ransel.attendance.models import CheckIn, CheckOut
from ransel.core import clock
from ransel.people.models import Enrolment
from ransel.supervision.models import TripChild
from ransel.units.models import Unit


@dataclass(frozen=True, slots=True)
class Here:
    """A child who is in the unit. `trip` is where it is, if it is out."""

    child: UUID
    check_in: UUID
    group: UUID
    given: str
    family: str
    trip: str | None


def on_trip(day: date):
    """Who is out on a trip that day. For a column of another statement, of rows that name a child and a unit:

    `Subquery(on_trip(day).filter(child=OuterRef("child"), trip__unit=OuterRef("unit")).values("trip__to")[:1])`, or
    `Exists` of the same.
    """
    return TripChild.objects.out().filter(trip__day=day, trip__ended_at=None)


def here_now(unit: Unit) -> list[Here]:
    """Two statements; by name. The group is where the child has its place, else the one it was let into.

    Who is out on a trip is so, though its check-in was taken back meanwhile.
    """
    today = clock.today()
    out = CheckOut.objects.filter(check_in=OuterRef("pk"), undone_at=None)
    here = CheckIn.objects.standing().filter(~Exists(out), unit=unit, day=today)
    place = Enrolment.objects.on(today).filter(child=OuterRef("child"), unit=unit).order_by("pk")
    out_now = on_trip(today).filter(trip__unit=unit)
    away = out_now.filter(child=OuterRef("child")).order_by("pk")
    columns = {
        "place": Coalesce(Subquery(place.values("group")[:1]), "group", output_field=UUIDField()),
        "to": Subquery(away.values("trip__to")[:1]),
    }
    names = ("child__person__given_name", "child__person__family_name")
    rows = list(here.annotate(**columns).order_by(*names, "pk").values_list("child", "pk", "place", *names, "to"))
    place = place.filter(unit=OuterRef("trip__unit"))
    placed = out_now.exclude(child__in={row[0] for row in rows}).annotate(place=columns["place"])
    rows += placed.values_list("child", "check_in", "place", *names, "trip__to")
    found = {row[0]: Here(*row) for row in rows}
    return sorted(found.values(), key=lambda one: (one.given, one.family))


def told_apart(names: Iterable[tuple[str, str]]) -> list[str]:
    """First names; who shares one with another gets the family name too."""
    names = list(names)
    shared = Counter(given for given, _family in names)
    return [given if shared[given] == 1 else f"{given} {family}".strip() for given, family in names]
