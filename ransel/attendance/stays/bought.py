"""The hours a week that a place has, and the plans with a longer week. It warns: nobody is refused for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ransel.attendance.models import StayInterval, StayPlan
from ransel.people.models import Enrolment
from ransel.units.models import StayRules

HOUR = timedelta(hours=1)


@dataclass
class Over:
    """The longest week of a plan, and the hours a week that the place has."""

    planned: timedelta
    hours: int

    @property
    def words(self):
        minutes = int(self.planned / timedelta(minutes=1))
        said = {"hours": minutes // 60, "minutes": minutes % 60}
        planned = _("%(hours)d h %(minutes)d min") % said if said["minutes"] else _("%(hours)d h") % said
        place = ngettext("The place has %(num)s hour.", "The place has %(num)s hours.", self.hours) % {
            "num": self.hours
        }
        return _("The longest week is %(planned)s.") % {"planned": planned} + f" {place}"


def over_bought(plans: Iterable[StayPlan], rules: dict[UUID, StayRules]) -> dict[UUID, Over]:
    """By plan's id, those with a week of more hours than the place has. `rules` are those of the units, by unit.

    Days whose time is not known count nothing. A plan for one home's days says nothing of a whole week, and is not
    judged. Two statements; none where no unit has said how long a place is.
    """
    judged = [plan for plan in plans if plan.home_id is None and rules[plan.unit_id].says_hours]
    if not judged:
        return {}
    places, weeks = _places(judged), _weeks(judged)
    found = {}
    for plan in judged:
        there = places[plan.child_id, plan.unit_id]
        place = next((one for one in there if one.ends is None or one.ends >= plan.starts), None)
        hours = rules[plan.unit_id].hours_of(place.place_type) if place else None
        planned = max(weeks[plan.pk].values(), default=timedelta())
        if hours is not None and planned > hours * HOUR:
            found[plan.pk] = Over(planned, hours)
    return found


def _places(plans):
    """The lasting ones of each child in each unit, the first to begin first."""
    of = {"child__in": {plan.child_id for plan in plans}, "unit__in": {plan.unit_id for plan in plans}}
    found = defaultdict(list)
    for place in Enrolment.objects.filter(**of, stands_in_for=None).order_by("starts"):
        found[place.child_id, place.unit_id].append(place)
    return found


def _length(start: time, end: time) -> timedelta:
    return timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute)


def _weeks(plans):
    """{plan: {week of the rota: how long it is}}"""
    found: dict = defaultdict(lambda: defaultdict(timedelta))
    for one in StayInterval.objects.filter(plan__in=plans):
        if one.start and one.end:
            found[one.plan_id][one.week] += _length(one.start, one.end)
    return found
