"""What the reader may do with each child, and whether something waits for an answer: in one statement."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.attendance.models import Asked, MorningQuestion
from ransel.attendance.permits import PLAN_STAY, REPORT_OWN_ABSENCE
from ransel.attendance.stays.holiday import open_now
from ransel.core import clock
from ransel.core.prepared import ID, IDS, prepared
from ransel.departure.models import DepartureDay, DeparturePlan
from ransel.departure.permits import SAY_LEAVING
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment, Person, ResidencePattern
from ransel.supervision.permits import SEE_CHILD_DAY, SEND_NOTE
from ransel.units.models import UnitKind


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
    leaving: set[UUID]  # of whom the reader says how they leave
    leaving_said: set[UUID]  # of whom something is said of today
    day: set[UUID]  # of whom a unit tells how the day is
    note: set[UUID]  # of whom a unit takes day notes
    alone: set[UUID]  # who have a unit from where children may walk home


def may_of(actor, children: list[Child]) -> May:
    """The permits themselves answer, each as a column."""
    ids = {child.pk for child in children}
    found = _columns(children=ids, person=actor.person.pk, strength=actor.strength) if ids else []
    found_at = [{row[0] for row in found if row[at]} for at in range(1, 13)]
    report, plan, leaving, two_homes, holiday, by_staff, by_oneself, day_said, plan_said, day, note, alone = found_at
    return May(report, plan, two_homes, holiday, by_staff | by_oneself, leaving, day_said | plan_said, day, note, alone)


@prepared(children=IDS, person=ID)
def _columns(children, person, *, strength):
    actor, day = Actor(Person(pk=person), strength), clock.today()
    return Child.objects.filter(pk__among=children).values_list(
        "pk",
        REPORT_OWN_ABSENCE.column(actor),
        PLAN_STAY.column(actor),
        SAY_LEAVING.column(actor),
        Exists(ResidencePattern.objects.filter(child=OuterRef("pk"))),
        Exists(open_now().filter(groups__enrolments__child=OuterRef("pk"))),
        Exists(Asked.objects.filter(day=day, child=OuterRef("pk"))),
        Exists(MorningQuestion.objects.filter(asked_on=day, child=OuterRef("pk"))),
        Exists(DepartureDay.objects.filter(day=day, child=OuterRef("pk"))),
        Exists(DeparturePlan.objects.on(day).filter(child=OuterRef("pk"))),
        SEE_CHILD_DAY.column(actor),
        SEND_NOTE.column(actor),
        Exists(Enrolment.objects.on(day).filter(child=OuterRef("pk"), unit__kind=UnitKind.AFTER_SCHOOL)),
    )
