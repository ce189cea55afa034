"""Whose day it is, for children who live in two homes by turns: from the rota their guardians agreed on."""

from collections import defaultdict
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from ransel.access.relations import born_after, that_open
from ransel.core import clock
from ransel.people.models import Guardianship, Person, ResidenceDay, ResidencePattern
from ransel.people.rota import Rota


def homes_of(children, first_day: date, last_day: date) -> dict[tuple[UUID, date], Person | None]:
    """For each child's id and each of the days, both included: the guardian whose day it is. Three statements.

    None without a rota in force, and where somebody named in it is no guardian in force that day. It says nothing
    about who may see it: pages ask their permit, which a protected address closes.
    """
    ids = [child.pk for child in children]
    agreed = _agreed(ids, last_day)
    guardians = _guardians(ids, first_day, last_day)
    days = list(clock.days(first_day, last_day))
    return {(pk, day): _home(agreed[pk], guardians[pk], day) for pk in ids for day in days}


def rota_of(pattern: ResidencePattern) -> Rota:
    """One statement, if its days are not fetched along."""
    days = sorted(pattern.days.all(), key=lambda one: (one.week, one.weekday))
    return Rota(pattern.starts, [[one.guardian_id for one in week] for _n, week in groupby(days, lambda one: one.week)])


def counts_from(pattern: ResidencePattern) -> date:
    """What is agreed on after its first day changes nothing that has been."""
    return max(pattern.starts, timezone.localdate(pattern.answer.answered_at))


def in_force(patterns, day: date) -> ResidencePattern | None:
    """Of the accepted, the one agreed on last that counts by now; if that one is ended, none comes back before it."""
    begun = [one for one in patterns if counts_from(one) <= day]
    last = max(begun, key=lambda one: (one.answer.answered_at, one.starts, one.pk), default=None)
    return last if last and last.holds_on(day) else None


def _agreed(ids, last_day):
    found = ResidencePattern.objects.accepted().filter(child__in=ids, starts__lte=last_day).select_related("answer")
    agreed = defaultdict(list)
    days = Prefetch("days", ResidenceDay.objects.select_related("guardian"))
    for one in found.prefetch_related(days):
        agreed[one.child_id].append((one, rota_of(one), {day.guardian_id: day.guardian for day in one.days.all()}))
    return agreed


def _guardians(ids, first_day, last_day):
    there = that_open(Guardianship.objects.not_over(first_day)).filter(child__in=ids, starts__lte=last_day)
    guardians = defaultdict(list)
    for one in there.select_related("child__person"):
        guardians[one.child_id].append(one)
    return guardians


def _home(agreed, guardians, day):
    pattern = in_force([one for one, _rota, _named in agreed], day)
    if pattern is None:
        return None
    rota, named = next((rota, named) for one, rota, named in agreed if one is pattern)
    young = born_after(day)
    here = {one.guardian_id for one in guardians if one.holds_on(day) and _born(one) and _born(one) > young}
    return named.get(rota.on(day)) if here >= set(named) else None


def _born(guardianship):
    return guardianship.child.person.birth_date
