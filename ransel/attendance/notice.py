"""Everything told in one go about a child's days, for the page of an absence."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance import spans, words
from ransel.attendance.day import aways_of
from ransel.attendance.models import Absence, AbsenceReport, Reason
from ransel.core import clock, dates
from ransel.people.models import Child, Person
from ransel.receipts.standing import Standing, standings


@dataclass
class Told:
    """One person's words, once for all the days they were said of."""

    by: str
    at: datetime
    reason: Reason
    span: spans.Span
    days: list[date]

    @property
    def words(self):
        when = dates.span(self.days[0], self.days[-1])
        return _("%(what)s, %(when)s") % {"what": words.away([self.span], self.reason), "when": when}


@dataclass
class TakenBack:
    """Days somebody took back of it."""

    by: str
    at: datetime
    days: list[date]

    @property
    def when(self):
        return dates.span(self.days[0], self.days[-1])


@dataclass
class Notice:
    absence: UUID
    child: Child
    days: list[date]
    withdrawn_at: datetime | None
    withdrawn_by: str
    told: list[Told]
    receipts: list[Standing]
    taken_back: list[TakenBack]

    @property
    def first_day(self):
        return self.days[0]

    @property
    def last_day(self):
        return self.days[-1]

    @property
    def withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def over(self):
        return self.last_day < clock.today()

    @property
    def may_be_shorter(self):
        """Of one day alone, or the last of them, nothing can be left: it is withdrawn."""
        return not self.withdrawn and not self.over and len([day for day in self.days if day >= clock.today()]) > 1

    @property
    def late(self):
        """Whether some unit was told of it after its hour, the last time it was told."""
        return any(one.late for one in self.receipts)

    @property
    def words(self):
        return words.away(spans.union([one.span for one in self.told]), self.told[0].reason)

    @property
    def when(self):
        return dates.span(self.first_day, self.last_day)


def notice_of(absence: Absence, guardian: Person | None = None) -> Notice:
    """Four statements. For a guardian, with the others' names withheld where an address is protected."""
    name = partial(words.name_for, guardian, protected_child=absence.child.person.protected)
    days = list(Absence.objects.filter(notice=absence.notice).select_related("withdrawn_by").order_by("day"))
    standing = [one for one in days if one.withdrawn_at is None] or days
    off = days[-1] if standing is days else None
    return Notice(
        absence.pk,
        absence.child,
        sorted({one.day for one in standing}),
        off.withdrawn_at if off else None,
        name(off.withdrawn_by) if off and off.withdrawn_by else "",
        _told(standing, name),
        standings(receipt__about=absence.notice),
        [] if standing is days else _taken_back(days, name),
    )


def _taken_back(days, name):
    """Days that were taken back, by whom and when, while others stand."""
    by_act = sorted((one for one in days if one.withdrawn_at), key=lambda one: (one.withdrawn_at, one.day))
    acts = groupby(by_act, key=lambda one: (one.withdrawn_at, one.withdrawn_by))
    return [TakenBack(name(by), at, sorted({one.day for one in rows})) for (at, by), rows in acts]


def _told(days, name):
    found: dict[tuple, Told] = {}
    reports = AbsenceReport.objects.filter(absence__in=days).select_related("reported_by", "absence")
    for one in reports.order_by("reported_at", "absence__day"):
        span = (one.from_time, one.to_time) if one.from_time and one.to_time else None
        key = (one.reported_by_id, one.reported_at, span)
        said = Told(name(one.reported_by), one.reported_at, Reason(one.reason), span, [])
        found.setdefault(key, said).days.append(one.absence.day)
    return list(found.values())


def today_so_far(children):
    """What stands told of today, by child; the form says it beside each name."""
    today = clock.today()
    return {child: away for (child, _day), away in aways_of([one.pk for one in children], today, today).items()}
