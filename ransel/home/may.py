"""What the reader may do with each child, and whether something waits for an answer: in one statement."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.attendance.models import Asked, MorningQuestion
from ransel.attendance.permits import PLAN_STAY, REPORT_OWN_ABSENCE
from ransel.attendance.stays.holiday import open_now
from ransel.core import clock
from ransel.departure.permits import SAY_LEAVING, SEE_LEAVING
from ransel.people.models import Child, ResidencePattern


@dataclass
class May:
    """By child's id. `two_homes`: days in two homes were proposed, so something may wait or be agreed on.

    `holiday`: somebody asks who comes in one. `missed`: staff, or oneself yesterday, asked about today.
    """

    report: set[UUID]
    plan: set[UUID]
    two_homes: set[UUID]
    holiday: set[UUID]
    missed: set[UUID]
    leaving: set[UUID]  # of whom the reader sees how they leave
    say_leaving: set[UUID]  # and says it


def may_of(actor, children: list[Child]) -> May:
    """The permits themselves answer, each as a column."""
    rows = Child.objects.filter(pk__in=[child.pk for child in children]).values_list(
        "pk",
        REPORT_OWN_ABSENCE.column(actor),
        PLAN_STAY.column(actor),
        SEE_LEAVING.column(actor),
        SAY_LEAVING.column(actor),
        *_waits(clock.today()),
    )
    found = list(rows) if children else []
    found_at = [{row[0] for row in found if row[at]} for at in range(1, 9)]
    report, plan, leaving, say_leaving, two_homes, holiday, by_staff, by_oneself = found_at
    return May(report, plan, two_homes, holiday, by_staff | by_oneself, leaving, say_leaving)


@lru_cache(maxsize=2)
def _waits(day):
    """The same questions for everybody all day, and so put together once."""
    return (
        Exists(ResidencePattern.objects.filter(child=OuterRef("pk"))),
        Exists(open_now().filter(groups__enrolments__child=OuterRef("pk"))),
        Exists(Asked.objects.filter(day=day, child=OuterRef("pk"))),
        Exists(MorningQuestion.objects.filter(asked_on=day, child=OuterRef("pk"))),
    )
