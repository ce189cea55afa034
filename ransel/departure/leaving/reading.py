"""How children leave, read anew each time and never stored: the day's own word, else the plan's. Decision 0020."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.access.homes import homes_in_the_open
from ransel.attendance.stays.day import on_rota
from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.departure.leaving.day import UNSAID, Change, Key, Leaving, guardian_value, person_value
from ransel.departure.models import DepartureDay, DepartureMode, DeparturePlan
from ransel.departure.who import blocked_names, said_by_a_guardian
from ransel.receipts.models import ReceiptStep, Step

HOW = ("mode", "at", "until")
WHO = ("guardian_id", "guardian__given_name", "pickup_person_id")
NAMED = ("pickup_person__name", "pickup_person__folded", "pickup_person__starts", "pickup_person__ends")


@dataclass(frozen=True, slots=True)
class Way:
    """One row of how a child leaves, with what decides whether who picks up still may."""

    mode: str
    at: time | None
    until: time | None
    guardian: UUID | None
    given_name: str | None
    person: UUID | None
    name: str | None
    folded: str | None
    starts: date | None
    ends: date | None
    is_guardian: bool
    added_by_guardian: bool  # of whoever said that the person may fetch
    visit: UUID | None = None
    host: str | None = None

    def on(self, day: date, kept_away: set[str], **said) -> Leaving:
        """`kept_away` are the names of those who may not be with the child."""
        leaving = Leaving(DepartureMode(self.mode), self.at, self.until, **said)
        if self.visit:
            return replace(leaving, fetcher=str(self.visit), who=self.host or "")
        if not self.guardian and not self.person:
            return leaving
        if not (self.is_guardian or self._is_named(day, kept_away)):
            return replace(leaving, withdrawn=True)
        if self.guardian:
            return replace(leaving, fetcher=guardian_value(self.guardian), who=self.given_name or "")
        return replace(leaving, fetcher=person_value(self.person), who=self.name or "") if self.person else leaving

    def _is_named(self, day, kept_away):
        if not self.person or not self.starts or self.folded in kept_away or not self.added_by_guardian:
            return False
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass
class _Plan:
    pk: UUID
    starts: date
    ends: date
    weeks: int
    sent_by: UUID
    ways: dict[tuple[int, int], Way]

    def holds_on(self, day, home):
        return self.starts <= day <= self.ends and home in (None, self.sent_by)


def leaving_of(children: Iterable[UUID], first_day: date, last_day: date, *, unit=None) -> dict[Key, Leaving]:
    """By child, unit and day, where something is said. With `unit`, its id, there only.

    What was said by somebody who is no guardian any more, or is kept from the child, counts no more.

    Two statements; two more where there are plans, to know whose days they are about, and one where somebody named
    picks up.
    """
    ids = set(children)
    plans, rows = _plans(ids, first_day, last_day, unit), _rows(ids, first_day, last_day, unit)
    named = {child for (child, _unit), some in plans.items() for one in some if _names_somebody(one)}
    named |= {child for child, _unit, _day, way, *_said in rows if way.person}
    kept_away = blocked_names(named) if named else {}
    found = _by_plans(plans, first_day, last_day, kept_away)
    for child, unit, day, way, number, notice, late, sent_by, seen, counts, ended in rows:
        before = found.get((child, unit, day), UNSAID)
        if ended or not counts:
            found[child, unit, day] = replace(before, number=number, withdrawn=before.withdrawn or not ended)
            continue
        said = {"number": number, "sent_by": sent_by, "changes": before.changes}
        if late:
            said["changes"] += (Change(notice, before, seen),)
        found[child, unit, day] = way.on(day, kept_away.get(child, set()), **said)
    return found


def _names_somebody(plan: _Plan) -> bool:
    return any(way.person for way in plan.ways.values())


def _by_plans(plans, first_day, last_day, kept_away) -> dict[Key, Leaving]:
    """Of the plans that hold, the last sent; of a home's days that of the guardian who lives there."""
    homes = homes_in_the_open({child for child, _unit in plans}, first_day, last_day)
    found: dict[Key, Leaving] = {}
    for (child, unit), some in plans.items():
        for day in clock.days(first_day, last_day):
            plan = next((one for one in some if one.holds_on(day, homes.get((child, day)))), None)
            way = plan.ways.get(on_rota(plan.starts, plan.weeks, day)) if plan else None
            if plan and way:
                said = {"plan": plan.pk, "sent_by": plan.sent_by}
                found[child, unit, day] = way.on(day, kept_away.get(child, set()), **said)
    return found


def _may(where=""):
    """Whether who picks up is a guardian; or was named by one."""
    return said_by_a_guardian(f"{where}guardian"), said_by_a_guardian(f"{where}pickup_person__added_by")


def plans_that_count():
    """Those of guardians: who is none any more, or is kept from the child, has no say."""
    return DeparturePlan.objects.filter(said_by_a_guardian("sent_by"))


def _plans(ids, first_day, last_day, where) -> dict[tuple[UUID, UUID], list[_Plan]]:
    """The last sent first. One statement."""
    found: dict = defaultdict(dict)
    for child, unit, pk, starts, ends, weeks, sent_by, week, weekday, *way in _rows_of_plans(
        children=ids, first_day=first_day, last_day=last_day
    ):
        if where not in (None, unit):
            continue
        plan = found[child, unit].setdefault(pk, _Plan(pk, starts, ends, weeks, sent_by, {}))
        if week:
            plan.ways[week, weekday] = Way(*way)
    return {key: list(plans.values()) for key, plans in found.items()}


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _rows_of_plans(children, first_day, last_day):
    plans = plans_that_count().filter(child__among=children, starts__lte=last_day, ends__gte=first_day)
    of = ("child_id", "unit_id", "pk", "starts", "ends", "weeks", "sent_by_id", "weekdays__week", "weekdays__weekday")
    ways = [f"weekdays__{name}" for name in (*HOW, *WHO, *NAMED)]
    return plans.order_by("-number").values_list(*of, *ways, *_may("weekdays__"))


def _rows(ids, first_day, last_day, where):
    """[(child, unit, day, way, number, notice, late, sent by, seen, counts)], as they were said. One statement."""
    rows = _rows_of_days(children=ids, first_day=first_day, last_day=last_day)
    return [
        (child, unit, day, Way(*way), number, notice, late, sent_by, is_seen, counts, ended is not None)
        for child, unit, day, number, notice, late, sent_by, is_seen, ended, counts, *way in rows
        if where in (None, unit)
    ]


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _rows_of_days(children, first_day, last_day):
    seen = ReceiptStep.objects.filter(step=Step.SEEN, receipt__unit=OuterRef("unit"), receipt__about=OuterRef("notice"))
    rows = DepartureDay.objects.filter(child__among=children, day__range=(first_day, last_day)).order_by("number")
    columns = ("child_id", "unit_id", "day", "number", "notice", "late", "sent_by_id", Exists(seen), "visit__ended_at")
    way = (*HOW, *WHO, *NAMED, *_may(), "visit_id", "visit__host__person__given_name")
    return rows.values_list(*columns, said_by_a_guardian("sent_by"), *way)
