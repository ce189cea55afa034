from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.identity.models import Tablet
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit


class CheckInQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def on(self, day):
        return self.filter(day=day)


class CheckIn(Model):
    """The child came. Undone, it is as if it never was; the row stays.

    `at` is when it came, `noted_at` when somebody said so.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="check_ins")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tablet = models.ForeignKey(Tablet, models.PROTECT, related_name="+", null=True, blank=True)  # tapped on it
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="check_in_undone_by_somebody_at_some_time",
            )
        ]
        indexes = [models.Index(fields=["child", "day"], name="check_in_of_child")]


class CheckOut(Model):
    """The child left: the end of a check-in. Undone, the child is still here; the row stays, and another may come.

    `forgotten`: nobody said so that day, and the day was ended when the unit closed. By nobody, until it is corrected.
    """

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="check_outs")
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    forgotten = models.BooleanField(default=False)
    tablet = models.ForeignKey(Tablet, models.PROTECT, related_name="+", null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_in"], condition=Q(undone_at=None), name="check_out_once_a_check_in"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="check_out_undone_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(by=None, forgotten=True) | Q(by__isnull=False, forgotten=False),
                name="check_out_by_somebody_or_forgotten",
            ),
        ]


class PresenceCorrection(Model):
    """The times of one presence as they stood, before somebody corrected them.

    `by_taps`: taps that had waited without network moved them, and no person. What a person corrected, these leave.
    """

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="corrections")
    came = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    forgotten = models.BooleanField(default=False)
    by_taps = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class DayEnd(Model):
    """Somebody has looked: no child is in the unit any more. Reopened when one comes after all."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="day_ends")
    day = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], condition=Q(reopened_at=None), name="day_end_once"),
            models.CheckConstraint(
                condition=Q(reopened_by__isnull=True, reopened_at__isnull=True)
                | Q(reopened_by__isnull=False, reopened_at__isnull=False),
                name="day_end_reopened_by_somebody_at_some_time",
            ),
        ]


class HeadCount(Model):
    """Somebody has counted the children of a group. `expected` is how many were here by what was tapped."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="head_counts")
    day = models.DateField()
    expected = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "day"], name="head_count_of_group")]

    @property
    def agrees(self):
        return self.expected == self.counted
