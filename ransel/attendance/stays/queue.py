"""The stay plans that wait for staff: of a group's children, also before a child's first day."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Subquery

from ransel.attendance.models import StayPlan
from ransel.core import clock
from ransel.core.prepared import IDS, prepared
from ransel.people.models import Enrolment
from ransel.units.models import Function, Group

DISTINCT = "%(function)s(DISTINCT %(expressions)s)"


def waiting_in(group: Group) -> list[StayPlan]:
    """In the order in which they begin. One statement."""
    there = Enrolment.objects.not_over(clock.today()).filter(group=group, child=OuterRef("child"))
    pending = StayPlan.objects.pending().not_over(clock.today()).filter(Exists(there), unit=group.unit_id)
    return list(pending.select_related("child__person").order_by("starts", "number"))


def number_waiting(groups: Iterable[UUID]) -> dict[UUID, int]:
    """How many wait in each of these groups where any do, if its unit takes plans. One statement."""
    return dict(_numbers(groups=set(groups)))


def waiting_column(group):
    """The same of one group, as a column of any statement."""
    number = Func(F("child__stay_plans"), function="COUNT", template=DISTINCT, output_field=IntegerField())
    rows = _places_that_wait(clock.today()).filter(group=group).order_by()
    return Subquery(rows.annotate(waiting=number).values("waiting"))


@prepared(groups=IDS)
def _numbers(groups):
    rows = _places_that_wait(clock.today()).filter(group__among=groups)
    return rows.values_list("group").annotate(number=Count("child__stay_plans", distinct=True)).order_by()


def _places_that_wait(today):
    """The places, and not the plans, of which a municipality has many that are nobody's business here."""
    plan = {"answer": None, "unit": F("unit"), "ends__gte": today}
    waiting = {f"child__stay_plans__{column}": said for column, said in plan.items()}
    used = {"unit__functions__name": Function.Name.STAY, "unit__functions__staff": True}
    return Enrolment.objects.not_over(today).filter(**used, **waiting)
