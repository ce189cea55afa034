"""A group's week as its staff read it: times by child, children by the half hour, adults needed, portions."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.attendance.day import Away, aways_of
from ransel.attendance.models import StayPlan
from ransel.attendance.stays.bought import Over, over_bought
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import KINDS, placed, read_at
from ransel.attendance.stays.halves import halves_of, is_away_in, is_here_in
from ransel.attendance.stays.missing import days_of
from ransel.attendance.stays.norm import adults_needed, counts_as_over_three
from ransel.attendance.stays.queue import waiting_in
from ransel.attendance.stays.words import told
from ransel.core import clock
from ransel.units.models import Function, Group, StayRules, UnitKind
from ransel.units.opening import Opening
from ransel.units.stay_rules import is_locked, locks_at, planned_until, rules_of

WEEK = timedelta(days=7)
WEEKEND = 5
NAMES = ("child__person__given_name", "child__person__family_name", "child__person__birth_date")
FAMILIES_PLAN = Exists(
    Function.objects.filter(unit=OuterRef("unit"), name=Function.Name.STAY, guardians__gte=Function.Use.EDIT)
)


@dataclass
class Cell:
    """One child's day: what it says, and what it said before a change that nobody has seen."""

    day: date
    stay: Stay
    away: Away | None

    @property
    def words(self):
        return told(self.stay)

    @property
    def before(self):
        return told(self.stay.before) if self.stay.before else ""

    @property
    def comes(self) -> bool:
        return self.stay.comes and not (self.away and self.away.all_day)

    def is_here_at(self, moment: time) -> bool:
        """Whether the child is to be here; without times it may come at any, and is counted all day."""
        if not self.comes or (self.away and any(span and span[0] <= moment < span[1] for span in self.away.spans)):
            return False
        return not self.stay.hours or any(start <= moment < end for start, end in self.stay.hours)

    def is_here_in(self, half: time) -> bool:
        """Whether it is to be here in some part of the half hour."""
        if not self.comes or (self.away and any(span and is_away_in(span, half) for span in self.away.spans)):
            return False
        return is_here_in(self.stay.hours, half)


@dataclass
class Line:
    """One child's week."""

    child: UUID
    name: str
    born: date | None
    cells: dict[date, Cell] = field(default_factory=dict)

    @property
    def missing(self) -> list[date]:
        """Of the days that are not over."""
        today = clock.today()
        return [day for day, cell in self.cells.items() if cell.stay.kind is StayKind.MISSING and day >= today]


@dataclass
class HalfHour:
    children: int
    adults: int

    @property
    def level(self):
        """How dark it is drawn, 0-4."""
        return min(4, -(-self.children // 4))


@dataclass
class GroupWeek:
    group: Group
    monday: date
    days: list[date]
    lines: list[Line]
    openings: dict[date, Opening]
    rules: StayRules
    waiting: list[StayPlan]
    over: dict[UUID, Over]  # by plan's id, those that are longer than the child's place
    sent: set[tuple[UUID, date]]  # the days without times of which a plan waits
    families_plan: bool  # whether they can say the times themselves, and be reminded to

    @property
    def number(self):
        return self.monday.isocalendar().week

    @property
    def before(self):
        return self.monday - WEEK

    @property
    def after(self):
        """None beyond the days for which plans can be made."""
        return self.monday + WEEK if self.monday + WEEK <= planned_until(clock.today()) else None

    @property
    def locks_at(self) -> datetime:
        return locks_at(self.rules, self.monday)

    @property
    def locked(self) -> bool:
        return is_locked(self.rules, self.monday)

    @property
    def has_norm(self) -> bool:
        """Kindergartens have one by law; after-schools have not."""
        return self.group.unit.kind == UnitKind.KINDERGARTEN

    @property
    def missing(self) -> list[Line]:
        """Not those whose plan waits for staff: the family has said it."""
        return [line for line in self.lines if any((line.child, day) not in self.sent for day in line.missing)]

    @property
    def changed(self) -> list[tuple[Line, Cell]]:
        """What was changed late, and nobody has said that they have seen."""
        return [(line, cell) for line in self.lines for cell in line.cells.values() if cell.stay.before]

    @cached_property
    def halves(self) -> list[time]:
        """The half hours in which somebody may be here on one of the days."""
        return halves_of(self.openings.values())

    @cached_property
    def hours(self) -> list[tuple[int, int]]:
        """[(hour, how many of its halves are drawn)]"""
        return [
            (hour, sum(half.hour == hour for half in self.halves))
            for hour in dict.fromkeys(one.hour for one in self.halves)
        ]

    def at(self, day: date, half: time) -> HalfHour:
        here = [line for line in self.lines if (cell := line.cells.get(day)) and cell.is_here_in(half)]
        over = sum(counts_as_over_three(line.born, day) for line in here)
        return HalfHour(len(here), adults_needed(len(here) - over, over) if self.has_norm else 0)

    @cached_property
    def heat(self) -> list[tuple[date, list[HalfHour]]]:
        return [(day, [self.at(day, half) for half in self.halves]) for day in self.days if self.openings[day].is_open]

    def coming(self, day: date) -> int:
        return sum(cell.comes for line in self.lines if (cell := line.cells.get(day)))

    def portions(self, day: date) -> int:
        """Those who are here when the meal is."""
        return sum(cell.is_here_at(self.rules.meal_at) for line in self.lines if (cell := line.cells.get(day)))

    @property
    def most(self) -> int:
        return max((one.children for _day, halves in self.heat for one in halves), default=0)


def week_of_group(group: Group, monday: date) -> GroupWeek:
    """Seven statements, however many children; two more where a plan that counts is about one home's days, two where
    one that waits is, and two where the unit has said how long places are."""
    sunday = monday + WEEK - clock.DAY
    places = placed(monday, sunday, (*NAMES, FAMILIES_PLAN), group=group, unit__kind__in=KINDS)
    seen = read_at(places, monday, sunday)
    children = list(places.more)
    aways = aways_of(children, monday, sunday)
    lines = {
        child: Line(child, f"{given} {family}".strip(), born)
        for child, (given, family, born, _plan) in places.more.items()
    }
    for (child, _unit, day), stay in sorted(seen.stays.items(), key=lambda item: item[0][2]):
        lines[child].cells[day] = Cell(day, stay, aways.get((child, day)))
    rules, openings = _of_unit(group, seen, monday, sunday)
    days = [day for day in clock.days(monday, sunday) if day.isoweekday() <= WEEKEND or openings[day].is_open]
    shown = sorted((line for line in lines.values() if line.cells), key=lambda line: line.name)
    waiting = waiting_in(group)
    over = over_bought(waiting, {group.unit_id: rules})
    lacking = {(line.child, group.unit_id, day) for line in shown for day in line.missing}
    sent = {(child, day) for child, _unit, day in days_of(waiting, lacking)}
    families_plan = any(plan for *_names, plan in places.more.values())
    return GroupWeek(group, monday, days, shown, openings, rules, waiting, over, sent, families_plan)


def _of_unit(group, seen, monday, sunday):
    """Its rules, and how it is open; also where no child has a place."""
    openings = {day: seen.openings.get((group.unit_id, day), Opening(False)) for day in clock.days(monday, sunday)}
    return rules_of([group.unit])[group.unit_id], openings
