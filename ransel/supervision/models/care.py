from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class CareQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def on(self, day):
        return self.filter(day=day)


class Sleep(Model):
    """A child slept, or sleeps. Corrected or taken back, the row is undone, and another takes its place if any does."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="sleeps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    slept_at = models.DateTimeField()
    woke_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    woken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CareQuerySet.as_manager()

    @property
    def times(self):
        return self.slept_at, self.woke_at

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day"], condition=Q(woke_at=None, undone_at=None), name="sleep_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(woke_at=None, woken_by=None) | Q(woke_at__gte=F("slept_at"), woken_by__isnull=False),
                name="sleep_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="sleep_undone_by_somebody_at_some_time",
            ),
        ]


class MealTime(models.TextChoices):
    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    FRUIT = "fruit", _("Fruit")


class Ate(models.TextChoices):
    WELL = "well", pgettext_lazy("ate", "Ate well")
    SOME = "some", pgettext_lazy("ate", "Ate some")
    LITTLE = "little", pgettext_lazy("ate", "Ate little")


class Meal(Model):
    """How a child ate at a meal. Changed, the row is undone and another stands; what stood is kept."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="meals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    meal = models.CharField(max_length=10, choices=MealTime.choices)
    ate = models.CharField(max_length=10, choices=Ate.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "unit", "day", "meal"], condition=Q(undone_at=None), name="meal_once_a_child"
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="meal_undone_by_somebody_at_some_time",
            ),
        ]
