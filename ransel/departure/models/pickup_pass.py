from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class PickupPassQuerySet(models.QuerySet):
    def waiting(self, day):
        """Those of this day that were neither used nor taken back. What was undone at the door, was not used."""
        handovers: Any = self.model._meta.get_field("handovers").related_model
        used = handovers.objects.filter(pickup_pass=OuterRef("pk"), check_out__undone_at=None)
        return self.filter(~Exists(used), day=day, withdrawn_at=None)


class PickupPass(Model):
    """Lets somebody fetch a child once: on one day, between two times, wall time in Oslo.

    Who holds it shows six digits, or a code that leads to its page at the unit. Both are made of its id: nothing that
    opens a door is kept. `folded` is the name as names are compared.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="pickup_passes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pickup_passes")
    day = models.DateField()
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=120)
    from_time = models.TimeField()
    to_time = models.TimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PickupPassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_time__gt=F("from_time")) & ~Q(name=""), name="pickup_pass_lasts"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="pickup_pass_withdrawn_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["child", "day"], name="pickup_pass_of_child")]
