"""One day of several children: away or here, since when and until when. Read for every page, in two statements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from ransel.attendance import spans, words
from ransel.attendance.models import AbsenceReport, Reason
from ransel.attendance.presence import presences_of
from ransel.core.prepared import DAY, IDS, prepared


class Status(StrEnum):
    """The words of the screens: design/README, status vocabulary."""

    UNACCOUNTED = "unaccounted"
    EXPECTED = "expected"
    HERE = "here"
    LEFT = "left"
    ABSENT = "absent"


@dataclass
class Away:
    """What stands told of a child's day. `spans` is [None] for the whole day."""

    absence: UUID
    notice: UUID
    day: date
    reason: Reason
    spans: list = field(default_factory=list)
    told_by: list = field(default_factory=list)

    @property
    def all_day(self):
        return self.spans == [None]

    @property
    def words(self):
        return words.away(self.spans, self.reason)

    @property
    def when(self):
        return words.away_when(self.spans)


@dataclass
class Day:
    """A child's day so far. The units differ: a child may have left school and be at after-school."""

    away: Away | None = None
    unit: UUID | None = None
    came: datetime | None = None
    left: datetime | None = None
    check_out: UUID | None = None
    noted_at: datetime | None = None  # when the last of it was said
    missed: bool = False  # see attendance.expected; said where it is asked for, on boards
    off: bool = False  # by the stay plan; said where it was read
    again: time | None = None  # left, and to come once more at this time, by the stay plan

    @property
    def status(self):
        if self.came and not self.left:
            return Status.HERE
        if self.left and self.again:
            return Status.UNACCOUNTED if self.missed else Status.EXPECTED
        if self.left:
            return Status.LEFT
        if self.off or (self.away and self.away.all_day):
            return Status.ABSENT
        return Status.UNACCOUNTED if self.missed else Status.EXPECTED


def days_of(children, day, unit=None, aways=None) -> dict[UUID, Day]:
    """The day of each of these children (ids); with a unit, what happened there only.

    `aways` is what stands told of these days, where it has been read already.
    """
    found: dict[UUID, Day] = defaultdict(Day)
    for (child, of), away in (aways_of(children, day, day) if aways is None else aways).items():
        if of == day:
            found[child].away = away
    for child, some in presences_of(children, day).items():
        if there := [one for one in some if unit in (None, one.unit)]:
            last, one = there[-1], found[child]
            one.unit, one.came, one.left = last.unit, last.came, last.left
            one.check_out, one.noted_at = last.check_out, last.noted_at
    return found


def aways_of(children, first_day, last_day) -> dict[tuple[UUID, date], Away]:
    """What stands told of each child and day, in one statement."""
    told: dict[tuple[UUID, date], Away] = {}
    reports = _reports(children=children, first_day=first_day, last_day=last_day)
    for child, absence, notice, day, reason, start, end, *by in reports:
        away = told.setdefault((child, day), Away(absence, notice, day, Reason(reason)))
        away.spans = spans.union([*away.spans, None if start is None else (start, end)])
        away.told_by.append(tuple(by))
    return told


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _reports(children, first_day, last_day):
    of_day = ("absence__child_id", "absence_id", "absence__notice", "absence__day")
    said = ("reason", "from_time", "to_time", "reported_by__given_name", "reported_by_id")
    days = {"absence__day__range": (first_day, last_day), "absence__withdrawn_at": None}
    reports = AbsenceReport.objects.filter(absence__child__among=children, **days)
    return reports.order_by("absence__day", "reported_at").values_list(*of_day, *said)
