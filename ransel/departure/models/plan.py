from django.db import models
from django.db.models import Q

from ransel.core.models import Lasting, LastingQuerySet
from ransel.departure.models.departure import WayHome
from ransel.people.models import Child, Person
from ransel.units.models import Unit

MOST_WEEKS = 2


class DeparturePlan(Lasting):
    """How a child leaves a unit week by week, until a day of its own says otherwise. It always ends.

    Of several that hold, the last sent counts. Where the child lives in two homes by turns, a plan is about the days of
    the guardian who sent it. Its first week is that (ISO 8601) of `starts`.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="departure_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="departure_plans")
    number = models.PositiveIntegerField()
    weeks = models.PositiveSmallIntegerField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(ends__isnull=False), name="departure_plan_ends"),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=MOST_WEEKS), name="departure_plan_of_1_or_2_weeks"
            ),
            models.UniqueConstraint(fields=["child", "unit", "number"], name="departure_plan_numbered"),
        ]


class DepartureWeekday(WayHome):
    """On one weekday of the plan: week 1 is the first, weekday 1 is Monday. Without one nothing is said of the day."""

    plan = models.ForeignKey(DeparturePlan, models.CASCADE, related_name="weekdays")
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            *WayHome.Meta.constraints,
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="departure_weekday_of_a_week"),
            models.UniqueConstraint(fields=["plan", "week", "weekday"], name="departure_weekday_once"),
        ]
