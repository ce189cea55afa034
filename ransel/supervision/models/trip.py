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
        """Those who have not come back, nor been handed over, nor left; of who went along twice, the last time."""
        returned = TripReturn.objects.filter(trip_child=OuterRef("pk"), undone_at=None)
        again = TripChild.objects.filter(trip=OuterRef("trip"), child=OuterRef("child"), at__gt=OuterRef("at"))
        gone = ~Exists(here_of_trip()) & Q(Exists(ends_of_trip()))
        return self.filter(~Exists(returned), ~Exists(again), ~gone)


OF_TRIP = {"child": OuterRef("child"), "unit": OuterRef("trip__unit"), "day": OuterRef("trip__day")}


def _ends():
    """A check-out that nobody made is none."""
    return CheckOut.objects.filter(undone_at=None, forgotten=False)


def here_of_trip():
    """For a statement over those along: by which check-in a child is in the trip's unit that day."""
    return CheckIn.objects.standing().filter(~Exists(_ends().filter(check_in=OuterRef("pk"))), **OF_TRIP)


def ends_of_trip():
    """For a statement over those along: how a child left the unit, and the trip with it.

    Check-ins are undone, replaced and told late while a child is out, so that only this counts: it left the unit since
    it set out, or by the check-in it set out with, and is not here by another. Who is here by none has not left.
    """
    of_trip = {f"check_in__{name}": value for name, value in OF_TRIP.items()}
    since = Q(at__gte=OuterRef("at")) | Q(check_in=OuterRef("check_in"))
    return _ends().filter(since, check_in__undone_at=None, **of_trip)


class TripChild(Model):
    """A child went along, while it was here by this check-in: who leaves the unit has left the trip too.

    One that came back and set out again has gone along twice.
    """

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")  # where its place is
    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = TripChildQuerySet.as_manager()


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
