"""What families tell of a day, and take back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance.stays.who import groups_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Subject, Told
from ransel.supervision import permits
from ransel.supervision.models import LONGEST, DayNote
from ransel.supervision.notes.where import units_of
from ransel.units.models import Unit

AHEAD = timedelta(days=14)
MOST = 5  # of a child and a day, and of one sender


@dataclass(frozen=True)
class Said:
    """What a note says; what nobody has chosen is empty."""

    slept: str = ""
    breakfast: str = ""
    mood: str = ""
    things: str = ""
    text: str = ""


@writing()
def send_note(*, by: Actor, children: Iterable[Child], day: date, said: Said) -> dict[UUID, DayNote]:
    """The same of each of these: staff of the units that take it must say that they have seen it. By child's id.

    Raises Refused, by the fields, where nothing is said or nobody is there that day; Http404 for a child that is not
    the sender's.
    """
    pks, said = {child.pk for child in children}, replace(said, text=" ".join(said.text.split()))
    lock_all(Child, pks)
    asked = permits.SEND_NOTE.ask_all(by, pks)
    units = units_of(pks, day)
    _refuse(by, asked, day, said, units)
    stamp = {"sent_by": by.person, "sent_at": clock.now()}
    notes = {one.pk: DayNote(child=one, day=day, **asdict(said), **stamp) for one in asked}
    DayNote.objects.bulk_create(notes.values())
    _send(by, notes.values(), units, Told.REPORTED)
    _tell("day_note.sent", by, notes.values())
    return notes


@writing()
def withdraw_note(*, by: Actor, note: DayNote):
    """It counts no more, and that must be seen too. Withdrawn twice, it is withdrawn once.

    Raises Refused when its day is over; Http404 or PermissionDenied for who has not sent it.
    """
    lock(note.child)
    one = permits.WITHDRAW_NOTE.ask(by, note.pk)
    if one.withdrawn_at:
        return
    if one.day < clock.today():
        raise Refused(_("That day is over."))
    DayNote.objects.filter(pk=one.pk).update(withdrawn_by=by.person, withdrawn_at=clock.now())
    told = Unit.objects.filter(receipts__about=one.pk)
    _send(by, [one], {one.child_id: list(told)}, Told.WITHDRAWN)
    _tell("day_note.withdrawn", by, [one])


def _refuse(by, children, day, said, units):
    if not any(asdict(said).values()):
        raise Refused(_("Choose or write something."), {"text": _("Choose or write something.")})
    if said.things and not said.text:
        raise Refused(_("Write which things."), {"text": _("Write which things.")})
    if len(said.text) > LONGEST:
        raise Refused(_("That is too long."), {"text": _("That is too long.")})
    if not clock.today() <= day <= clock.today() + AHEAD:
        why = _("Choose today, or one of the next 14 days.")
        raise Refused(why, {"day": why})
    if nowhere := [one.given_name for one in children if not units.get(one.pk)]:
        why = _("%(child)s has no place that takes day notes that day.") % {"child": ", ".join(nowhere)}
        raise Refused(why, {"day": why})
    mine = DayNote.objects.standing().on(day).filter(child__in=children, sent_by=by.person)
    of = list(mine.values_list("child", flat=True))
    if any(of.count(one.pk) >= MOST for one in children):
        raise Refused(_("There are %(number)s notes for that day already. Withdraw one first.") % {"number": MOST})


def _send(by, notes, units, told):
    sendings = [
        Sending(
            child=one.child,
            units=units[one.child_id],
            about=one.pk,
            first_day=one.day,
            last_day=one.day,
            told=told,
            subject=Subject.DAY_NOTE,
        )
        for one in notes
    ]
    send_all(by=by, sendings=sendings)


def _tell(what, by, notes):
    notes = list(notes)
    children = [one.child for one in notes]
    audit.record_all(what, by=by, about=notes)
    topics = {f"group:{group}" for group in groups_of(children)} | {child.reference for child in children}
    announce_all(what, by=by, about=children, topics=topics)
