"""Whose day it is, for children who live in two homes by turns: from the rota their guardians agreed on."""

from collections import defaultdict
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from ransel.access.relations import born_after, that_open
from ransel.access.residence import in_the_open
from ransel.core import clock
from ransel.people.models import Guardianship, Person, ResidenceDay, ResidencePattern
from ransel.people.rota import Rota


def homes_of(children, first_day: date, last_day: date) -> dict[tuple[UUID, date], Person | None]:
    """For each child's id and each of the days, both included: the guardian whose day it is. Two statements.

    None without a rota in force, and where somebody named in it is no guardian in force that day. It says nothing
    about who may see it: pages ask their permit, which a protected address closes.
    """
    ids = [child.pk for child in children]
    agreed = _agreed(ids, last_day)
    guardians = _guardians(ids, first_day, last_day)
    days = list(clock.days(first_day, last_day))
    return {(pk, day): _home(agreed[pk], guardians[pk], day) for pk in ids for day in days}


def homes_in_the_open(ids, first_day: date, last_day: date) -> dict[tuple[UUID, date], UUID]:
    """The guardian's id for each child's id and day on which a rota counts; none where an address is protected.

    That is asked of today: who is protected now, has no shared days now. Two statements; none for nobody.
    """
    if not ids:
        return {}
    agreed = _agreed(ids, last_day, in_the_open(ResidenceDay.objects.all(), clock.today(), child="pattern__child"))
    guardians = _guardians(agreed, first_day, last_day)
    days = list(clock.days(first_day, last_day))
    found = {}
    for pk in agreed:
        for day in days:
            if home := _home(agreed[pk], guardians[pk], day):
                found[pk, day] = home.pk
    return found


def rota_of(pattern: ResidencePattern) -> Rota:
    """One statement, if its days are not fetched along."""
    return Rota(pattern.starts, _weeks(sorted(pattern.days.all(), key=lambda one: (one.week, one.weekday))))


def counts_from(pattern: ResidencePattern) -> date:
    """What is agreed on after its first day changes nothing that has been."""
    return max(pattern.starts, timezone.localdate(pattern.answer.answered_at))


def in_force(patterns, day: date) -> ResidencePattern | None:
    """Of the accepted, the one agreed on last that counts by now; if that one is ended, none comes back before it."""
    begun = [one for one in patterns if counts_from(one) <= day]
    last = max(begun, key=lambda one: (one.answer.answered_at, one.starts, one.pk), default=None)
    return last if last and last.holds_on(day) else None


def _agreed(ids, last_day, rows=None):
    """{child: [(pattern, its rota, {guardian's id: guardian})]}, of those agreed on."""
    rows = ResidenceDay.objects.all() if rows is None else rows
    here = {"pattern__child__in": ids, "pattern__answer__accepted": True, "pattern__starts__lte": last_day}
    days = rows.filter(**here).select_related("guardian", "pattern__answer").order_by("pattern", "week", "weekday")
    agreed = defaultdict(list)
    for _pk, found in groupby(days, lambda one: one.pattern_id):
        theirs = list(found)
        pattern, named = theirs[0].pattern, {one.guardian_id: one.guardian for one in theirs}
        agreed[pattern.child_id].append((pattern, Rota(pattern.starts, _weeks(theirs)), named))
    return agreed


def _weeks(days):
    return [[one.guardian_id for one in week] for _number, week in groupby(days, lambda one: one.week)]


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
