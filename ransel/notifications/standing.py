"""What somebody is told, as far as they may still know of it; and where they can be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ransel.core import clock
from ransel.notifications.kinds import kinds
from ransel.notifications.models import Channel, ContactPoint, Notice, PushDevice, Trial

SHOWN_FOR = timedelta(days=60)


@dataclass
class Shown:
    id: UUID
    says: str
    opens: str
    of_one: bool
    child: UUID
    at: datetime
    new: bool


def notices_of(actor) -> list[Shown]:
    """The newest first; those about a child no longer theirs to see are gone. One statement, and one a permit."""
    mine = Notice.objects.filter(receiver=actor.person, at__gte=clock.now() - SHOWN_FOR).order_by("-at", "pk")
    told = list(mine.select_related("child__person"))
    reached: dict = {}
    for permit in {kinds()[one.kind].permit for one in told if one.kind in kinds()}:
        about = {one.child_id for one in told}
        reached[permit] = set(permit.reach(actor).filter(pk__in=about).values_list("pk", flat=True))
    return [_shown(one) for one in told if one.kind in kinds() and one.child_id in reached[kinds()[one.kind].permit]]


def _shown(one):
    kind = kinds()[one.kind]
    says = kind.says % {"child": one.child.given_name}
    return Shown(one.pk, says, kind.opens, kind.of_one, one.child_id, one.at, one.seen_at is None)


@dataclass
class Reached:
    """What is in use on each channel, and what waits for its code."""

    in_use: dict[str, str]
    waiting: dict[str, str]


def reached(person) -> Reached:
    """One statement."""
    points = ContactPoint.objects.filter(person=person, ended_at=None).order_by("added_at")
    now, waiting = {}, {}
    for point in points:
        (now if point.verified_at else waiting)[Channel(point.channel)] = point.address
    return Reached(now, waiting)


def devices_of(person) -> list[PushDevice]:
    """Those that take notices for them, the newest first. One statement."""
    return list(PushDevice.objects.in_use().filter(person=person).order_by("-made_at", "pk"))


def last_trial(person) -> Trial | None:
    """The test they asked for last. One statement."""
    asked = Trial.objects.filter(person=person).order_by("-asked_at", "pk")
    return asked.select_related("push", "point").first()


def phones_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """By person, the number they have shown to be theirs; none where there is none. One statement."""
    points = ContactPoint.objects.in_use().filter(person__in=list(people), channel=Channel.PHONE)
    return dict(points.values_list("person", "address"))
