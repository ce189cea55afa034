"""Whose word an absence is: a guardian changes what guardians have told, and staff change both."""

from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.models import Absence, AbsenceReport
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Guardianship


def only_staff_may(by: Actor, absence: Absence, days=None) -> bool:
    """Whether staff have told of one of the days, and the actor is none of them. Only guardians and staff tell.

    Without `days`, those that are left of what was told with it.
    """
    if days is None:
        left = Absence.objects.standing().filter(day__gte=clock.today())
        days = left.filter(notice=absence.notice, child=absence.child_id)
    family = Guardianship.objects.filter(child=absence.child_id, confirmed_at__isnull=False).values("guardian")
    by_staff = AbsenceReport.objects.filter(absence__in=days).exclude(reported_by__in=family)
    return by_staff.exists() and not permits.CHANGE_AT_WORK.holds(by, absence.pk)


def refuse_what_staff_told(by: Actor, absence: Absence, days):
    if only_staff_may(by, absence, days):
        raise Refused(_("Staff have told of this absence. Ask them to change it."))
