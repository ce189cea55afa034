from django.db import models
from django.db.models import Q

from ransel.attendance.models import CheckOut
from ransel.core.models import Model
from ransel.departure.models.departure import PICKED_UP, DepartureMode
from ransel.departure.models.pickup import PickupPerson
from ransel.departure.models.pickup_pass import PickupPass
from ransel.people.models import Person


class Handover(Model):
    """How a child left, and with whom: of one check-out, and undone with it.

    `name` is that of somebody who was on no list; they showed a pass, or a guardian had said on the phone that it may
    be so, and `spoken_with` is which; of a child without guardians the leader, or who stood at the door. Without `mode`
    nobody had said how it leaves, and nobody said with whom it did.
    """

    check_out = models.OneToOneField(CheckOut, models.PROTECT, related_name="handover")
    mode = models.CharField(max_length=20, choices=DepartureMode.choices, blank=True)
    as_agreed = models.BooleanField()
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    pickup_person = models.ForeignKey(PickupPerson, models.PROTECT, related_name="handover_rows", null=True, blank=True)
    name = models.CharField(max_length=100, blank=True)
    pickup_pass = models.ForeignKey(PickupPass, models.PROTECT, related_name="handovers", null=True, blank=True)
    spoken_with = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=PICKED_UP | Q(guardian=None, pickup_person=None, name=""), name="handover_picked_up_or_alone"
            ),
            models.CheckConstraint(
                condition=Q(guardian=None, pickup_person=None)
                | Q(guardian=None, name="")
                | Q(pickup_person=None, name=""),
                name="handover_to_one",
            ),
            models.CheckConstraint(
                condition=Q(name="") | Q(spoken_with__isnull=False) | Q(pickup_pass__isnull=False),
                name="handover_to_a_stranger_after_asking",
            ),
        ]
