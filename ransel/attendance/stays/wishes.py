"""What is asked of single days, and why a day can not be so: read before any row is written."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db.models import F, Q
from django.utils.translation import gettext as _

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance.models import CheckIn, HolidayDay, Stage, StayAdjustment
from ransel.attendance.stays.checking import fault_of_day, fault_of_hours
from ransel.attendance.stays.day import Hours, Stay, StayKind
from ransel.attendance.stays.effective import Key, Seen, read
from ransel.attendance.stays.who import at_home, at_work
from ransel.attendance.stays.words import told
from ransel.core import clock, dates
from ransel.people.models import Person
from ransel.units.models import Function
from ransel.units.stay_rules import is_locked, planned_until, rules_of

Kind = StayAdjustment.Kind
ANY_PLAN = UUID(int=0)
IS = {Kind.TIME_OFF: StayKind.OFF, Kind.PRESENT: StayKind.PRESENT, Kind.TIMES: StayKind.TIMES}


@dataclass(frozen=True)
class Wish:
    """How a day is to be. `known` is the number of the last change the sender has seen of it.

    `plan` is that whose times it then had, none where it had none; with ANY_PLAN it is not asked.
    """

    kind: str
    hours: Hours = ()
    known: int = 0
    plan: UUID | None = ANY_PLAN

    def has_seen(self, now: Stay, reader: UUID) -> bool:
        """Whether the sender knows the day as it is now. A plan of one's own is known, whenever it began to count."""
        by_own_plan = now.plan is not None and now.sent_by == reader
        return now.number == self.known and (by_own_plan or self.plan in (ANY_PLAN, now.plan))


@dataclass
class Found:
    """Everything that decides whether the days can be as they are asked."""

    by: Person
    children: dict
    home: set[UUID]  # the children whose guardian the sender is
    work: set[tuple[UUID, UUID]]  # the children and units the sender works with
    shared: set[UUID]  # the children of whom guardians may know each other's times
    seen: Seen
    rules: dict
    homes: dict[tuple[UUID, date], UUID]
    came: set[tuple[UUID, UUID]]  # the children and units they have been in today
    names: dict[UUID, str]
    settled: set[Key]  # days of a campaign whose binding deadline is over
    notices: dict = field(default_factory=dict)

    def by_staff(self, child) -> bool:
        return child not in self.home

    def is_late(self, key, asked: Wish) -> bool:
        child, unit, day = key
        return not self.by_staff(child) and is_locked(self.rules[unit], day) and self.is_another(key, asked)

    def notice_of(self, child, unit) -> UUID:
        """One for each child and unit: what is sent in one go is seen in one go."""
        return self.notices.setdefault((child, unit), uuid4())

    def is_new(self, key, asked: Wish) -> bool:
        """What is said in so many words is kept, also when the plan says so for the time being: another may come."""
        by_plan = asked.kind != Kind.AS_PLAN and self.seen.stays[key].plan is not None
        return by_plan or self.is_another(key, asked)

    def is_another(self, key, asked: Wish) -> bool:
        """Whether it says something else than the day is already; what staff say stands as theirs."""
        now = self.seen.stays[key]
        if self.by_staff(key[0]) and not now.by_staff:
            return True
        if asked.kind == Kind.AS_PLAN:
            return not now.says_the_same(self.seen.planned(key)) or now.by_staff
        return (IS[Kind(asked.kind)], asked.hours) != (now.kind, now.hours)

    def fault(self, key: Key, asked: Wish) -> str:
        """Why the day can not be so; empty when it can."""
        return self._fault_of_place(key) or self._fault_of_times(key, asked) or self._fault_of_others(key, asked)

    def _fault_of_place(self, key):
        child, unit, day = key
        if day < clock.today():
            return _("This day is over.")
        if key not in self.seen.stays or (self.by_staff(child) and (child, unit) not in self.work):
            return _("%(child)s has no place there this day.") % {"child": self.children[child].given_name}
        if day > (last := planned_until(clock.today())):
            return _("Plans can be made until %(day)s.") % {"day": dates.full_day(last)}
        return ""

    def _fault_of_times(self, key, asked):
        child, unit, day = key
        if asked.kind == Kind.TIMES and not asked.hours:
            return _("Write the times.")
        if fault := fault_of_hours(asked.hours):
            return fault
        if asked.kind == Kind.TIME_OFF and day == clock.today() and (child, unit) in self.came:
            return _("%(child)s has been here today.") % {"child": self.children[child].given_name}
        return fault_of_day(asked.hours, self.seen.openings[unit, day], self.seen.units[unit].name)

    def _fault_of_others(self, key, asked):
        """What somebody else has said of the day, that may not be replaced, or was not seen."""
        child, _unit, day = key
        now = self.seen.stays[key]
        if self.by_staff(child):
            return self._fault_of_haste(key, asked, now)
        if (home := self.homes.get((child, day))) and home != self.by.pk:
            return _("This day is with %(name)s, who plans it.") % {"name": self.names[home]}
        if now.by_staff:
            return _("Staff have set this day. Ring them to change it.")
        if key in self.settled and asked.kind != Kind.TIME_OFF and not now.comes:
            return _("The deadline is over. Ring the unit, and ask whether there is room.")
        if now.sent_by and now.sent_by != self.by.pk and child not in self.shared:
            return _("Another guardian has planned this day. Ring the unit.")
        return self._fault_of_haste(key, asked, now)

    def _fault_of_haste(self, key, asked, now):
        """Somebody changed the day after the sender saw it: both are told."""
        if asked.has_seen(now, self.by.pk) or not self.is_another(key, asked):
            return ""
        said = {"name": self.names[now.sent_by] if now.sent_by else _("Somebody"), "times": told(now)}
        return _("%(name)s changed this day meanwhile: %(times)s. Yours is not saved.") % said


def look_up(by, children: dict, asked: dict[Key, Wish], in_campaign=False) -> Found:
    """Fourteen statements, however many children and days."""
    days = [day for _child, _unit, day in asked]
    first, last = min(days), max(days)
    home = at_home(by, children)
    work = at_work(by, children.keys() - home) if children.keys() - home else set()
    seen = read(children, first, last, use=Function.Use.EDIT if home else None)
    homes = homes_in_the_open(home, first, last)
    shared = set(SEE_HOMES.reach(by).filter(pk__in=home).values_list("pk", flat=True))
    people = {stay.sent_by for stay in seen.stays.values() if stay.sent_by} | set(homes.values())
    came = CheckIn.objects.standing().filter(child__in=children, day=clock.today()).values_list("child", "unit")
    return Found(
        by=by.person,
        children=children,
        home=home,
        work=work,
        shared=shared,
        seen=seen,
        rules=rules_of(seen.units.values()),
        homes=homes,
        came=set(came),
        settled=set() if in_campaign else _settled(children, seen, first, last),
        names={one.pk: one.name for one in Person.objects.filter(pk__in=people)},
    )


def _settled(children, seen, first, last) -> set[Key]:
    """What was answered in a campaign stands from its deadline on; only that a child stays at home can be said later.

    A child who has not answered it is free to plan by the usual rules. One statement.
    """
    rows = HolidayDay.objects.filter(
        child__in=children,
        day__range=(first, last),
        stage=Stage.BINDING,
        campaign__binding_until__lt=clock.today(),
    )
    ended_later = Q(campaign__ended_at__date__gt=F("campaign__binding_until"))
    rows = rows.filter(Q(campaign__ended_at=None) | ended_later)
    return {(child, unit, day) for child, unit, day in rows.values_list("child_id", "campaign__unit_id", "day")}
