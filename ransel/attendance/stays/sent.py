"""A plan that is sent, worked out for each child before a row is written: what is wrong, and what it replaces."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance.models import MOST_WEEKS, StayAnswer, StayPlan
from ransel.attendance.stays.checking import faults_of_rota
from ransel.attendance.stays.day import Hours
from ransel.attendance.stays.effective import places_of
from ransel.core import clock, dates
from ransel.core.writing import Refused
from ransel.people.models import Child
from ransel.units.models import Function, StayRules, Unit
from ransel.units.opening import openings_of
from ransel.units.stay_rules import is_locked, planned_until, rules_of

Where = tuple[UUID, UUID]  # child and unit
Rota = dict[tuple[int, int], Hours | None]  # {(week, weekday): hours, or None for a time not known yet}


class Unseen(Refused):
    """Another sent a plan meanwhile. Of all children of whom that is so, it is told in one go."""


@dataclass
class Sent:
    """A plan about to be written, for one child in one unit."""

    child: Child
    unit: Unit
    weeks: int
    starts: date
    ends: date
    days: list[date] = field(default_factory=list)  # those on which the child has its place there
    before: list[StayPlan] = field(default_factory=list)  # that are not over when it starts
    number: int = 1
    home: UUID | None = None
    rules: StayRules = field(default_factory=StayRules)

    @property
    def late(self) -> bool:
        return is_locked(self.rules, self.starts)

    @property
    def automatic(self) -> bool:
        """A late one wants somebody's eyes, whatever the rules."""
        return self.rules.automatic and not self.late

    @property
    def replaces(self) -> list[StayPlan]:
        """What waits for an answer about none but the same days. What is about more, waits on, and counts less."""
        waiting = [plan for plan in self.before if not hasattr(plan, "answer") and plan.home_id == self.home]
        return [plan for plan in waiting if self.starts <= plan.starts and plan.ends and plan.ends <= self.ends]

    @property
    def columns(self) -> dict:
        names = ("child", "unit", "weeks", "starts", "ends", "number", "late")
        return {name: getattr(self, name) for name in names} | {"home_id": self.home}


def work_out(by, children: dict, targets: list[Where], rota: Rota, known: dict[Where, int], **told) -> list[Sent]:
    """`told` is when it starts and ends, and of how many weeks it is. Raises Refused: nothing may be written then."""
    last = planned_until(clock.today())
    told["ends"] = told["ends"] or last
    _check_span(told["starts"], told["ends"], last, told["weeks"])
    sent = _at_their_places(children, targets, told)
    _look_up_before(sent, told["starts"])
    _check_before(by, sent, known)
    _check_rota(sent, rota, told)
    _find_homes(by, sent, told)
    return sent


def _check_span(starts, ends, last, weeks):
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(_("A plan is of one to eight weeks."))
    if starts < clock.today():
        raise Refused(_("Look at the days."), {"starts": _("This day is over. Choose today or later.")})
    for name, day in (("starts", starts), ("ends", ends)):
        if day > last:
            until = _("Plans can be made until %(day)s.") % {"day": dates.full_day(last)}
            raise Refused(_("Look at the days."), {name: until})
    if ends < starts:
        raise Refused(_("Look at the days."), {"ends": _("The last day can not be before the first day.")})


def _at_their_places(children, targets, told):
    places = places_of(set(children), told["starts"], told["ends"], use=Function.Use.EDIT)
    days: dict[Where, set] = {}
    for child, unit, some in places.days:
        days.setdefault((child, unit), set()).update(some)
    wrong = [children[child] for child, unit in targets if not days.get((child, unit))]
    if wrong:
        says = _("%(child)s has no place there on these days.")
        raise Refused(_("Nothing was sent."), {"children": [says % {"child": one.given_name} for one in wrong]})
    return [
        Sent(children[child], places.units[unit], days=sorted(days[child, unit]), **told) for child, unit in targets
    ]


