"""The stay plans of a family: what waits, what counts, what comes, what was; and each by itself."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ransel.access.residence import SEE_HOMES
from ransel.attendance import permits
from ransel.attendance.models import StayAnswer, StayPlan
from ransel.attendance.stays.bought import Over, over_bought
from ransel.attendance.stays.effective import places_of
from ransel.attendance.stays.sent import first_open_monday, is_approved
from ransel.attendance.stays.words import times_of
from ransel.attendance.week.fields import weekday_name
from ransel.core import clock, dates
from ransel.people.models import Child
from ransel.units.models import Function, Unit, UnitKind
from ransel.units.stay_rules import is_locked, planned_until, rules_of

AHEAD = 12  # Mondays to choose between


@dataclass
class Target:
    """A child in a unit where plans are made. `value` is what a form calls it."""

    child: Child
    unit: Unit
    reader: UUID
    number: int = 0  # of the last plan
    plans: list[StayPlan] = field(default_factory=list)

    @property
    def where(self):
        return self.child.pk, self.unit.pk

    @property
    def value(self):
        return f"{self.child.pk}:{self.unit.pk}"

    @property
    def words(self):
        return f"{self.child.given_name}, {self.unit.name}"

    @property
    def waiting(self):
        return [plan for plan in self.plans if not hasattr(plan, "answer")]

    @property
    def approved(self):
        return [plan for plan in self.plans if is_approved(plan)]

    @property
    def current(self):
        """Those that count today: the last that was sent, of each home where there are two."""
        today, last = clock.today(), {}
        for plan in sorted(self.approved, key=lambda plan: plan.number):
            if not plan.holds_on(today):
                continue
            last[plan.home_id] = plan
        return list(last.values())

    def is_planned(self, first_day, last_day) -> bool:
        """Whether a plan counts on one of these days: then a new one can not begin among them, if they are locked."""
        return any(plan.starts <= last_day and first_day <= plan.ends for plan in self.approved)

    @property
    def own(self):
        """The one of them to begin a new plan from: that of the reader's home, else that for all days."""
        return next((plan for home in (self.reader, None) for plan in self.current if plan.home_id == home), None)

    @property
    def coming(self):
        """The others that are not over: they count later, or on days no other one is about."""
        return [plan for plan in self.approved if plan.ends >= clock.today() and plan not in self.current]

    @property
    def earlier(self):
        shown = {*self.waiting, *self.coming, *self.current}
        return [plan for plan in self.plans if plan not in shown]


def targets_of(actor, children: list[Child], use=Function.Use.READ) -> list[Target]:
    """Each child in each unit where it has a place now or to come, with its plans. Four statements.

    Where an address is protected, without the plans of others.
    """
    today = clock.today()
    places = places_of({child.pk for child in children}, today, planned_until(today), use=use)
    units, pairs = places.units, {(child, unit) for child, unit, days in places.days if days}
    targets = {
        (child.pk, unit): Target(child, units[unit], actor.person.pk)
        for child in children
        for pk, unit in sorted(pairs, key=lambda pair: units[pair[1]].name)
        if pk == child.pk
    }
    shared = set(SEE_HOMES.reach(actor).filter(pk__in=[child.pk for child in children]).values_list("pk", flat=True))
    plans = StayPlan.objects.filter(child__in=children).select_related("answer__answered_by", "sent_by", "home", "unit")
    for plan in plans.order_by("-number"):
        target = targets.get((plan.child_id, plan.unit_id))
        if target:
            target.number = max(target.number, plan.number)
            if plan.child_id in shared or plan.sent_by_id == actor.person.pk:
                target.plans.append(plan)
    return list(targets.values())


def over_of(targets: list[Target]) -> dict[UUID, Over]:
    """By plan's id, those not over that are longer than the child's place. One statement, two more if any may be."""
    plans = [plan for one in targets for plan in (*one.waiting, *one.approved) if plan.ends >= clock.today()]
    return over_bought(plans, rules_of({one.unit for one in targets}))


def are_shared(actor, children: list[Child]) -> bool:
    """Whether the other guardians of all of these see what is planned: not where an address is protected."""
    return SEE_HOMES.reach(actor).filter(pk__in=[child.pk for child in children]).count() == len(children)


