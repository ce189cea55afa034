"""The effective day: when each child is to be where, read anew each time and never stored. Decision 0016."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from ransel.access.homes import homes_in_the_open
from ransel.attendance.models import StayAdjustment
from ransel.attendance.stays.day import Change, Stay, StayKind, within
from ransel.attendance.stays.rows import ADJUSTMENT, PLAN, told_of
from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.people.models import Enrolment
from ransel.units.models import Function, Unit, UnitKind
from ransel.units.opening import Opening, openings_of

KINDS = (UnitKind.KINDERGARTEN, UnitKind.AFTER_SCHOOL)  # a school has a timetable
Key = tuple[UUID, UUID, date]  # child, unit, day


@dataclass
class Seen:
    """What was read: the stays, what they would be by the plans alone, and of which units and how these are open."""

    stays: dict[Key, Stay]
    plans: dict[Key, Stay]  # only of days that are adjusted; see `planned`
    units: dict[UUID, Unit]
    openings: dict[tuple[UUID, date], Opening]

    def planned(self, key: Key) -> Stay:
        return self.plans.get(key) or self.stays[key]


def read(children: Iterable[UUID], first_day: date, last_day: date, *, use=None) -> Seen:
    """Every day, both included, on which one of the children has a place; a day without a place is not there.

    Where plans are switched on; with `use`, where guardians have that much of them. Three statements, whatever there
    is of children, units and days, and two more where a plan is about one home's days.
    """
    return read_at(places_of(set(children), first_day, last_day, use=use), first_day, last_day)


def read_at(places: "Places", first_day: date, last_day: date) -> Seen:
    """The same of places that are known."""
    children = {child for child, _unit, _days in places.days}
    openings = openings_of(places.units.values(), first_day, last_day)
    told = _Told(children, first_day, last_day, openings)
    for child, where, days in places.days:
        told.days_of(child, where, days)
    return Seen(told.found, told.planned, places.units, openings)


def stays_of(children: Iterable[UUID], first_day: date, last_day: date, **which) -> dict[Key, Stay]:
    """{(child, unit, day): the stay}, as `read` has it."""
    return read(children, first_day, last_day, **which).stays


@dataclass
class Places:
    """Where children have places: `days` are (child, unit, days); `more` is what more was asked for of each child."""

    units: dict[UUID, Unit] = field(default_factory=dict)
    days: list[tuple[UUID, UUID, list[date]]] = field(default_factory=list)
    more: dict[UUID, tuple] = field(default_factory=dict)


def places_of(children, first_day: date, last_day: date, *, use=None) -> Places:
    """Of these children, temporary ones too, in units where plans are switched on. One statement."""
    rows = _places_of_children(children=children, first_day=first_day, last_day=last_day, use=use)
    return placed_as(rows, first_day, last_day)


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _places_of_children(children, first_day, last_day, *, use):
    opened = {"unit__functions__guardians__gte": use} if use else {"unit__functions__staff": True}
    which = {"unit__functions__name": Function.Name.STAY, "unit__kind__in": KINDS, **opened}
    return rows_of_places(first_day, last_day, child__among=children, **which)


def placed(first_day: date, last_day: date, more=(), **which) -> Places:
    """`which` are the enrolments; `more` names columns that are wanted of each child. One statement."""
    return placed_as(rows_of_places(first_day, last_day, more, **which), first_day, last_day)


def rows_of_places(first_day, last_day, more=(), **which):
    """As `placed_as` wants them."""
    rows = Enrolment.objects.not_over(first_day).filter(starts__lte=last_day, **which)
    joined = ("stands_in_for__starts", "stands_in_for__ends", "stand_ins__starts", "stand_ins__ends")
    of_unit = ("unit__municipality_id", "unit__kind", "unit__name")
    return rows.values_list("pk", "child_id", "unit_id", *of_unit, "starts", "ends", *joined, *more)


def placed_as(rows, first_day: date, last_day: date) -> Places:
    """What the rows of places say of these days."""
    found, there = Places(), {}
    for pk, child, where, municipality, kind, name, *rest in rows:
        found.units[where] = Unit(pk=where, municipality_id=municipality, kind=kind, name=name)
        starts, ends, base_starts, base_ends, away_from, away_to, *found.more[child] = rest
        first = max(starts, base_starts or starts, first_day)
        last = min(ends or last_day, base_ends or last_day, last_day)
        place = there.setdefault(pk, (child, where, first, last, []))
        if away_from:
            place[-1].append((away_from, away_to))
    found.days = [(child, where, _days(first, last, away)) for child, where, first, last, away in there.values()]
    return found


def _days(first, last, away):
    days = list(clock.days(first, last))
    return [day for day in days if not any(begin <= day <= end for begin, end in away)] if away else days


@dataclass
class _Plan:
    """An approved plan: `cycle` is what each day of its rota says, from the Monday of its first week."""

    pk: UUID
    starts: date
    ends: date
    weeks: int
    home: UUID | None
    sent_by: UUID
    answered_at: datetime
    cycle: list[Stay] = field(default_factory=list)
    monday: int = 0
    counts_from: date = date.min  # what is approved late changes no day that has been

    def __post_init__(self):
        self.counts_from = max(self.starts, timezone.localdate(self.answered_at))
        self.monday = self.starts.toordinal() - self.starts.isoweekday() + 1
        self.cycle = [Stay(StayKind.OFF, plan=self.pk, sent_by=self.sent_by)] * (7 * self.weeks)

    def on(self, day, opening: Opening) -> Stay:
        stay = self.cycle[(day.toordinal() - self.monday) % len(self.cycle)]
        if not stay.hours or (hours := within(stay.hours, opening)) is stay.hours:
            return stay
        return replace(stay, hours=hours, kind=stay.kind if hours else StayKind.PRESENT)

    def put(self, week, weekday, start, end):
        """One interval of the rota, in the order of their times."""
        slot, of = (week - 1) * 7 + weekday - 1, self.cycle[0]
        if week > self.weeks:
            return
        if start is None:
            self.cycle[slot] = replace(of, kind=StayKind.PRESENT, hours=())
        else:
            hours = (*self.cycle[slot].hours, (start, end))
            self.cycle[slot] = replace(of, kind=StayKind.TIMES, hours=hours)


class _Told:
    """What is told of these children's days: plans, adjustments, homes."""

    def __init__(self, children, first_day, last_day, openings):
        self.opened: dict = {}  # by unit and day: a date is found sooner than three things together
        for (unit, day), opening in openings.items():
            self.opened.setdefault(unit, {})[day] = opening
        said = told_of(children, first_day, last_day)
        self.plans = _plans(said)
        self.adjustments = _adjustments(said)
        shared = {child for (child, _unit), plans in self.plans.items() if any(plan.home for plan in plans)}
        self.homes: dict = {}
        for (child, day), home in homes_in_the_open(shared, first_day, last_day).items():
            self.homes.setdefault(child, {})[day] = home
        self.closed: dict = {}
        self.found: dict[Key, Stay] = {}
        self.planned: dict[Key, Stay] = {}

    def days_of(self, child, unit, days):
        plans, opened, homes = self.plans.get((child, unit), ()), self.opened[unit], self.homes.get(child, {})
        adjustments, found = self.adjustments.get((child, unit), {}), self.found
        for day in days:
            opening = opened[day]
            if not opening.is_open:
                found[child, unit, day] = self._closed(opening)
                continue
            home = homes.get(day)
            stay = _planned(plans, day, home, opening)
            if adjusted := adjustments.get(day):
                self.planned[child, unit, day] = stay
                stay = _adjusted(stay, adjusted, opening)
            found[child, unit, day] = replace(stay, home=home) if home else stay

    def _closed(self, opening):
        if opening.why not in self.closed:
            self.closed[opening.why] = Stay(StayKind.CLOSED, why=opening.why)
        return self.closed[opening.why]


