"""Random steps of guardians, staff and the clock, done to the product and to the model, and every day compared."""

from collections import Counter
from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from conftest import TUESDAY_MORNING
from proofs.weeks.model import DAY, GAP, OSLO, STAFF, Model, days
from ransel.access.actions import opening
from ransel.access.actions.residence import answer as answer_residence
from ransel.access.actions.residence import propose
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.actions.stay_plans import answer_plan, send_plans, withdraw_plan
from ransel.attendance.models import StayPlan
from ransel.attendance.stays.effective import stays_of
from ransel.attendance.stays.wishes import Wish
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.demo.load import village
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Enrolment
from ransel.people.rota import week_about
from ransel.units.models import ClosedDay

NO = (Refused, Http404, PermissionDenied)
LONG, SHORT, TWICE = ((time(8), time(16)),), ((time(9), time(14)),), ((time(7, 30), time(9)), (time(12), time(15)))
EARLY, BACK, OVERLAP = ((time(7), time(15)),), ((time(10), time(9)),), ((time(8), time(12)), (time(11), time(13)))
HOURS = (None, LONG, LONG, SHORT, SHORT, TWICE)
TIMES = (LONG, SHORT, SHORT, TWICE, EARLY, BACK, OVERLAP)
AHEAD = 28  # days that are compared
BEGINS = (  # before Christmas and week 53; both changes of summer time, one in Easter; 1 July; 31 August
    TUESDAY_MORNING,
    *(datetime(2027, month, day, 9, tzinfo=OSLO) for month, day in ((3, 16), (6, 24), (8, 24), (10, 19))),
)
counted: Counter = Counter()

people = st.sampled_from(["marte", "marte", "henrik", "amina"])
OWN = [("marte", "ella"), ("marte", "ella"), ("henrik", "ella"), ("amina", "leon"), ("amina", "leon_later")]
OTHERS = [("amina", "ella"), ("marte", "leon"), ("henrik", "leon_later")]
AT_WORK = [("siri", "ella"), ("siri", "leon"), ("sfo", "leon_later"), ("siri", "leon_later"), ("sfo", "ella")]
at_home = st.sampled_from(2 * OWN + OTHERS)
anybody = st.sampled_from(3 * OWN + OTHERS + AT_WORK)
offsets = st.integers(-1, 24)
rotas = st.dictionaries(
    st.tuples(st.integers(1, 2), st.integers(1, 5)), st.sampled_from(HOURS), min_size=3, max_size=10
)
bad = st.dictionaries(st.tuples(st.just(1), st.integers(4, 7)), st.sampled_from([LONG, EARLY, OVERLAP]), max_size=2)
kinds = st.sampled_from(["times", "times", "time_off", "present", "as_plan"])