def mondays_for(targets: list[Target]) -> list[tuple[str, str]]:
    """From when a plan can begin, as choices: today where one has none, else from the first week that is not locked."""
    today = clock.today()
    rules = rules_of({target.unit for target in targets})
    first = max((first_open_monday(rules[target.unit.pk], today) for target in targets), default=today)
    days = [first + timedelta(weeks=number) for number in range(AHEAD)]
    named = [(day.isoformat(), _("%(day)s, week %(week)d") % _said(day)) for day in days if day <= planned_until(today)]
    planned = {target.child.given_name for target in targets if target.is_planned(today, today)}
    if any(not target.is_planned(today, today) for target in targets):
        said = {"day": dates.full_day(today), "names": ", ".join(sorted(planned))}
        words = _("Today, %(day)s: not for %(names)s") if planned else _("Today, %(day)s")
        named.insert(0, (today.isoformat(), words % said))
    return named


def locked_before(targets: list[Target]) -> list[int]:
    """The numbers of the weeks, from this on, that are locked for one with a plan: single days are changed in them."""
    today = clock.today()
    rules = rules_of({target.unit for target in targets})
    monday = today - timedelta(days=today.isoweekday() - 1)
    weeks = [(day, day + timedelta(days=6)) for day in (monday, monday + timedelta(weeks=1))]
    locked = [
        first for first, last in weeks
        if any(one.is_planned(max(first, today), last) and is_locked(rules[one.unit.pk], first) for one in targets)
    ]  # fmt: skip
    return [day.isocalendar().week for day in locked]


def starts_at(chosen: list[Target], mondays) -> str:
    """Where the choice stands: today for who has no plan at all, else the first week that is not locked."""
    unplanned = chosen and not any(target.is_planned(clock.today(), clock.today()) for target in chosen)
    days = [value for value, _words in mondays]
    first_monday = [day for day in days if day != clock.today().isoformat()] or days
    return (days if unplanned else first_monday)[0] if days else ""


def _said(day):
    return {"day": dates.full_day(day), "week": day.isocalendar().week}


def comes_twice(targets: list[Target]) -> bool:
    return any(target.unit.kind == UnitKind.AFTER_SCHOOL for target in targets)


@dataclass
class PlanShown:
    """A plan in words: its weeks, each a list of (weekday, words)."""

    plan: StayPlan
    weeks: list[list[tuple[str, str]]]
    answer: StayAnswer | None
    may_withdraw: bool
    may_answer: bool
    at_home: bool
    over: Over | None  # longer than the place

    @property
    def status(self):
        if self.answer is None:
            return _("Waits for approval")
        if self.answer.automatic:
            return _("Counts at once")
        return self.answer.get_outcome_display()

    @property
    def tone(self):
        if self.answer is None:
            return "soon"
        return "here" if self.answer.outcome == StayAnswer.Outcome.APPROVED else ""


def plan_shown(actor, plan: StayPlan) -> PlanShown:
    """Six statements, with the permits of its buttons; two more where the unit has said how long a place is."""
    slots: dict[tuple, list] = {}
    for one in plan.intervals.order_by("start"):
        slots.setdefault((one.week, one.weekday), []).append((one.start, one.end))
    weeks = [[(weekday_name(day), _slot(slots.get((week, day)))) for day in _days(slots)] for week in _weeks(plan)]
    answer = StayAnswer.objects.filter(plan=plan).select_related("answered_by").first()
    pending = answer is None
    return PlanShown(
        plan,
        weeks,
        answer,
        pending and permits.WITHDRAW_PLAN.holds(actor, plan.pk),
        pending and permits.ANSWER_PLAN.holds(actor, plan.pk),
        permits.SEE_STAY.holds(actor, plan.child_id),
        over_bought([plan], rules_of([plan.unit])).get(plan.pk),
    )


def plan_before(plan: StayPlan) -> StayPlan | None:
    """What counts on its first day from today on, as long as it is not approved. One statement.

    The last sent that was; where it is about one home's days, that home's own before one for all days.
    """
    approved = StayPlan.objects.approved().on(max(plan.starts, clock.today()))
    theirs = Q(home=None) | Q(home=plan.home_id)
    found = approved.filter(theirs, child=plan.child_id, unit=plan.unit_id).exclude(pk=plan.pk).order_by("-number")
    return min(found, key=lambda one: one.home_id != plan.home_id, default=None)


def _weeks(plan):
    return range(1, plan.weeks + 1)


def _days(slots):
    return range(1, 8 if any(day > 5 for _week, day in slots) else 6)


def _slot(hours):
    if hours is None:
        return pgettext("day", "Off")
    return _("Comes, time not known") if hours[0][0] is None else times_of(tuple(hours))
