"""The same for all the days of a span: which days are asked for, and what each was answered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from ransel.attendance.models import StayAdjustment, StayPlan
from ransel.attendance.stays.effective import read
from ransel.attendance.stays.wishes import Wish
from ransel.attendance.week.fields import COMES
from ransel.attendance.week.page import week_name
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.units.models import Function

LONGEST = 366  # days at once


@dataclass
class Answered:
    """What became of one child's days in a unit."""

    words: str
    saved: list[date]
    wrong: list[tuple[str, list[date]]]  # why not, and which days


def asked_of_span(targets, form) -> dict:
    """{(child, unit, day): how it is to be}. Days on which the unit is closed are passed over.

    One on which the child has no place is asked for, and refused by name.

    Raises Refused for days that can not be, and when no day is left. Eight statements.
    """
    said = form.cleaned_data
    first, last = said["first_day"], said["last_day"]
    if first < clock.today():
        raise Refused(_("Look at the days."), {"first_day": _("This day is over. Choose today or later.")})
    if last < first:
        raise Refused(_("Look at the days."), {"last_day": _("The last day can not be before the first day.")})
    if (last - first).days >= LONGEST:
        raise Refused(_("Look at the days."), {"last_day": _("That is more than a year ahead.")})
    children = [one.child.pk for one in targets]
    seen = read(children, first, last, use=Function.Use.EDIT)
    where = {one.where for one in targets}
    moment = _moment(said["drawn"])
    known, unseen = _known(children, first, last, moment), _unseen(children, first, moment)
    opened = [(unit, day) for (unit, day), opening in seen.openings.items() if opening.is_open]
    asked = {
        key: Wish(said["kind"], form.hours, known.get(key, 0), _plan(seen.stays.get(key), unseen))
        for key in ((child, unit, day) for child, unit in where for of, day in opened if of == unit)
    }
    if not any(key in seen.stays for key in asked):
        raise Refused(_("Look at the days."), {"first_day": _("Nobody comes on any of these days.")})
    return asked


def _plan(stay, unseen):
    return stay.plan if stay and stay.plan not in unseen else None


def _unseen(children, first, moment) -> set:
    """The plans that were approved after the form was drawn. One statement."""
    plans = StayPlan.objects.approved().not_over(first).filter(child__in=children, answer__answered_at__gt=moment)
    return set(plans.values_list("pk", flat=True))


def _known(children, first, last, moment) -> dict:
    """{(child, unit, day): the number of its last change, when the form was drawn}. One statement."""
    rows = StayAdjustment.objects.filter(child__in=children, day__range=(first, last), sent_at__lte=moment)
    numbers = rows.values_list("child", "unit", "day").annotate(last=Max("number")).order_by()
    return {(child, unit, day): number for child, unit, day, number in numbers}


def _moment(drawn: str) -> datetime:
    """When the form was drawn, by what it says; now for anything that can not be, and never later."""
    try:
        return min(datetime.fromisoformat(drawn).astimezone(UTC), clock.now())
    except (ValueError, OverflowError):
        return clock.now()


def shown_of(targets, asked, wrong) -> list[Answered]:
    """For each child and unit: the days saved, and the others with why they were not."""
    found = []
    for one in targets:
        days = sorted(key[2] for key in asked if key[:2] == one.where)
        faults = {key[2]: fault for key, fault in wrong.items() if key[:2] == one.where}
        saved = [day for day in days if day not in faults]
        by_fault: dict[str, list[date]] = {}
        for day, fault in sorted(faults.items()):
            by_fault.setdefault(fault, []).append(day)
        found.append(Answered(one.words, saved, list(by_fault.items())))
    return found


def the_same_plan(targets, chosen, like: str, weeks: int) -> StayPlan | None:
    """The plan to begin from: the one asked for, else the one that counts now, when it is of as many weeks."""
    known = [plan for target in targets for plan in target.plans]
    if asked := next((plan for plan in known if str(plan.pk) == like), None):
        return asked
    current = next((target.own for target in chosen if target.own), None)
    return current if current and current.weeks == weeks else None


def initial_of_week(monday: date | None) -> dict:
    """What the form begins with when it is about the times of a week: what is left of it, from Monday to Friday."""
    if monday is None:
        return {}
    first = max(monday, min(clock.today(), monday + 4 * clock.DAY))
    return {"first_day": first, "last_day": monday + 4 * clock.DAY, "kind": COMES}


def saved_of(asked: dict, targets) -> str:
    """The query of the page that shows what was saved: its first week, and of how many children it was."""
    first = min(day for _child, _unit, day in asked)
    return f"week={week_name(first)}&saved={len({one.child.pk for one in targets})}"
