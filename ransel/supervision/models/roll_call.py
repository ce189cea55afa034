from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit


class RollCall(Model):
    """Everybody who was here at a moment is looked for: of a group, or without one of the whole unit.

    Where nobody ended it on its day, it is ended by nobody when the roll is called on another.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roll_calls")
    group = models.ForeignKey(Group, models.PROTECT, related_name="roll_calls", null=True, blank=True)
    drill = models.BooleanField()
    day = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False),
                name="roll_call_ended_at_some_time",
            ),
            models.UniqueConstraint(
                fields=["unit", "day", "drill"], condition=Q(ended_at=None, group=None), name="roll_call_once_a_unit"
            ),
            models.UniqueConstraint(
                fields=["group", "day", "drill"], condition=Q(ended_at=None), name="roll_call_once_a_group"
            ),
        ]
        indexes = [models.Index(fields=["unit", "day"], name="roll_call_of_unit")]


class RollCallChildQuerySet(models.QuerySet):
    def called(self):
        """Those who are looked for."""
        return self.filter(where__in=RollCallChild.CALLED)

    def missing(self):
        marks = SafeMark.objects.filter(listed=OuterRef("pk"), undone_at=None)
        return self.called().filter(~Exists(marks))


class RollCallChild(Model):
    """Where a child was by the board when the roll was called. It does not change afterwards.

    But called again while it goes on, who has come since is on the list too, and is called.
    `reason` is why the roll call was ended without it, by who ended it.
    """

    class Where(models.TextChoices):
        HERE = "here", pgettext_lazy("roll call", "Here")
        ON_TRIP = "on_trip", _("On a trip")
        AWAY = "away", _("Away")
        LEFT = "left", _("Left")
        NOT_COME = "not_come", _("Not come")

    CALLED = (Where.HERE, Where.ON_TRIP)

    roll_call = models.ForeignKey(RollCall, models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", null=True, blank=True)
    where = models.CharField(max_length=20, choices=Where.choices)
    reason = models.CharField(max_length=200, blank=True)

    objects = RollCallChildQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll_call", "child"], name="roll_call_child_once")]


class SafeMark(Model):
    """Somebody has seen that the child is safe. Undone, nobody has; the row stays."""

    listed = models.ForeignKey(RollCallChild, models.PROTECT, related_name="marks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listed"], condition=Q(undone_at=None), name="safe_mark_once_a_child"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="safe_mark_undone_by_somebody_at_some_time",
            ),
        ]
