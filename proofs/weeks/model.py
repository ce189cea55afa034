"""The rules of stay plans and single days, told again in dicts and lists. It knows nothing of the product.

Ella's guardians Marte and Henrik may agree on days in two homes; Leon's is Amina. Both are in one kindergarten; Leon
leaves it, and after some days without a place begins in after-school, which is a place of its own here. Each is open
from 07:15 to 16:30 on weekdays, and has one of its staff. The municipality closes days of the kindergarten.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)
OPENS, CLOSES = time(7, 15), time(16, 30)
HOLIDAYS = {
    date(2026, 12, 25): "first", date(2026, 12, 26): "second", date(2027, 1, 1): "new", date(2027, 3, 25): "maundy",
    date(2027, 3, 26): "good", date(2027, 3, 28): "easter", date(2027, 3, 29): "monday", date(2027, 5, 1): "labour",
    date(2027, 5, 6): "ascension", date(2027, 5, 16): "whit", date(2027, 5, 17): "whit monday",
}  # fmt: skip
FAMILY = {"ella": ("marte", "henrik"), "leon": ("amina",), "leon_later": ("amina",)}
STAFF = {"ella": "siri", "leon": "siri", "leon_later": "sfo"}
GAP = 3 * DAY  # without a place


@dataclass
class Plan:
    child: str
    number: int
    home: str | None
    starts: date
    ends: date
    weeks: int
    rota: dict
    sent_by: str
    outcome: str | None = None
    since: date = date.max  # the day it was approved


@dataclass
class Change:
    kind: str
    hours: tuple
    by_staff: bool
    sent_by: str


@dataclass
class Model:
    now: datetime
    automatic: bool  # in the kindergarten
    leaves: date  # Leon's last day there
    plans: list[Plan] = field(default_factory=list)
    changes: dict = field(default_factory=dict)  # {(child, day): [Change]}
    closed: set = field(default_factory=set)  # in the kindergarten
    agreed: tuple | None = None  # (first Monday, the day it was agreed): Marte's week, and then Henrik's

    @property
    def today(self) -> date:
        return self.now.astimezone(OSLO).date()

    def last_day(self) -> date:
        return date(self.today.year + (self.today.month >= 7), 8, 31)

    # what is

    def has_place(self, child, day):
        if child == "leon":
            return day <= self.leaves
        return child == "ella" or day > self.leaves + GAP

    def works_with(self, person, child):
        """Now, or when the child comes."""
        return STAFF[child] == person and (child != "leon" or self.today <= self.leaves)

    def is_special(self, child, day):
        return (day in self.closed and child != "leon_later") or day in HOLIDAYS

    def is_open(self, child, day):
        return not self.is_special(child, day) and day.weekday() < 5

    def home(self, child, day):
        if child != "ella" or self.agreed is None or day < max(self.agreed):
            return None
        return ("marte", "henrik")[(day - self.agreed[0]).days // 7 % 2]

    def is_locked(self, day):
        monday = day - timedelta(days=day.weekday() + 7)
        return self.now >= datetime.combine(monday, time(18), OSLO)

    def planned(self, child, day):
        """("closed",), ("missing",), ("off",), ("present",) or ("times", hours)."""
        if not self.is_open(child, day):
            return ("closed",)
        plan = self.plan(child, day)
        if plan is None:
            return ("missing",)
        monday = plan.starts - timedelta(days=plan.starts.weekday())
        slot = ((day - monday).days // 7 % plan.weeks + 1, day.weekday() + 1)
        if slot not in plan.rota:
            return ("off",)
        return ("times", plan.rota[slot]) if plan.rota[slot] else ("present",)

    def plan(self, child, day) -> Plan | None:
        """The one that says what the day is, if nothing else does."""
        holding = [one for one in self.plans if one.child == child and one.outcome == "approved"]
        holding = [one for one in holding if max(one.starts, one.since) <= day <= one.ends]
        home = self.home(child, day)
        if home:
            holding = [one for one in holding if one.home == home] or [one for one in holding if one.home is None]
        return max(holding, key=lambda one: one.number, default=None)

    def plan_of_times(self, child, day) -> Plan | None:
        """The one whose times the day has: none where it was changed, or is closed."""
        changes = self.changes.get((child, day), [])
        adjusted = changes and changes[-1].kind != "as_plan"
        return None if adjusted or not self.is_open(child, day) else self.plan(child, day)

    def effective(self, child, day):
        changes = self.changes.get((child, day), [])
        planned = self.planned(child, day)
        if not changes or planned == ("closed",) or changes[-1].kind == "as_plan":
            return planned
        last = changes[-1]
        return {"times": ("times", last.hours), "time_off": ("off",), "present": ("present",)}[last.kind]

    def number(self, child):
        return max((one.number for one in self.plans if one.child == child), default=0)

    # what happens: each says whether, or of which days, it is done

    def send(self, person, child, rota, weeks, starts, ends, known) -> bool:
        last = self.last_day()
        ends = ends or last
        if person not in FAMILY[child] or starts < self.today or ends < starts or max(starts, ends) > last:
            return False
        if known != self.number(child):
            return False
        mine = [one for one in self.plans if one.child == child and one.ends >= starts]
        before = [one for one in mine if one.outcome == "approved" and one.starts <= starts]
        if self.is_locked(starts) and before:
            return False
        if not all(can_be(hours) for hours in rota.values() if hours):
            return False
        there = [day for day in days(starts, ends) if self.has_place(child, day)]
        if not there or any(self._fault(child, rota, weeks, starts, day) for day in there):
            return False
        named = {home for day in there if (home := self.home(child, day))}
        if named and person not in named:
            return False
        home = person if named else None
        for one in self.plans:
            same = one.child == child and one.home == home and starts <= one.starts and one.ends <= ends
            if same and one.outcome is None:
                one.outcome = "withdrawn"
        plan = Plan(child, known + 1, home, starts, ends, weeks, rota, person)
        if self.automatic and child != "leon_later" and not self.is_locked(starts):
            plan.outcome, plan.since = "approved", self.today
        self.plans.append(plan)
        return True

    def _fault(self, child, rota, weeks, starts, day):
        monday = starts - timedelta(days=starts.weekday())
        slot = ((day - monday).days // 7 % weeks + 1, day.weekday() + 1)
        if slot not in rota or self.is_special(child, day):
            return False
        return not self.is_open(child, day) or not fits(rota[slot])

    def answer(self, plan: Plan, approved: bool) -> bool:
        if plan.outcome == "withdrawn" or not self.works_with(STAFF[plan.child], plan.child):
            return False
        if plan.outcome is None:
            plan.outcome, plan.since = "approved" if approved else "rejected", self.today
        return True

    def withdraw(self, person, plan: Plan) -> bool:
        theirs = plan.home not in (None, person)
        if person not in FAMILY[plan.child] or theirs or plan.outcome in ("approved", "rejected"):
            return False
        plan.outcome = "withdrawn"
        return True

    def change(self, person, child, asked: dict, known: dict, seen: dict) -> set | None:
        """The days that are saved; None when the sender has nothing to do with the child.

        `known` is the number of the last change the sender knows of, and `seen` the plan whose times the day then had.
        """
        staff = person in STAFF.values()
        if staff and not self.works_with(person, child):
            return None
        if not staff and person not in FAMILY[child]:
            return None
        saved = {
            day
            for day, (kind, hours) in asked.items()
            if self._can(person, staff, child, day, kind, hours, (known.get(day, 0), seen[day]))
        }
        for day in saved:
            kind, hours = asked[day]
            if self._is_new(staff, child, day, kind, hours):
                self.changes.setdefault((child, day), []).append(Change(kind, hours, staff, person))
        return saved

    def _can(self, person, staff, child, day, kind, hours, known):
        if day < self.today or day > self.last_day() or not self.has_place(child, day) or not self.is_open(child, day):
            return False
        if kind == "times" and not fits(hours):
            return False
        changes = self.changes.get((child, day), [])
        home = self.home(child, day)
        if not staff and ((home and home != person) or (changes and changes[-1].by_staff)):
            return False
        plan = self.plan_of_times(child, day)
        foreign = plan is not None and plan.sent_by != person
        told = known[0] == len(changes) and not (foreign and known[1] is not plan)
        return told or not self._is_another(staff, child, day, kind, hours)

    def _is_new(self, staff, child, day, kind, hours):
        """What is said in so many words stands, also when the plan says so for the time being."""
        changes = self.changes.get((child, day), [])
        by_plan = not changes or changes[-1].kind == "as_plan"
        return self._is_another(staff, child, day, kind, hours) or (kind != "as_plan" and by_plan)

    def _is_another(self, staff, child, day, kind, hours):
        changes = self.changes.get((child, day), [])
        by_staff = bool(changes) and changes[-1].by_staff
        if staff and not by_staff:
            return True
        now, planned = self.effective(child, day), self.planned(child, day)
        if kind == "as_plan":
            return now != planned or by_staff
        return now != {"times": ("times", hours), "time_off": ("off",), "present": ("present",)}[kind]


def fits(hours) -> bool:
    """None is a time not known."""
    if hours is None:
        return True
    return bool(hours) and can_be(hours) and hours[0][0] >= OPENS and hours[-1][1] <= CLOSES


def can_be(hours) -> bool:
    """Whatever day it is."""
    ordered = all(start < end for start, end in hours)
    return ordered and all(first[1] <= second[0] for first, second in pairwise(hours))


def days(first, last):
    return (first + number * DAY for number in range((last - first).days + 1))
