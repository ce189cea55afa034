from datetime import time

from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.units.models.unit import Municipality, Unit, UnitKind


class StayRules(Model):
    """How a unit takes stay plans; without a unit, how units of a kind begin in the municipality.

    Children are sent home alone or with the bus every so many minutes: `send_home_every`. `meal_at` is when those who
    are there eat, as the kitchen counts.

    The plan of a week locks on a weekday (1 is Monday) and a time of the week before it. Until `cut_off` guardians
    change what concerns today.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="stay_rules")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    unit = models.OneToOneField(Unit, models.CASCADE, related_name="stay_rules", null=True, blank=True)
    lock_weekday = models.PositiveSmallIntegerField(default=1)
    lock_time = models.TimeField(default=time(18))
    cut_off = models.TimeField(default=time(12))
    send_home_every = models.PositiveSmallIntegerField(default=30)
    meal_at = models.TimeField(default=time(11))
    automatic = models.BooleanField(default=False)  # a plan counts at once; else staff approve it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"], condition=Q(unit=None), name="stay_rules_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(lock_weekday__gte=1, lock_weekday__lte=7), name="stay_rules_lock_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(send_home_every__gte=5, send_home_every__lte=120),
                name="stay_rules_send_home_every_so_often",
            ),
        ]
