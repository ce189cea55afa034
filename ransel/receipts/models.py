from django.db import models
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class ReceiptQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(first_day__lte=day, last_day__gte=day)


class Subject(models.TextChoices):
    """What the thing sent is about, and so which function of the unit it belongs to."""

    ABSENCE = "absence", _("Absence")
    STAY = "stay", _("Times")
    DEPARTURE = "departure", _("How the child leaves")
    DAY_NOTE = "day_note", _("Day note")


class Receipt(Model):
    """What was sent to one unit about one child's days, and how far it has come: its steps say."""

    subject = models.CharField(max_length=20, choices=Subject.choices, default=Subject.ABSENCE)

    child = models.ForeignKey(Child, models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts")
    about = models.UUIDField()  # the thing that was sent; absence and what comes later share this table
    first_day = models.DateField()
    last_day = models.DateField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "unit"], name="receipt_once_a_unit")]
        indexes = [models.Index(fields=["child", "first_day"], name="receipt_of_child")]


class Step(models.IntegerChoices):
    """In the order in which they are climbed. What is told anew, or called off, begins at the bottom again."""

    SENT = 1, _("Sent")
    ON_BOARD = 2, _("On the board")
    SEEN = 3, _("Seen")
    DONE = 4, _("Done")


class Told(models.TextChoices):
    """What was sent with a step at the bottom."""

    REPORTED = "reported", _("Reported")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReceiptStep(Model):
    """One step climbed: which, when and by whom. On the board: the fragment was served. Seen: a named person tapped.

    Of what was sent: `late` when the unit's hour for today had gone, `until` the last day that still stands of
    something changed.
    """

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    told = models.CharField(max_length=20, choices=Told.choices, blank=True)
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    late = models.BooleanField(default=False)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receipt", "round", "step"], name="step_climbed_once")]