MISSING = Stay(StayKind.MISSING)


def _planned(plans, day, home, opening) -> Stay:
    """Of the plans approved for the day, the last sent. On a home's day the home's own, else one for all days."""
    common = None
    for plan in plans:
        if plan.counts_from <= day <= plan.ends:
            if plan.home is None or home is None:
                common = common or plan
                if home is None:
                    break
            elif plan.home == home:
                return plan.on(day, opening)
    return common.on(day, opening) if common else MISSING


def _adjusted(stay, adjusted, opening) -> Stay:
    """The last counts. What each late one changed is kept beside, in the order in which they were sent."""
    planned, changes = stay, []
    for number, kind, hours, notice, late, by_staff, sent_by, seen in adjusted:
        before = stay
        said = {"number": number, "by_staff": by_staff, "sent_by": sent_by}
        if kind == StayAdjustment.Kind.AS_PLAN:
            stay = replace(planned, **said | {"sent_by": planned.sent_by})
        elif kind == StayAdjustment.Kind.PRESENT:
            stay = Stay(StayKind.PRESENT, **said)
        elif kind == StayAdjustment.Kind.TIMES:
            left = within(tuple(hours), opening)
            stay = Stay(StayKind.TIMES if left else StayKind.PRESENT, left, **said)
        else:
            stay = Stay(StayKind.OFF, **said)
        if late:
            changes.append(Change(notice, before, bool(seen)))
    return replace(stay, changes=tuple(changes)) if changes else stay


def _plans(said) -> dict[tuple[UUID, UUID], list[_Plan]]:
    """{(child, unit): approved plans, the last sent first}"""
    found: dict = {}
    for one in sorted((one for one in said if one.what == PLAN), key=lambda one: -one.number):
        plans = found.setdefault((one.child, one.unit), {})
        if one.plan not in plans:
            plans[one.plan] = _Plan(one.plan, one.starts, one.ends, one.weeks, one.home, one.sent_by, one.answered_at)
        if one.week:
            plans[one.plan].put(one.week, one.weekday, one.start, one.end)
    return {key: list(plans.values()) for key, plans in found.items()}


def _adjustments(said) -> dict:
    """{(child, unit): {day: [(number, kind, hours, …)] in the order in which they were sent}}"""
    found: dict = {}
    for one in sorted((one for one in said if one.what == ADJUSTMENT), key=lambda one: one.number):
        adjusted = found.setdefault((one.child, one.unit), {}).setdefault(one.starts, {})
        of = (one.notice, one.late, one.by_staff, one.sent_by, one.seen)
        hours = adjusted.setdefault(one.number, (one.number, one.kind, [], *of))[2]
        if one.start:
            hours.append((one.start, one.end))
    return {key: {day: list(some.values()) for day, some in days.items()} for key, days in found.items()}
