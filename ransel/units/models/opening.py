from django.db import models
from django.db.models import F, Q

from ransel.core.models import Lasting, LastingQuerySet, Model
from ransel.units.models.unit import Municipality, Unit, UnitKind


class OpeningHours(Lasting):
    """When a unit is open on a weekday; 1 is Monday, as in ISO 8601. One not named while others are is closed."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opening_hours_close_after_they_open"),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="opening_hours_of_a_weekday"),
        ]


class OpeningException(Model):
    """A day on which a unit is open at other times than that weekday; also when it would be closed."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="opening_exceptions")
    day = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="opening_exception_once_a_day"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opening_exception_closes_after_it_opens"),
        ]


class ClosedDay(Model):
    """A day that is free for some: pupils, teachers, after-school and kindergarten are four flags of it.

    In one unit, or in all units of the municipality. On a planning day the staff are there, and the children are not.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="closed_days")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="closed_days", null=True, blank=True)
    day = models.DateField()
    pupils = models.BooleanField(default=False)
    teachers = models.BooleanField(default=False)
    after_school = models.BooleanField(default=False)
    kindergarten = models.BooleanField(default=False)
    planning = models.BooleanField(default=False)
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "day"], condition=Q(unit=None), name="closed_day_once_a_municipality"
            ),
            models.UniqueConstraint(fields=["unit", "day"], name="closed_day_once_a_unit"),
            models.CheckConstraint(
                condition=Q(pupils=True) | Q(teachers=True) | Q(after_school=True) | Q(kindergarten=True),
                name="closed_day_for_somebody",
            ),
        ]

    def is_free_in(self, kind: str) -> bool:
        """Whether it is free for the children in units of this kind."""
        return getattr(self, FREE_IN[UnitKind(kind)])


FREE_IN = {UnitKind.KINDERGARTEN: "kindergarten", UnitKind.SCHOOL: "pupils", UnitKind.AFTER_SCHOOL: "after_school"}
