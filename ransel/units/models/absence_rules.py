from datetime import time

from django.db import models
from django.db.models import F, Q

from ransel.core.models import Model
from ransel.units.models.unit import Municipality, Unit, UnitKind


class AbsenceRules(Model):
    """When a child is missed in a unit; without a unit, how units of a kind begin in the municipality.

    Absence told of today after `late_after` is late. From `unaccounted_at` a child is missed who has not come. When
    the family has been asked, it is asked again after `again_after`, and rung after `call_after`: minutes from the
    first time.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="absence_rules")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    unit = models.OneToOneField(Unit, models.CASCADE, related_name="absence_rules", null=True, blank=True)
    late_after = models.TimeField(default=time(9))
    unaccounted_at = models.TimeField(default=time(10))
    again_after = models.PositiveSmallIntegerField(default=10)
    call_after = models.PositiveSmallIntegerField(default=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"], condition=Q(unit=None), name="absence_rules_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(again_after__gte=1, call_after__gt=F("again_after")),
                name="absence_rules_ask_before_they_ring",
            ),
        ]
