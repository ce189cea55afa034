"""A child goes home with another. Families are never listed to each other: who has the code was given it."""

from datetime import date
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ransel.access.relations import guardianships_in_force
from ransel.access.residence import in_the_open
from ransel.attendance.stays.who import groups_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.departure import permits
from ransel.departure.actions.leaving import refuse_anothers_day, say_leaving
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.place import places_of
from ransel.departure.models import DepartureDay, DepartureMode, PickupPerson, Visit
from ransel.departure.models.pickup import folded
from ransel.departure.visits.code import code_of, lookup_of
from ransel.departure.who import blocked_names
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Receipt, Subject, Told


@writing()
def make_visit(*, by: Actor, child: Child, unit: UUID, day: date) -> Visit:
    """The child takes another along home from this unit that day. One code waits at a time: asked again, the same.

    Raises Refused where it can not be: not there that day, a day that is over, an address that is protected; Http404
    for a child that is not the sender's.
    """
    child = permits.SAY_LEAVING.ask(by, lock(child).pk)
    _refuse_day(child, unit, day)
    refuse_anothers_day(by, child, day)
    _refuse_protected([child])
    waiting = Visit.objects.filter(host=child, unit=unit, day=day, guest=None, ended_at=None).first()
    if waiting:
        return waiting
    pk = uuid4()
    of = {"host": child, "unit_id": unit, "day": day, "lookup": lookup_of(code_of(pk))}
    made = Visit.objects.create(pk=pk, **of, made_by=by.person, made_at=clock.now())
    _tell("visit.made", by, made, [child])
    return made


@writing()
def take_visit(*, by: Actor, child: Child, unit: UUID, day: date, code: str, known: str) -> Visit:
    """The child goes home with the one whose family made the code. It says how it leaves that day, as other ways do.

    Raises Refused, by "code", for one that opens nothing here, and as `say_leaving` has it; Http404 for a child that is
    not the sender's.
    """
    found = Visit.objects.filter(lookup=lookup_of(code), unit=unit, day=day, ended_at=None).first()
    lock_all(Child, {child.pk, *([found.host_id] if found else [])})
    child = permits.SAY_LEAVING.ask(by, child.pk)
    visit = _standing(found, child)
    _refuse_protected([child, visit.host])
    _refuse_kept_away(child, visit.host)
    taken = {"guest": child, "taken_by": by.person, "taken_at": clock.now()}
    Visit.objects.filter(pk=visit.pk).update(**taken)
    wish = Wish(DepartureMode.GOES_WITH, visit=visit.pk, known=known)
    try:
        say_leaving(by=by, asked={(child.pk, unit, day): wish})
    except Refused as refused:
        raise Refused(refused.per_item[child.pk, unit, day]) from refused
    _tell("visit.taken", by, visit, [child, visit.host])
    return Visit.objects.get(pk=visit.pk)


@writing()
def end_visit(*, by: Actor, visit: Visit):
    """By either family. The guest leaves again as was said before. Ended twice, it is ended once.

    Where it was about today and told of late, staff must see that it is called off.
    """
    lock_all(Child, {visit.host_id, *([visit.guest_id] if visit.guest_id else [])})
    visit = permits.END_VISIT.ask(by, visit.pk)
    ended = {"ended_by": by.person, "ended_at": clock.now()}
    if not Visit.objects.filter(pk=visit.pk, ended_at=None).update(**ended):
        return
    for row in DepartureDay.objects.filter(visit=visit).select_related("child__person", "unit"):
        if Receipt.objects.filter(about=row.notice).exists():
            sending = Sending(
                child=row.child,
                units=[row.unit],
                about=row.notice,
                first_day=row.day,
                last_day=row.day,
                told=Told.WITHDRAWN,
                subject=Subject.DEPARTURE,
            )
            send_all(by=by, sendings=[sending])
    _tell("visit.ended", by, visit, [visit.host, *([visit.guest] if visit.guest else [])])


def _standing(found: Visit | None, child) -> Visit:
    visit = Visit.objects.select_related("host__person", "unit").get(pk=found.pk) if found else None
    if visit is None or visit.ended_at or visit.host_id == child.pk or visit.guest_id not in (None, child.pk):
        raise Refused(_("The code was not used."), {"code": _("No such code here this day. Look at each sign.")})
    return visit


def _refuse_day(child, unit, day):
    if day < clock.today():
        raise Refused(_("This day is over."))
    if (child.pk, unit, day) not in places_of([child.pk], day, day):
        raise Refused(_("%(child)s is not there this day.") % {"child": child.given_name})


def _refuse_protected(children):
    pks = [child.pk for child in children]
    if in_the_open(Child.objects.filter(pk__in=pks), clock.today(), "pk").count() != len(pks):
        raise Refused(_("This can not be put in here. Talk with the unit."))


def _refuse_kept_away(guest, host):
    """Somebody who is kept from the guest may be at home with the host. Says no more than that it can't be here."""
    kept_away = blocked_names([guest.pk])[guest.pk]
    near = guardianships_in_force(clock.today()).filter(child=host).select_related("guardian")
    names = {folded(one.guardian.name) for one in near}
    names |= set(PickupPerson.objects.not_over(clock.today()).filter(child=host).values_list("folded", flat=True))
    if kept_away & names:
        raise Refused(_("This can not be put in here. Talk with the unit."))


def _tell(what, by, visit, children):
    audit.record(what, by=by, about=visit)
    topics = {f"group:{group}" for group in groups_of(children)} | {child.reference for child in children}
    announce_all(what, by=by, about=children, topics=topics)