def _look_up_before(sent, starts):
    """What stands already, and by which rules. Two statements."""
    at = {"child__in": {one.child.pk for one in sent}, "unit__in": {one.unit.pk for one in sent}}
    there: dict[Where, list] = {}
    for plan in StayPlan.objects.filter(**at).select_related("answer", "sent_by").order_by("number"):
        there.setdefault((plan.child_id, plan.unit_id), []).append(plan)
    rules = rules_of({one.unit for one in sent})
    for one in sent:
        plans = there.get((one.child.pk, one.unit.pk), [])
        one.rules, one.number = rules[one.unit.pk], plans[-1].number + 1 if plans else 1
        one.before = [plan for plan in plans if plan.ends >= starts]


def _check_before(by, sent, known):
    shared = SEE_HOMES.reach(by).filter(pk__in=[one.child.pk for one in sent])
    shared = set(shared.values_list("pk", flat=True))
    wrong = [fault for one in sent if (fault := _fault_before(by, one, known, one.child.pk in shared))]
    if wrong:
        refuse = Unseen if any(_is_unseen(one, known) for one in sent) else Refused
        raise refuse(_("Nothing was sent."), {"children": wrong})


def _fault_before(by, one, known, shared):
    """A plan of a guardian whose days one may not know; one not seen yet; a week that is locked."""
    said = {"child": one.child.given_name}
    theirs = [plan for plan in one.before if plan.sent_by_id != by.person.pk and stands(plan)]
    if theirs and not shared:
        return _("Another guardian has planned for %(child)s. Ring the unit.") % said
    if _is_unseen(one, known):
        said["name"] = theirs[-1].sent_by.name if theirs else _("Another guardian")
        return _("%(name)s sent a plan for %(child)s meanwhile. Look at it, and send yours again.") % said
    if one.late and any(is_approved(plan) and plan.starts <= one.starts for plan in one.before):
        said["day"] = dates.full_day(first_open_monday(one.rules, one.starts))
        return _("This week is locked for %(child)s. Let the plan begin %(day)s, and change days until then.") % said
    return ""


def _is_unseen(one, known):
    return one.number - 1 != known.get((one.child.pk, one.unit.pk), 0)


def first_open_monday(rules: StayRules, day: date) -> date:
    """The first Monday after this day whose week is not locked."""
    monday = day + timedelta(days=8 - day.isoweekday())
    return monday if not is_locked(rules, monday) else monday + timedelta(weeks=1)


def is_approved(plan: StayPlan) -> bool:
    return hasattr(plan, "answer") and plan.answer.outcome == StayAnswer.Outcome.APPROVED


def stands(plan: StayPlan) -> bool:
    """It is approved, or waits for an answer."""
    return not hasattr(plan, "answer") or is_approved(plan)


def _check_rota(sent, rota, told):
    openings = openings_of({one.unit for one in sent}, told["starts"], told["ends"])
    wrong: dict = {}
    for one in sent:
        faults = faults_of_rota(rota, told["weeks"], told["starts"], one.days, openings, one.unit)
        wrong = {f"day_{week}_{weekday}": fault for (week, weekday), fault in faults.items()} | wrong
    if wrong:
        raise Refused(_("Look at the times."), wrong)


def _find_homes(by, sent, told):
    """Where the days are shared, the plan is about the sender's own. Raises Refused for who has no days."""
    homes = homes_in_the_open({one.child.pk for one in sent}, told["starts"], told["ends"])
    wrong = []
    for one in sent:
        named = {homes[one.child.pk, day] for day in one.days if (one.child.pk, day) in homes}
        if by.person.pk in named:
            one.home = by.person.pk
        elif named:
            wrong.append(_("No day is yours: %(child)s lives with others by turns.") % {"child": one.child.given_name})
    if wrong:
        raise Refused(_("Nothing was sent."), {"children": wrong})
