"""A trip: children set out, are counted on the way, and come back. It ends when each of them is accounted for."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.supervision import permits
from ransel.supervision.here import here_now, told_apart
from ransel.supervision.models import Trip, TripChild, TripCount, TripReturn, TripTick
from ransel.supervision.trips.topics import topics_of
from ransel.units.models import Group


@writing()
def start_trip(*, by: Actor, group: Group, to: str, adults: int, children: Iterable[Child]) -> Trip:
    """Raises Refused, by child's id, for one who is not here, or is on a trip already; then nobody sets out.

    Raises Http404 for a group or a child that is not the actor's.
    """
    group = permits.START_TRIP.ask(by, group.pk)
    asked = _locked(by, children)
    said = {"unit": group.unit, "group": group, "day": clock.today(), "to": to, "adults": adults}
    trip = Trip.objects.create(**said, by=by.person, at=clock.now())
    _take_along(by, trip, asked)
    audit.record("trip.started", by=by, about=trip)
    raise_topics(topics_of(trip))
    return trip


@writing()
def join_trip(*, by: Actor, trip: Trip, children: Iterable[Child]):
    """More set out with them. Who is on the trip already stays so.

    Refuses as `start_trip` does; and a trip of another day, as no board would say that they are out.
    """
    asked = _locked(by, children)
    trip = _open(by, trip)
    if permits.is_old(trip):
        raise Refused(_("This trip is of another day. Start a new one."))
    there = set(trip.children.out().values_list("child", flat=True))
    _take_along(by, trip, [child for child in asked if child.pk not in there])
    raise_topics(topics_of(trip))


@writing()
def account_for(*, by: Actor, trip: Trip, child: Child, how: TripReturn.How) -> TripReturn | None:
    """The child is back, or with other staff. Tapped on two phones at once, it came back once: the first who said so.

    None for one who has left the unit, and so the trip. Raises Refused for a child that is not on the trip.
    """
    trip = _open(by, trip)
    row = _row_of(trip, child)
    if known := row.returns.filter(undone_at=None).first():
        return known
    if not trip.children.out().filter(pk=row.pk).exists():
        return None
    made = TripReturn.objects.create(trip_child=row, how=how, by=by.person, at=clock.now())
    audit.record("trip.child.returned", by=by, about=made)
    raise_topics(topics_of(trip))
    return made


@writing()
def undo_return(*, by: Actor, trip: Trip, child: Child):
    """The child is out after all. Raises Refused for one who has set out on another trip meanwhile."""
    lock(child)
    trip = _open(by, trip)
    said = _row_of(trip, child).returns.filter(undone_at=None).first()
    if not said:
        return
    _refuse([child], {one.child: one for one in here_now(trip.unit)}, out_alone=True)
    TripReturn.objects.filter(pk=said.pk).update(undone_by=by.person, undone_at=clock.now())
    audit.record("trip.child.returned.undone", by=by, about=said)
    raise_topics(topics_of(trip))


@writing()
def count_on_trip(
    *, by: Actor, trip: Trip, stop: str = "", counted: int | None = None, seen: Iterable[Child] = ()
) -> TripCount:
    """By a number, or by ticking who is seen; `expected` is how many are out now. Two who count make two counts.

    Raises Refused where both are told and differ, where nothing is, and for a child that is not on the trip.
    """
    trip = _open(by, trip)
    out = {row.child_id: row for row in trip.children.out()}
    ticked = {child.pk for child in seen}
    if unknown := ticked - set(out):
        raise Refused(_("Somebody you ticked is not out any more. Count again."), {pk: "" for pk in unknown})
    if not ticked and counted is None:
        raise Refused(_("Write how many, or tick who you see."))
    if ticked and counted is not None and counted != len(ticked):
        said = {"ticked": len(ticked), "counted": counted}
        why = _("You ticked %(ticked)s and wrote %(counted)s. Count again, or take one of them away.") % said
        raise Refused(why, {"counted": why})
    number = len(ticked) if counted is None else counted
    made = TripCount.objects.create(
        trip=trip, stop=stop, expected=len(out), counted=number, by=by.person, at=clock.now()
    )
    TripTick.objects.bulk_create(TripTick(count=made, trip_child=out[pk]) for pk in ticked)
    audit.record("trip.counted", by=by, about=made)
    raise_topics([trip.reference])
    return made


@writing()
def end_trip(*, by: Actor, trip: Trip, reason: str = "") -> Trip:
    """Ended twice, it is ended once, by the first. Raises Refused, with their names, while somebody is out.

    A trip of another day, that was forgotten, is ended with a reason instead.
    """
    lock_all(Child, trip.children.values_list("child", flat=True))  # nobody's check-in is undone in the same moment
    trip = _ask(by, trip)
    if trip.ended_at:
        return trip
    rows = trip.children.out().select_related("child__person").order_by("child__person__given_name", "pk")
    missing = told_apart((row.child.person.given_name, row.child.person.family_name) for row in rows)
    old = permits.is_old(trip)
    if missing and not old:
        raise Refused(_("Not accounted for yet: %(names)s.") % {"names": ", ".join(missing)})
    if missing and not reason:
        why = _("Write why it was not ended that day.")
        raise Refused(why, {"reason": why})
    trip.ended_by, trip.ended_at, trip.reason = by.person, clock.now(), reason if old else ""
    trip.save(update_fields=["ended_by", "ended_at", "reason"])
    audit.record("trip.ended", by=by, about=trip)
    raise_topics(topics_of(trip))
    return trip


def _ask(by, trip) -> Trip:
    locked = lock(trip)
    permits.LEAD_TRIP.ask(by, locked.pk)
    return locked


def _open(by, trip) -> Trip:
    trip = _ask(by, trip)
    if trip.ended_at:
        raise Refused(_("The trip is ended."))
    return trip


def _row_of(trip, child) -> TripChild:
    """While it is out, that; else the last time it went along."""
    along = trip.children.filter(child=child)
    row = along.out().first() or along.order_by("at").last()
    if row is None:
        raise Refused(_("The child is not on the trip."))
    return row


def _locked(by, children) -> list[Child]:
    pks = {child.pk for child in children}
    lock_all(Child, pks)
    asked = permits.TAKE_ALONG.ask_all(by, pks)
    if not asked:
        raise Refused(_("Choose at least one."), {"children": _("Choose at least one.")})
    return asked


def _take_along(by, trip, children):
    here = {one.child: one for one in here_now(trip.unit)}
    _refuse(children, here)
    TripChild.objects.bulk_create(
        TripChild(
            trip=trip,
            child=child,
            group_id=here[child.pk].group,
            check_in_id=here[child.pk].check_in,
            by=by.person,
            at=clock.now(),
        )
        for child in children
    )


def _refuse(children, here, out_alone=False):
    """`out_alone`: whether it matters only that they are not on a trip by now."""
    wrong = {}
    for child in children:
        one, name = here.get(child.pk), child.person.given_name
        if one and one.trip is not None:
            wrong[child.pk] = _("%(child)s is on a trip already.") % {"child": name}
        elif not one and not out_alone:
            wrong[child.pk] = _("%(child)s is not here now.") % {"child": name}
    if wrong:
        raise Refused(" ".join(wrong.values()), wrong)
