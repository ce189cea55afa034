"""Of which days nobody has said anything, and until when it can be said without somebody having to see it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from ransel.attendance.models import StayAnswer, StayPlan
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import KINDS, Key, placed, read_at
from ransel.core import clock
from ransel.units.models import Group, StayRules
from ransel.units.stay_rules import locks_at

Week = tuple[UUID, date]  # a child, and the week's Monday


def without_times(stays: dict[Key, Stay]) -> dict[Week, set[date]]:
    """The open days of each week, from today on, that have no times."""
    found: dict = {}
    for child, _unit, day in _missing(stays):
        found.setdefault((child, _monday(day)), set()).add(day)
    return found


def locks_without_times(stays: dict[Key, Stay], rules: dict[UUID, StayRules]) -> dict[Week, datetime]:
    """When each such week locks, unless it has: in the unit that is the first to lock it."""
    found: dict = {}
    for child, unit, day in _missing(stays):
        at = locks_at(rules[unit], day)
        if at > clock.now():
            found[child, _monday(day)] = min(found.get((child, _monday(day)), at), at)
    return found


def missing_in(group: Group, monday: date) -> set[Key]:
    """The days of the week, from today on, of which the group's families have sent nothing. Five statements at most."""
    sunday = monday + 6 * clock.DAY
    places = placed(monday, sunday, group=group, unit__kind__in=KINDS)
    lacking = set(_missing(read_at(places, monday, sunday).stays))
    return lacking - waiting_days(lacking)


def waiting_days(lacking: set[Key]) -> set[Key]:
    """Those of these days that a plan is about which waits for an answer. One statement; none for no days."""
    return sent_for(lacking)[0]


def sent_for(lacking: set[Key], reader: UUID | None = None) -> tuple[set[Key], set[Key]]:
    """Of these days, those of a plan that waits for an answer; and those of a plan of the reader's that was rejected.

    What became of another's plan is not told. One statement; none for no days.
    """
    if not lacking:
        return set(), set()
    mine = Q(answer__outcome=StayAnswer.Outcome.REJECTED, sent_by=reader)
    plans = StayPlan.objects.filter(Q(answer=None) | mine, child__in={child for child, _unit, _day in lacking})
    waiting: set[Key] = set()
    rejected: set[Key] = set()
    columns = ("child_id", "unit_id", "starts", "ends", "answer__outcome")
    for child, unit, starts, ends, outcome in plans.not_over(clock.today()).values_list(*columns):
        found = waiting if outcome is None else rejected
        found |= {key for key in lacking if key[:2] == (child, unit) and starts <= key[2] <= ends}
    return waiting, rejected


def _missing(stays):
    today = clock.today()
    return [key for key, stay in stays.items() if stay.kind is StayKind.MISSING and key[2] >= today]


def _monday(day):
    return day - (day.isoweekday() - 1) * clock.DAY
