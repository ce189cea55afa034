"""A plan of how a child leaves week by week, worked out before a row is written."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance.stays.day import on_rota
from ransel.core import clock, dates
from ransel.core.writing import Refused
from ransel.departure.leaving.checking import Wish, fault_of_way, fetchers_of
from ransel.departure.leaving.place import Place, places_of
from ransel.departure.leaving.rows import plans_that_count
from ransel.departure.models import MOST_WEEKS, DeparturePlan
from ransel.departure.who import fetched_by
from ransel.people.models import Child
from ransel.units.stay_rules import planned_until

Slot = tuple[int, int]  # week and weekday of the plan


class Unseen(Refused):
    """The other guardian sent a plan meanwhile, which is told."""


@dataclass
class Sent:
    """A plan about to be written; `known` is the number of the last one its sender has seen."""

    child: Child
    unit: UUID
    weeks: int
    starts: date
    ends: date | None
    ways: dict[Slot, Wish]
    known: int
    number: int = 1
    days: dict[date, Place] = field(default_factory=dict)

    @property
    def last(self) -> date:
        return self.ends or planned_until(clock.today())


def work_out(by, sent: Sent) -> Sent:
    """Raises Refused with what is wrong: "way_1_3" of the first week's Wednesday, "starts", "ends"."""
    _check_span(sent)
    places = places_of([sent.child.pk], sent.starts, sent.last)
    sent.days = {day: place for (_child, unit, day), place in places.items() if unit == sent.unit}
    if not sent.days:
        raise Refused(_("%(child)s has no place there on these days.") % {"child": sent.child.given_name})
    _check_before(by, sent)
    _check_homes(by, sent)
    _check_ways(by, sent)
    return sent


def _check_span(sent):
    last = planned_until(clock.today())
    wrong = {}
    if not 1 <= sent.weeks <= MOST_WEEKS:
        raise Refused(_("A plan is of one week or two."))
    if sent.starts <= clock.today():
        wrong["starts"] = _("Choose a day to come. What is said of today, is said of the day itself.")
    elif sent.starts > last:
        wrong["starts"] = _("Plans can be made until %(day)s.") % {"day": dates.full_day(last)}
    if sent.last > last:
        wrong["ends"] = _("Plans can be made until %(day)s.") % {"day": dates.full_day(last)}
    elif sent.last < sent.starts:
        wrong["ends"] = _("The last day can not be before the first day.")
    if wrong:
        raise Refused(_("Look at the days."), wrong)


def _check_before(by, sent):
    """A plan of a guardian whose word one may not know; or one not seen yet."""
    all_of_it = DeparturePlan.objects.filter(child=sent.child, unit=sent.unit)
    sent.number = (all_of_it.aggregate(last=Max("number"))["last"] or 0) + 1
    there = list(plans_that_count().filter(pk__in=all_of_it.values("pk")).select_related("sent_by"))
    last = max(there, key=lambda one: one.number, default=None)
    theirs = [one for one in there if one.sent_by_id != by.person.pk and one.ends >= sent.starts]
    if theirs and not SEE_HOMES.holds(by, sent.child.pk):
        raise Refused(_("Another guardian has said it. Ring the unit."))
    if last and last.sent_by_id != by.person.pk and last.number > sent.known:
        said = {"name": last.sent_by.name, "child": sent.child.given_name}
        raise Unseen(_("%(name)s sent a plan for %(child)s meanwhile. Look at it, and send yours again.") % said)


def _check_homes(by, sent):
    homes = homes_in_the_open({sent.child.pk}, sent.starts, sent.last)
    named = {homes[sent.child.pk, day] for day in sent.days if (sent.child.pk, day) in homes}
    if named and by.person.pk not in named:
        said = {"child": sent.child.given_name}
        raise Refused(_("No day is yours: %(child)s lives with others by turns.") % said)


def _check_ways(by, sent):
    """Each against the first day it is about and on which the unit is as usual."""
    fetched = fetched_by(by, [sent.child])[0]
    first: dict[Slot, Place] = {}
    for day in sorted(sent.days):
        if not sent.days[day].opening.special:
            first.setdefault(on_rota(sent.starts, sent.weeks, day), sent.days[day])
    wrong = {}
    for slot, asked in sent.ways.items():
        if place := first.get(slot):
            fault = fault_of_way(asked, place, fetchers_of(fetched, place.day))
        else:
            fault = _("%(child)s is not there on this weekday.") % {"child": sent.child.given_name}
        if fault:
            wrong["way_{}_{}".format(*slot)] = fault
    if wrong:
        raise Refused(_("Look at the days."), wrong)
