from django.db import models

from ransel.core.models import Model
from ransel.people.models import Person


class Pin(Model):
    """An employee's own digits, hashed. Wrong too often in a row, it is locked until a new one is chosen."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="pin")
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)  # in a row
    locked_at = models.DateTimeField(null=True, blank=True)


class PinTry(Model):
    """Somebody wrote wrong digits: as whom, and on which tablet, if on one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="pin_tries")
    tablet = models.ForeignKey("identity.Tablet", models.PROTECT, related_name="pin_tries", null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tablet", "at"], name="pin_try_on_tablet")]
