"""A school calendar is kept until somebody has looked at it, and comes true when they say so."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from ransel.access.actions.units import pages_of_all
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.models import SchoolCalendar
from ransel.integrations.school_calendar.plan import plan_of
from ransel.integrations.school_calendar.told import Told
from ransel.units import actions as units
from ransel.units.models import Municipality, Unit

BROKEN_KEPT = 200


@writing()
def keep_school_calendar(*, by: Actor, municipality: Municipality, told: Told) -> SchoolCalendar:
    """Nothing of it counts yet."""
    municipality = permits.READ_SCHOOL_CALENDAR.ask(by, lock(municipality).pk)
    broken = [{"line": one.line, "column": one.column, "reason": one.reason} for one in told.broken[:BROKEN_KEPT]]
    calendar = SchoolCalendar(municipality=municipality, read_by=by.person, read_at=clock.now())
    calendar.file, calendar.by_events = told.file, told.by_events
    for (unit, day), said in told.days.items():
        calendar.days.append({"unit": unit and str(unit), "day": day.isoformat()} | said)
    calendar.broken, calendar.left_out = broken, {"broken": len(told.broken)} | told.left_out
    calendar.save(force_insert=True)
    audit.record("school_calendar.read", by=by, about=calendar)
    return calendar


@writing()
def apply_school_calendar(
    *, by: Actor, calendar: SchoolCalendar, seen: str, only: set[date] | None = None, holidays: bool = False
) -> SchoolCalendar:
    """Close, change and open the days from today on that it names; all others stay as they are.

    `seen` is the digest of the plan that was looked at. Raises Refused when it would do something else by now. Put in
    force twice, it is so once: what was said by hand in between stays. `only` these of its days; `holidays`: many
    planning days in a row are none.
    """
    calendar = lock(calendar)
    municipality = lock(calendar.municipality)
    calendar = permits.APPLY_SCHOOL_CALENDAR.ask(by, calendar.pk)
    if calendar.applied_at:
        return calendar
    lock_all(Unit, {one["unit"] for one in calendar.days if one["unit"]} & _ids(municipality))
    plan = plan_of(calendar)
    if plan.digest != seen:
        raise Refused(_("Something has changed since you looked at it. Look again before you put it in force."))
    taken = plan.taken(only=only, holidays=holidays)
    calendar.applied_by, calendar.applied_at = by.person, clock.now()
    calendar.done = dict(Counter(one.verb.value for one in taken))
    calendar.save(update_fields=["applied_by", "applied_at", "done"])
    audit.record("school_calendar.applied", by=by, about=calendar)
    if days := {(one.unit, one.day): one.after for one in taken}:
        topics = pages_of_all({unit for unit, _day in days if unit})
        units.set_closed_days(by=by, municipality=municipality, days=days, topics=topics)
    return calendar


def _ids(municipality):
    return {str(pk) for pk in municipality.units.values_list("pk", flat=True)}
