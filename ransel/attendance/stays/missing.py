"""Of which days nobody has said anything, and until when it can be said without somebody having to see it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from ransel.access.homes import homes_in_the_open
from ransel.attendance.models import StayAnswer, StayPlan
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import KINDS, Key, placed, read_at
from ransel.core import clock
from ransel.core.prepared import DAY, ID, IDS, prepared
from ransel.units.models import Group, StayRules
from ransel.units.stay_rules import locks_at

NOBODY = UUID(int=0)
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
    """The days of the week, from today on, of which the group's families have sent nothing.

    Five statements at most, and two more for each where days are by home: of plans that count, of plans that wait.
    """
    sunday = monday + 6 * clock.DAY
    places = placed(monday, sunday, group=group, unit__kind__in=KINDS)
    lacking = set(_missing(read_at(places, monday, sunday).stays))
    return lacking - sent_for(lacking)[0]


def sent_for(lacking: set[Key], reader: UUID | None = None) -> tuple[set[Key], set[Key]]:
    """Of these days, those of a plan that waits for an answer; and those of a plan of the reader's that was rejected.

    What became of another's plan is not told. One statement, and two as of `days_of`; none for no days.
    """
    if not lacking:
        return set(), set()
    plans = _plans(children={child for child, _unit, _day in lacking}, reader=reader or NOBODY, today=clock.today())
    rejected = [plan for plan in plans if hasattr(plan, "answer")]
    return days_of([plan for plan in plans if plan not in rejected], lacking), days_of(rejected, lacking)


@prepared(children=IDS, reader=ID, today=DAY)
def _plans(children, reader, today):
    mine = Q(answer__outcome=StayAnswer.Outcome.REJECTED, sent_by=reader)
    plans = StayPlan.objects.filter(Q(answer=None) | mine, child__among=children)
    return plans.not_over(today).select_related("answer")


def days_of(plans: list[StayPlan], lacking: set[Key]) -> set[Key]:
    """Those of these days that one of the plans is about; on a home's day the home's own, or one for all days.

    No statement, two where a plan is about one home's days.
    """
    by_home = {plan.child_id for plan in plans if plan.home_id}
    days = [day for child, _unit, day in lacking if child in by_home]
    homes = homes_in_the_open(by_home, min(days), max(days)) if days else {}
    return {key for key in lacking if any(_is_about(plan, key, homes.get((key[0], key[2]))) for plan in plans)}


def _is_about(plan, key, home):
    child, unit, day = key
    there = (plan.child_id, plan.unit_id) == (child, unit) and plan.holds_on(day)
    return there and (plan.home_id is None or home in (None, plan.home_id))


def _missing(stays):
    today = clock.today()
    return [key for key, stay in stays.items() if stay.kind is StayKind.MISSING and key[2] >= today]


def _monday(day):
    return day - (day.isoweekday() - 1) * clock.DAY
