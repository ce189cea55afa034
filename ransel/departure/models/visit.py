from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class Visit(Model):
    """One child goes home with another, on one day: the family of the host makes a code, that of the guest enters it.

    `lookup` is a keyed hash of the code, by which it is found. Ended by either, it is for both as if it never was.
    """

    host = models.ForeignKey(Child, models.PROTECT, related_name="visits_hosted")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    lookup = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    guest = models.ForeignKey(Child, models.PROTECT, related_name="visits", null=True, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(guest=None, taken_by=None, taken_at=None)
                | Q(guest__isnull=False, taken_by__isnull=False, taken_at__isnull=False),
                name="visit_taken_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="visit_ended_by_somebody_at_some_time",
            ),
            models.CheckConstraint(condition=Q(guest=None) | ~Q(guest=models.F("host")), name="visit_of_another_child"),
        ]
        indexes = [
            models.Index(fields=["host", "day"], name="visit_of_host"),
            models.Index(fields=["guest", "day"], name="visit_of_guest"),
        ]
