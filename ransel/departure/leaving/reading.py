"""How children leave, read anew each time and never stored: the day's own word, else the plan's. Decision 0020."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from ransel.access.homes import homes_in_the_open
from ransel.attendance.stays.day import on_rota
from ransel.core import clock
from ransel.departure.leaving.day import UNSAID, Change, Key, Leaving, guardian_value, person_value
from ransel.departure.leaving.rows import PLAN, SINGLE_DAY, said_of
from ransel.departure.models import DepartureMode
from ransel.departure.who import blocked_names


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

    One statement; two more where there are plans, to know whose days they are about, and one where somebody named
    picks up.
    """
    ids = set(children)
    there = [one for one in said_of(ids, first_day, last_day) if unit in (None, one.unit)]
    plans, rows = _plans(there), _days(there)
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


def _plans(said) -> dict[tuple[UUID, UUID], list[_Plan]]:
    """The last sent first."""
    found: dict = defaultdict(dict)
    for one in sorted((one for one in said if one.what == PLAN), key=lambda one: -one.number):
        plan = _Plan(one.plan, one.starts, one.ends, one.weeks, one.sent_by, {})
        plan = found[one.child, one.unit].setdefault(one.plan, plan)
        if one.week:
            plan.ways[one.week, one.weekday] = Way(*one.way)
    return {key: list(plans.values()) for key, plans in found.items()}


def _days(said):
    """[(child, unit, day, way, number, notice, late, sent by, seen, counts, ended)], as they were said."""
    return [
        (
            *(one.child, one.unit, one.starts, Way(*one.way), one.number, one.notice, one.late, one.sent_by),
            *(one.seen, one.counts, one.ended_at is not None),
        )
        for one in sorted((one for one in said if one.what == SINGLE_DAY), key=lambda one: one.number)
    ]
