"""Children come and go: one, or several in one act. What was done last can be undone, and times corrected."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.attendance import permits, spans
from ransel.attendance.actions import questions
from ransel.attendance.actions.absences import span_of, withdraw_of_arrival
from ransel.attendance.actions.day_end import reopen_day
from ransel.attendance.models import Absence, CheckIn, CheckOut
from ransel.attendance.presence import UNDONE_HERE, Presence, presences_of
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce, announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Group
from ransel.units.opening import openings_of


def check_in(*, by: Actor, child: Child, group: Group, at: datetime | None = None) -> CheckIn:
    """The child is here, as `check_in_all` has it."""
    return check_in_all(by=by, children=[child], group=group, at=at)[child.pk]


def check_out(*, by: Actor, child: Child, at: datetime | None = None) -> CheckOut:
    """The child has left, as `check_out_all` has it."""
    return check_out_all(by=by, children=[child], at=at)[child.pk]


@writing()
def check_in_all(
    *, by: Actor, children: Iterable[Child], group: Group, at: datetime | None = None
) -> dict[UUID, CheckIn]:
    """These are here, since `at` or now. Tapped on two tablets at once, a child came once. By child's id.

    A child reported away the whole day who comes after all is no longer away: the absence is withdrawn, by who let
    them in. So it is where times were told that are all those of the unit. Who is still here in another unit of the
    same day, has left that one. Raises Refused, by child's id, for a time
    that can not be, and then nothing is written; Http404 if one is not of a group of the actor's.
    """
    asked, before = here_and_gone(by, children)
    there = {pk: some[-1] for pk, some in before.items() if not some[-1].left and some[-1].unit == group.unit_id}
    come = {pk: child for pk, child in asked.items() if pk not in there}
    if at:
        _refuse(fault for pk, child in come.items() if (fault := _fault_of_coming(child, at, before.get(pk))))
    _leave_for_another_unit(by, come, before, at)
    come_after_all(by, come, group.unit)
    questions.here_now(by=by, children=list(come))
    said = {"unit_id": group.unit_id, "group": group, "day": clock.today(), "by": by.person, "tablet_id": by.tablet}
    moment = {"at": at or clock.now(), "noted_at": clock.now()}
    reopen_day(by=by, unit=group.unit)
    new = CheckIn.objects.bulk_create(CheckIn(child=child, **said, **moment) for child in come.values())
    _tell("child.came", by, come.values(), {one: group.pk for one in new})
    known = CheckIn.objects.in_bulk([one.check_in for one in there.values()]) if there else {}
    return {one.child_id: one for one in [*known.values(), *new]}


@writing()
def check_out_all(*, by: Actor, children: Iterable[Child], at: datetime | None = None) -> dict[UUID, CheckOut]:
    """These have left, at `at` or now. Tapped twice, a child left once. By child's id.

    Raises Refused, by child's id, for one who has not come, and for a time before it came or still to come; then
    nothing is written. Raises Http404 if one is not of a group of the actor's.
    """
    return check_out_those(by, *here_and_gone(by, children), at)


def check_out_those(by, asked: dict[UUID, Child], before: dict[UUID, list[Presence]], at) -> dict[UUID, CheckOut]:
    """Of an action that has looked at what `here_and_gone` gives."""
    here = {pk: some[-1] for pk, some in before.items() if not some[-1].left}
    _refuse(fault for pk, child in asked.items() if (fault := _fault_of_leaving(child, before.get(pk), at)))
    moment = {"at": at or clock.now(), "noted_at": clock.now(), "tablet_id": by.tablet}
    new = {pk: CheckOut(check_in_id=one.check_in, by=by.person, **moment) for pk, one in here.items()}
    CheckOut.objects.bulk_create(new.values())
    _tell("child.left", by, [asked[pk] for pk in new], {new[pk]: one.group for pk, one in here.items()})
    gone = {some[-1].check_out: pk for pk, some in before.items() if pk not in new}
    known = {gone[pk]: one for pk, one in CheckOut.objects.in_bulk(gone).items()} if gone else {}
    return new | known


@writing()
def undo(*, by: Actor, child: Child, group: Group):
    """Take back the last thing that happened today in the group's unit: the check-out, else the check-in.

    Raises Refused where the child is here in another unit by now, and so can not be here too; and at a locked tablet,
    where anybody passes, once it is no mistake of just now.
    """
    child = lock(child)
    permits.CHECK_IN.ask(by, child.pk)
    undone = {"undone_by": by.person, "undone_at": clock.now()}
    some = presences_of([child.pk], clock.today()).get(child.pk, [])
    mine = [one for one in some if one.unit == group.unit_id]
    if not mine:
        return
    if by.locked and clock.now() - mine[-1].noted_at >= UNDONE_HERE:
        raise Refused(_("This is more than ten minutes ago. Open the tablet with your PIN to change it."))
    here = CheckIn.objects.get(pk=mine[-1].check_in)
    if here.check_outs.filter(undone_at=None).exists():
        _refuse_two_places(child, [one for one in some if not one.left])
        here.check_outs.filter(undone_at=None).update(**undone)
        reopen_day(by=by, unit=group.unit)
        what = "child.left.undone"
    else:
        CheckIn.objects.filter(pk=here.pk).update(**undone)
        what = "child.came.undone"
    audit.record(what, by=by, about=here)
    announce(what, by=by, about=child, topics=[child.reference, here.group.reference])


def _refuse_two_places(child, open_):
    if open_:
        said = {"child": child.given_name, "unit": open_[0].unit_name}
        raise Refused(_("%(child)s is checked in at %(unit)s.") % said)


def here_and_gone(by, children) -> tuple[dict[UUID, Child], dict[UUID, list[Presence]]]:
    """({id: child}, {id: what it was here today, the first first}): nobody else lets them in or out meanwhile."""
    pks = {child.pk for child in children}
    lock_all(Child, pks)
    asked = {child.pk: child for child in permits.CHECK_IN.ask_all(by, pks)}
    return asked, presences_of(pks, clock.today())


def _refuse(faults):
    if wrong := dict(faults):
        raise Refused(" ".join(wrong.values()), wrong)


def _leave_for_another_unit(by, come, before, at):
    """From school to after-school, without anybody at school having said so."""
    elsewhere = {pk: before[pk] for pk in come if before.get(pk) and not before[pk][-1].left}
    if elsewhere:
        check_out_those(by, {pk: come[pk] for pk in elsewhere}, elsewhere, at)


def _fault_of_coming(child, at, before):
    if fault := fault_of_moment(at):
        return child.pk, fault
    left = max((one.left or one.came for one in before or ()), default=None)
    if left and at < left:
        said = {"child": child.given_name, "time": dates.clock_time(left)}
        return child.pk, _("%(child)s was here until %(time)s. Write a later time.") % said
    return None


def _fault_of_leaving(child, before, at):
    if not before:
        return child.pk, _("%(child)s is not checked in.") % {"child": child.given_name}
    if at is None or before[-1].left:
        return None
    if fault := fault_of_moment(at):
        return child.pk, fault
    return (child.pk, _fault_of_end(child, before[-1].came)) if at < before[-1].came else None


def _fault_of_end(child, came):
    said = {"child": child.given_name, "time": dates.clock_time(came)}
    return _("%(child)s came at %(time)s. Write a later time.") % said


def fault_of_moment(at: datetime) -> str:
    """Why something can not have happened then: only today is told of at the door, and nothing that is to come."""
    if at > clock.now():
        return _("That time is not yet. Write when it happened.")
    if timezone.localdate(at) != clock.today():
        return _("That was another day.")
    return ""


def come_after_all(by, children: dict[UUID, Child], unit):
    for absence in Absence.objects.standing().filter(child__in=children, day=clock.today()):
        if _is_whole_day(absence, unit):
            withdraw_of_arrival(by=by, child=children[absence.child_id], absence=absence)


def _is_whole_day(absence, unit) -> bool:
    """Told as that, or as all the time the unit is open: three statements, to know when that is."""
    told = [span_of(report) for report in absence.reports.all()]
    if None in told:
        return True
    day = openings_of([unit], absence.day, absence.day)[unit.pk, absence.day]
    return day.opens is not None and day.closes is not None and spans.covered((day.opens, day.closes), told)


def _tell(what, by, children, rows: dict):
    """`rows` are what happened, each with its group's id."""
    if rows:
        audit.record_all(what, by=by, about=rows)
        children = list(children)
        topics = [*(child.reference for child in children), *(f"group:{pk}" for pk in rows.values())]
        announce_all(what, by=by, about=children, topics=topics)
