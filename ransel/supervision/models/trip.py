from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ransel.attendance.models import CheckIn, CheckOut
from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit


class TripQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)


class Trip(Model):
    """Staff are out with children of a group, and maybe of others in the unit. Ended, everybody is accounted for.

    One that was forgotten is ended on a later day, with a reason where somebody was not accounted for.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="trips")
    group = models.ForeignKey(Group, models.PROTECT, related_name="trips")
    day = models.DateField()
    to = models.CharField(max_length=60)
    adults = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = TripQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True, reason="")
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="trip_ended_by_somebody_at_some_time",
            )
        ]
        indexes = [models.Index(fields=["unit", "day"], name="trip_of_unit")]


class TripChildQuerySet(models.QuerySet):
    def out(self):
        """Those who have not come back, nor been handed over, nor left. A check-out that nobody made is none."""
        returned = TripReturn.objects.filter(trip_child=OuterRef("pk"), undone_at=None)
        left = CheckOut.objects.filter(check_in=OuterRef("check_in"), undone_at=None, forgotten=False)
        return self.filter(~Exists(returned), ~Exists(left), check_in__undone_at=None)


class TripChild(Model):
    """A child went along. It did so while it was here by this check-in: who leaves the unit has left the trip too."""

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")  # where its place is
    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = TripChildQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trip", "check_in"], name="trip_child_once")]


class TripReturn(Model):
    """A child is back in the unit, or with other staff. Undone, it is out again; the row stays."""

    class How(models.TextChoices):
        BACK = "back", _("Back in the unit")
        HANDED_OVER = "handed_over", _("With other staff")

    trip_child = models.ForeignKey(TripChild, models.PROTECT, related_name="returns")
    how = models.CharField(max_length=20, choices=How.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trip_child"], condition=Q(undone_at=None), name="trip_return_once_a_child"
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="trip_return_undone_by_somebody_at_some_time",
            ),
        ]


class TripCount(Model):
    """Somebody has counted on the way. `expected` is how many were out, and the ticks are of those who were seen."""

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="counts")
    stop = models.CharField(max_length=60, blank=True)
    expected = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def agrees(self):
        return self.expected == self.counted


class TripTick(Model):
    """One child was seen in a count that went by names."""

    count = models.ForeignKey(TripCount, models.PROTECT, related_name="ticks")
    trip_child = models.ForeignKey(TripChild, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "trip_child"], name="trip_tick_once")]