class Weeks(RuleBasedStateMachine):
    """Each run is in a transaction of its own, which is rolled back."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.moved = None
        self.no: tuple = ()

    @initialize(begins=st.sampled_from(BEGINS), automatic=st.booleans(), stays=st.integers(2, 20))
    def begin(self, begins, automatic, stays):
        self.people = people = village()
        self.model = Model(begins, automatic, begins.date() + timedelta(days=stays))
        self.unit = people.fjellheim
        self.where = {"ella": (people.ella, people.fjellheim), "leon": (people.leon, people.fjellheim)}
        self.where["leon_later"] = (people.leon, people.nordvik_sfo)
        self.plans: list = []  # (the product's, the model's)
        self.set_clock(begins)
        by = Actor(self.people.municipality, Strength.STRONG)
        rules = {"lock_weekday": 1, "lock_time": time(18), "cut_off": time(12), "automatic": automatic}
        opening.set_stay_rules(by=by, unit=self.unit, **rules)
        hours = {weekday: (time(7, 15), time(16, 30)) for weekday in range(1, 6)}
        for unit in (self.unit, people.nordvik_sfo):
            opening.set_opening_hours(by=by, unit=unit, hours=hours, starts=clock.today())
        Enrolment.objects.filter(child=people.leon).update(ends=self.model.leaves)
        after = {"unit": people.nordvik_sfo, "group": people.sfo_3, "starts": self.model.leaves + GAP + DAY}
        Enrolment.objects.create(child=people.leon, **after)

    def teardown(self):
        if self.moved:
            self.moved.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def set_clock(self, moment):
        if self.moved:
            self.moved.__exit__(None, None, None)
        self.moved = clock.moved_to(moment, still=True)
        self.moved.__enter__()
        self.model.now = moment

    def try_(self, what, act):
        """Whether it was done; and what it answered."""
        counted[what] += 1
        try:
            return True, act()
        except NO as no:
            counted[f"{what} refused"] += 1
            self.no = no, getattr(no, "per_item", None)  # for who reads a divergence
            return False, None

    def at(self, child):
        who, unit = self.where[child]
        return who.pk, unit.pk

    @rule(who=at_home, rota=rotas, worse=bad, weeks=st.integers(1, 2), start=offsets,
          length=st.none() | st.integers(0, 40), stale=st.booleans(), spoil=st.integers(0, 3))  # fmt: skip
    def send(self, who, rota, worse, weeks, start, length, stale, spoil):
        person, child = who
        rota = rota | (worse if spoil == 0 else {})
        starts = self.model.today + timedelta(days=start)
        ends = None if length is None else starts + timedelta(days=length)
        known = max(0, self.model.number(child) - (stale and spoil == 1))
        said = {"rota": rota, "weeks": weeks, "starts": starts, "ends": ends, "known": {self.at(child): known}}
        by = Actor(getattr(self.people, person))
        done, plans = self.try_("send", lambda: send_plans(by=by, targets=[self.at(child)], **said))
        count = len(self.model.plans)
        assert done == self.model.send(person, child, rota, weeks, starts, ends, known), (self.no, person, child, said)
        if done:
            counted[f"plans of {child}"] += 1
            self.plans.append((plans[0].pk, self.model.plans[count]))

    @precondition(lambda self: self.plans)
    @rule(at=st.integers(1, 4), approved=st.sampled_from([True, True, True, False]))
    def answer(self, at, approved):
        pk, plan = self.plans[-min(at, len(self.plans))]
        self.set_clock(self.model.now + timedelta(seconds=1))
        real = StayPlan.objects.get(pk=pk)
        by, reason = Actor(getattr(self.people, STAFF[plan.child])), "" if approved else "Nei"
        done, _ = self.try_("answer", lambda: answer_plan(by=by, plan=real, approved=approved, reason=reason))
        assert done == self.model.answer(plan, approved)

    @precondition(lambda self: self.plans)
    @rule(at=st.integers(1, 4), person=people)
    def withdraw(self, at, person):
        pk, plan = self.plans[-min(at, len(self.plans))]
        by, real = Actor(getattr(self.people, person)), StayPlan.objects.get(pk=pk)
        done, _ = self.try_("withdraw", lambda: withdraw_plan(by=by, plan=real))
        assert done == self.model.withdraw(person, plan)

    @rule(who=at_home, first=offsets, hours=st.sampled_from(TIMES))
    def change_a_day(self, who, first, hours):
        self.change_days(*who, first, 1, "times", hours, 1)

    @rule(who=anybody, first=offsets, many=st.integers(1, 5), kind=kinds, hours=st.sampled_from(TIMES),
          stale=st.integers(0, 4))  # fmt: skip
    def change(self, who, first, many, kind, hours, stale):
        self.change_days(*who, first, many, kind, hours, stale)

    def change_days(self, person, child, first, many, kind, hours, stale):
        asked = {
            self.model.today + timedelta(days=first + number): (kind, hours if kind == "times" else ())
            for number in range(many)
        }
        numbers = {day: len(self.model.changes.get((child, day), [])) for day in asked}
        known = {day: max(0, number - (stale == 0)) for day, number in numbers.items()}
        plans = {day: self.model.plan_of_times(child, day) if stale != 2 else None for day in asked}
        ids = {None: None} | {id(plan): pk for pk, plan in self.plans}
        told = {
            (*self.at(child), day): Wish(kind, one, known[day], ids[plans[day] and id(plans[day])])
            for day, (kind, one) in asked.items()
        }
        by = Actor(getattr(self.people, person))
        done, wrong = self.try_("change", lambda: change_days(by=by, asked=told))
        saved = {key[2] for key in told if key not in wrong} if done else set()
        now = self.model.change(person, child, asked, known, plans) or set()
        assert saved == now, (person, child, asked, known, plans)
        counted[f"days of {child}"] += len(saved)

    @rule(hours=st.sampled_from([1, 5, 11, 24, 37, 90]), offset=st.none() | offsets)
    def time_passes(self, hours, offset):
        """And now and then a day is closed, or opened again."""
        counted["time passes"] += 1
        self.set_clock(self.model.now + timedelta(hours=hours))
        if offset is not None:
            self.close(self.model.today + timedelta(days=max(0, offset)))

    def close(self, day):
        counted["a day closed or opened"] += 1
        by = Actor(self.people.municipality, Strength.STRONG)
        closed = ClosedDay.objects.filter(unit=self.unit, day=day).first()
        if closed:
            opening.take_back_closed_day(by=by, closed=closed)
            self.model.closed.discard(day)
        else:
            said = {"kindergarten": True, "note": "Stengt"}
            opening.close_days(by=by, unit=self.unit, first_day=day, last_day=day, **said)
            self.model.closed.add(day)

    @precondition(lambda self: self.model.agreed is None)
    @rule(weeks=st.integers(0, 2))
    def agree(self, weeks):
        counted["agree"] += 1
        monday = self.model.today + timedelta(days=-self.model.today.weekday() % 7, weeks=weeks)
        homes = week_about(self.people.marte.pk, self.people.henrik.pk, 1)
        pattern = propose(by=Actor(self.people.marte), child=self.people.ella, starts=monday, homes=homes)
        answer_residence(by=Actor(self.people.henrik), pattern=pattern, accepted=True)
        self.model.agreed = (monday, self.model.today)

    @invariant()
    def every_day_is_as_the_model_says(self):
        first, last = self.model.today, self.model.today + timedelta(days=AHEAD)
        named = {self.at(name): name for name in self.where}
        found = stays_of({child for child, _unit in named}, first, last)
        for (child, unit, day), stay in found.items():
            said = (stay.kind.value, stay.hours) if stay.hours else (stay.kind.value,)
            assert said == self.model.effective(named[child, unit], day), (named[child, unit], day)
        there = {(name, day) for name in self.where for day in days(first, last) if self.model.has_place(name, day)}
        assert {(named[child, unit], day) for child, unit, day in found} == there
        counted["days compared"] += len(found)
