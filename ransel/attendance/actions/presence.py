from django.utils.translation import gettext as _

from ransel.attendance import permits, spans
from ransel.attendance.actions import questions
from ransel.attendance.actions.absences import span_of, withdraw_of_arrival
from ransel.attendance.models import Absence, CheckIn, CheckOut
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Group
from ransel.units.opening import openings_of


@writing()
def check_in(*, by: Actor, child: Child, group: Group) -> CheckIn:
    """The child is here. Tapped on two tablets at once, it came once.

    A child reported away the whole day who comes after all is no longer away: the absence is withdrawn, by who let
    them in. So it is where times were told that are all those of the unit. Raises Http404 if the child is not of a
    group of the actor's.
    """
    child = lock(child)
    permits.CHECK_IN.ask(by, child.pk)
    if there := _open_presence(child):
        return there
    _come_after_all(by, child, group.unit)
    questions.here_now(by=by, child=child)
    here = CheckIn.objects.create(
        child=child, unit=group.unit, group=group, day=clock.today(), at=clock.now(), by=by.person
    )
    _tell("child.came", by, child, here)
    return here


@writing()
def check_out(*, by: Actor, child: Child) -> CheckOut:
    """The child has left. Tapped twice, it left once. Raises Refused for a child who has not come."""
    child = lock(child)
    permits.CHECK_IN.ask(by, child.pk)
    if here := _open_presence(child):
        left = CheckOut.objects.create(check_in=here, at=clock.now(), by=by.person)
        _tell("child.left", by, child, here)
        return left
    if before := CheckOut.objects.filter(check_in__in=_today(child), undone_at=None).order_by("-at").first():
        return before
    raise Refused(_("%(child)s is not checked in.") % {"child": child.given_name})


@writing()
def undo(*, by: Actor, child: Child):
    """Take back the last thing that happened today: the check-out if there is one, else the check-in."""
    child = lock(child)
    permits.CHECK_IN.ask(by, child.pk)
    undone = {"undone_by": by.person, "undone_at": clock.now()}
    here = _today(child).order_by("-at").first()
    if here is None:
        return
    if here.check_outs.filter(undone_at=None).update(**undone):
        _tell("child.left.undone", by, child, here)
    else:
        CheckIn.objects.filter(pk=here.pk).update(**undone)
        _tell("child.came.undone", by, child, here)


def _today(child):
    return CheckIn.objects.standing().filter(child=child, day=clock.today())


def _open_presence(child):
    left = CheckOut.objects.filter(undone_at=None).values("check_in")
    return _today(child).exclude(pk__in=left).first()


def _come_after_all(by, child, unit):
    absence = Absence.objects.standing().filter(child=child, day=clock.today()).first()
    if absence and _is_whole_day(absence, unit):
        withdraw_of_arrival(by=by, child=child, absence=absence)


def _is_whole_day(absence, unit) -> bool:
    """Told as that, or as all the time the unit is open: three statements, to know when that is."""
    told = [span_of(report) for report in absence.reports.all()]
    if None in told:
        return True
    day = openings_of([unit], absence.day, absence.day)[unit.pk, absence.day]
    return day.opens is not None and day.closes is not None and spans.covered((day.opens, day.closes), told)


def _tell(what, by, child, here):
    audit.record(what, by=by, about=here)
    announce(what, by=by, about=child, topics=[child.reference, here.group.reference])
