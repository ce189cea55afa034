"""A roll call: who was here is written down, each is marked safe, and it ends when nobody is missing unexplained."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.supervision import permits
from ransel.supervision.models import RollCall, RollCallChild, SafeMark
from ransel.supervision.roll_call.frozen import where_they_are
from ransel.units.models import Group


@writing()
def call_roll(*, by: Actor, group: Group, whole: bool, drill: bool) -> RollCall:
    """Of the group, or of its whole unit. Two who call at once call it once; a real one is another than a drill.

    Called again while it goes on, those who have come since are on the list too. One of an earlier day that nobody
    ended is ended by nobody: it must not answer for who is here today.

    Raises Http404 for a group that is not the actor's.
    """
    group = permits.CALL_ROLL.ask(by, group.pk)
    unit = lock(group.unit)
    of = {"unit": unit, "group": None if whole else group}
    _end_forgotten(by, **of)
    of |= {"drill": drill, "day": clock.today()}
    if known := RollCall.objects.filter(**of, ended_at=None).first():
        _call_newcomers(by, known)
        return known
    made = RollCall.objects.create(**of, by=by.person, at=clock.now())
    RollCallChild.objects.bulk_create(_row(made, one) for one in where_they_are(unit, made.group_id))
    audit.record("roll.called", by=by, about=made)
    raise_topics(topics_to_wake(made))
    return made


@writing()
def mark_safe(*, by: Actor, roll_call: RollCall, child: Child) -> SafeMark:
    """Tapped on two phones at once, it is marked once, by the first."""
    row = _row_of(_open(by, roll_call), child)
    if known := row.marks.filter(undone_at=None).first():
        return known
    made = SafeMark.objects.create(listed=row, by=by.person, at=clock.now())
    audit.record("roll.safe", by=by, about=made)
    raise_topics([roll_call.reference])
    return made


@writing()
def unmark(*, by: Actor, roll_call: RollCall, child: Child):
    """Nobody has seen the child after all. The row stays."""
    row = _row_of(_open(by, roll_call), child)
    if mark := row.marks.filter(undone_at=None).first():
        row.marks.filter(pk=mark.pk).update(undone_by=by.person, undone_at=clock.now())
        audit.record("roll.safe.undone", by=by, about=mark)
        raise_topics([roll_call.reference])


@writing()
def end_roll_call(*, by: Actor, roll_call: RollCall, reasons: Mapping[UUID, str] | None = None) -> RollCall:
    """Ended twice, it is ended once. `reasons` says by child's id why it is ended without one who is missing.

    Raises Refused, by child's id, for those who are missing without a reason.
    """
    roll_call = _ask(by, roll_call)
    if roll_call.ended_at:
        return roll_call
    missing = list(roll_call.children.missing().select_related("child__person"))
    told = reasons or {}
    wrong = {
        row.child_id: _("Write why %(child)s is not marked safe.") % {"child": row.child.person.given_name}
        for row in missing
        if not told.get(row.child_id)
    }
    if wrong:
        raise Refused(_("Not everybody is safe."), wrong)
    for row in missing:
        row.reason = told[row.child_id]
    RollCallChild.objects.bulk_update(missing, ["reason"])
    roll_call.ended_by, roll_call.ended_at = by.person, clock.now()
    roll_call.save(update_fields=["ended_by", "ended_at"])
    audit.record("roll.ended", by=by, about=roll_call)
    raise_topics(topics_to_wake(roll_call))
    return roll_call


def topics_to_wake(roll_call: RollCall) -> list[str]:
    """Its own page, and the boards of the groups that are called."""
    groups = [roll_call.group_id] if roll_call.group_id else roll_call.unit.groups.values_list("pk", flat=True)
    return [roll_call.reference, *(f"group:{pk}" for pk in groups)]


def _end_forgotten(by, unit, group):
    """By nobody, as nobody did; who was not marked safe stays so. Audited under who called the roll today."""
    old = list(RollCall.objects.filter(unit=unit, group=group, ended_at=None, day__lt=clock.today()))
    if old:
        RollCall.objects.filter(pk__in=[one.pk for one in old]).update(ended_at=clock.now())
        audit.record_all("roll.ended", by=by, about=old, reason="nobody ended it on its day")
        raise_topics([topic for one in old for topic in topics_to_wake(one)])


def _call_newcomers(by, roll_call):
    """Who is here and is not called: a child without a row gets one, and one who was not here then is here now."""
    rows = {row.child_id: row for row in roll_call.children.all()}
    here = [one for one in where_they_are(roll_call.unit, roll_call.group_id) if one.where in RollCallChild.CALLED]
    new = [_row(roll_call, one) for one in here if one.child not in rows]
    came = [one for one in here if one.child in rows and rows[one.child].where not in RollCallChild.CALLED]
    for one in came:
        roll_call.children.filter(child=one.child).update(where=one.where, group=one.group)
    if new or came:
        RollCallChild.objects.bulk_create(new)
        audit.record_all("roll.called.also", by=by, about=[*new, *(rows[one.child] for one in came)])
        raise_topics([roll_call.reference])


def _row(roll_call, one) -> RollCallChild:
    return RollCallChild(roll_call=roll_call, child_id=one.child, group_id=one.group, where=one.where)


def _ask(by, roll_call) -> RollCall:
    locked = lock(roll_call)
    permits.MARK_SAFE.ask(by, locked.pk)
    return locked


def _open(by, roll_call) -> RollCall:
    roll_call = _ask(by, roll_call)
    if roll_call.ended_at:
        raise Refused(_("The roll call is ended."))
    return roll_call


def _row_of(roll_call, child) -> RollCallChild:
    row = roll_call.children.called().filter(child=child).first()
    if row is None:
        raise Refused(_("The child is not on the list."))
    return row
