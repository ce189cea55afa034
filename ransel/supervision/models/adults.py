from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.people.models import Person
from ransel.units.models import Group


class AdultNumberQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(replaced_at=None)


class AdultNumber(Model):
    """So many adults are with a group in a half hour of a day. Changed, the row is replaced; what stood is kept."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="adult_numbers")
    day = models.DateField()
    half = models.TimeField()  # when the half hour begins
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AdultNumberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "day", "half"], condition=Q(replaced_at=None), name="adult_number_once_a_half_hour"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True, replaced_at__isnull=True)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
                name="adult_number_replaced_by_somebody_at_some_time",
            ),
        ]
