from datetime import time

from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.units.models.unit import Municipality, Unit, UnitKind

MOST_HOURS = 60  # in a week
YOUNGEST, OLDEST = 10, 18  # that a unit can ask of who fetches


class StayRules(Model):
    """How a unit takes stay plans; without a unit, how units of a kind begin in the municipality.

    Children are sent home alone or with the bus every so many minutes: `send_home_every`. `meal_at` is when those who
    are there eat, as the kitchen counts.

    Who fetches a child and is no guardian has reached `fetcher_age`, in years.

    A part-time place, and one for mornings, may have so many hours a week; a full one has those of the unit.

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
    fetcher_age = models.PositiveSmallIntegerField(default=16)
    part_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    morning_hours = models.PositiveSmallIntegerField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(fetcher_age__gte=YOUNGEST, fetcher_age__lte=OLDEST), name="stay_rules_fetcher_age_known"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__gte": 1, f"{name}__lte": MOST_HOURS}), name=f"stay_rules_{name}_of_a_week"
                )
                for name in ("part_hours", "morning_hours")
            ),
        ]

    @property
    def says_hours(self) -> bool:
        """Whether there is a kind of place whose hours are said."""
        return bool(self.part_hours or self.morning_hours)

    def hours_of(self, place_type: str) -> int | None:
        """The hours a week that such a place has; None where nobody has said."""
        return {"part": self.part_hours, "morning": self.morning_hours}.get(place_type)
