"""One-time passes, as guardians make and take them back. Staff use them at the door."""

from datetime import time
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance.stays.who import groups_of
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.departure import permits
from ransel.departure.actions.leaving import refuse_anothers_day
from ransel.departure.leaving.place import places_of
from ransel.departure.models import PickupPass
from ransel.departure.models.pickup import folded
from ransel.departure.who import blocked_names
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Receipt, Subject, Told

MOST = 5  # that wait at a time: a pass is for once


@writing()
def make_pass(*, by: Actor, child: Child, unit: UUID, name: str, from_time: time, to_time: time) -> PickupPass:
    """Today, in this unit. Staff are told; after the unit's hour for today they must say that they have seen it.

    Raises Refused, by the fields, where it can not be: not there today, another home's day, times that are over or
    outside its hours, somebody kept from the child. Http404 for a child that is not the sender's, or a weak login.
    """
    child = permits.MAKE_PASS.ask(by, lock(child).pk)
    place = places_of([child.pk], clock.today(), clock.today()).get((child.pk, unit, clock.today()))
    if place is None:
        raise Refused(_("%(child)s is not there today.") % {"child": child.given_name})
    refuse_anothers_day(by, child, clock.today())
    if wrong := _faults(place, name, from_time, to_time):
        raise Refused(_("No pass was made."), wrong)
    if folded(name) in blocked_names([child.pk])[child.pk]:
        raise Refused(_("This can not be put in here. Talk with the unit."))
    if PickupPass.objects.waiting(clock.today()).filter(child=child).count() >= MOST:
        raise Refused(_("There are %(number)s passes for today already. Take one back first.") % {"number": MOST})
    of = {"child": child, "unit": place.unit, "day": clock.today(), "from_time": from_time, "to_time": to_time}
    said = {"name": " ".join(name.split()), "folded": folded(name), "made_by": by.person, "made_at": clock.now()}
    made = PickupPass.objects.create(**of, **said)
    if place.late:
        _send(by, made, Told.CHANGED)
    _tell("pickup_pass.made", by, made)
    return made


@writing()
def withdraw_pass(*, by: Actor, pickup_pass: PickupPass):
    """It opens nothing any more. Withdrawn twice, it is withdrawn once; what was used, was used."""
    lock(pickup_pass.child)
    one = permits.WITHDRAW_PASS.ask(by, pickup_pass.pk)
    waiting = PickupPass.objects.waiting(clock.today()).filter(pk=one.pk)
    if not waiting.exists():
        return
    PickupPass.objects.filter(pk=one.pk).update(withdrawn_by=by.person, withdrawn_at=clock.now())
    if Receipt.objects.filter(about=one.pk).exists():
        _send(by, one, Told.WITHDRAWN)
    _tell("pickup_pass.withdrawn", by, one)


def _faults(place, name, from_time, to_time) -> dict[str, str]:
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Write the name.")
    if to_time <= from_time:
        wrong["to_time"] = _("It must end after it begins.")
    elif to_time <= clock.wall_time():
        wrong["to_time"] = _("That time is over.")
    elif from_time < place.opens or to_time > place.closes:
        said = {"unit": place.unit.name, "times": dates.times(place.opens, place.closes)}
        wrong["from_time"] = _("%(unit)s is open %(times)s.") % said
    return wrong


def _send(by, one, told):
    sending = Sending(
        child=one.child,
        units=[one.unit],
        about=one.pk,
        first_day=one.day,
        last_day=one.day,
        told=told,
        subject=Subject.DEPARTURE,
    )
    send_all(by=by, sendings=[sending])


def _tell(what, by, one):
    audit.record(what, by=by, about=one)
    topics = {f"group:{group}" for group in groups_of([one.child])} | {one.child.reference}
    announce(what, by=by, about=one.child, topics=topics)
