"""The passes of a day, as the family sees them, and as staff at the door do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access.residence import in_the_open
from ransel.core import clock, dates
from ransel.departure.models import Handover, PickupPass
from ransel.departure.who import said_by_a_guardian
from ransel.people.models import Child


@dataclass(frozen=True)
class Shown:
    """One pass of today: `used_at` is when the child left with it."""

    one: PickupPass
    used_at: datetime | None

    @property
    def open(self) -> bool:
        return self.used_at is None and self.one.withdrawn_at is None

    @property
    def words(self) -> str:
        return told(self.one)


def told(one: PickupPass) -> str:
    said = {"name": one.name, "times": dates.times(one.from_time, one.to_time)}
    return _("Pass: %(name)s %(times)s") % said


def passes_of(actor, child: Child) -> list[Shown]:
    """Today's, for a guardian: where an address is protected, only what one has made oneself. Three statements."""
    passes = PickupPass.objects.filter(child=child, day=clock.today()).select_related("made_by").order_by("made_at")
    if not in_the_open(Child.objects.filter(pk=child.pk), clock.today(), "pk").exists():
        passes = passes.filter(made_by=actor.person)
    used = Handover.objects.filter(pickup_pass__in=passes, check_out__undone_at=None)
    at = dict(used.values_list("pickup_pass", "check_out__at"))
    return [Shown(one, at.get(one.pk)) for one in passes]


def passes_that_count(day):
    """Those that wait to be used, made by who is a guardian still."""
    return PickupPass.objects.waiting(day).filter(said_by_a_guardian("made_by"))


def passes_waiting(children, unit: UUID) -> dict[UUID, list[PickupPass]]:
    """By child's id, those of today in the unit that can still be used. One statement; none for nobody."""
    found: dict[UUID, list[PickupPass]] = defaultdict(list)
    if ids := set(children):
        waiting = passes_that_count(clock.today()).filter(child__among=ids, unit=unit)
        for one in waiting.order_by("from_time", "name"):
            found[one.child_id].append(one)
    return found
