"""A reminder to families who have not said when the child comes: to those alone, and once a day."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.models import StayReminder
from ransel.attendance.stays.missing import missing_in
from ransel.attendance.stays.who import refuse_where_families_do_not_plan
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Group


@writing()
def remind(*, by: Actor, group: Group, monday: date) -> StayReminder:
    """About the week of this Monday. Raises Refused when nothing is missing, and when it was done today."""
    group = permits.SEE_WEEK.ask(by, lock(group).pk)
    refuse_where_families_do_not_plan(group.unit)
    children = {child for child, _unit, _day in missing_in(group, monday)}
    if not children:
        raise Refused(_("Nothing is missing."))
    if StayReminder.objects.filter(group=group, monday=monday, day=clock.today()).exists():
        raise Refused(_("They were reminded today already."))
    said = {"day": clock.today(), "sent_by": by.person, "sent_at": clock.now()}
    reminder = StayReminder.objects.create(group=group, monday=monday, **said)
    audit.record("stay_plan.reminded", by=by, about=group, reason=str(monday))
    about = list(Child.objects.filter(pk__in=children))
    announce_all("stay_plan.missing", by=by, about=about, topics=[child.reference for child in about])
    return reminder
