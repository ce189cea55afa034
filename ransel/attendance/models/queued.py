from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ransel.core import clock
from ransel.core.models import Model
from ransel.identity.models import Tablet
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import Group, Unit

LATELY = timedelta(days=14)


class TapVerb(models.TextChoices):
    COME = "come", _("Came")
    LEAVE = "leave", _("Left")


class TapOutcome(models.TextChoices):
    COUNTED = "counted"
    LISTED = "listed"  # waits for a person
    DISMISSED = "dismissed"  # somebody leaves it so
    DECIDED = "decided"  # somebody has done otherwise what it said


class TapReason(models.TextChoices):
    """Why a tap is listed."""

    NOT_HERE = "not_here", _("Had not come, or had left already.")
    ELSEWHERE = "elsewhere", _("Was checked in somewhere else.")
    CORRECTED = "corrected", _("Somebody has put the times right, and this says something else.")
    NOT_AGREED = "not_agreed", _("Was not to leave like that. Somebody has to look at it.")
    TO_COME = "to_come", _("This time is not yet. The clock of the tablet may be wrong.")
    OTHER_DAY = "other_day", _("This was another day.")
    OTHER_GROUP = "other_group", _("The child is not on this board today.")


class QueuedTapQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(outcome=TapOutcome.LISTED)

    def listed_lately(self):
        """What a board says: after two weeks nobody knows any more, and the page of them alone has it."""
        return self.listed().filter(day__gte=clock.today() - LATELY)

    def decided_in(self, group, day):
        """Of children who have a place in the group that day: tapped there, or where the child has no place any more.

        Who has the child decides. The board asks with its children and unit, and the page with all of the group's.
        """
        there = Enrolment.objects.on(day).filter(child=OuterRef("child"), group=OuterRef("group"))
        return self.filter(Q(group=group) | ~Exists(there))

    def of_group(self, group, day):
        places = Enrolment.objects.on(day).filter(group=group)
        return self.decided_in(group.pk, day).filter(unit=group.unit_id, child__in=places.values("child"))

    def open(self):
        """What nobody has decided about."""
        return self.filter(outcome__in=(TapOutcome.COUNTED, TapOutcome.LISTED))


class QueuedTap(Model):
    """A tap that waited on a board without network, with the id and the time it got there.

    `tapped_at` is when it was, by our clock; `said_at` what the device said. `check_in` and `check_out` are the ids of
    the rows it is part of. `online`: it never waited, but stands on a day with taps that did, so that what was tapped
    first counts first, whichever came first to us.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="queued_taps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="queued_taps")
    day = models.DateField()  # it was received
    verb = models.CharField(max_length=10, choices=TapVerb.choices)
    online = models.BooleanField(default=False)
    tapped_at = models.DateTimeField()
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tablet = models.ForeignKey(Tablet, models.PROTECT, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=TapOutcome.choices, default=TapOutcome.COUNTED)
    reason = models.CharField(max_length=20, choices=TapReason.choices, blank=True)
    check_in = models.UUIDField(null=True, blank=True)
    check_out = models.UUIDField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = QueuedTapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, outcome__in=("counted", "listed"))
                | Q(decided_by__isnull=False, decided_at__isnull=False, outcome__in=("dismissed", "decided")),
                name="queued_tap_decided_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome="counted", reason="") | (~Q(outcome="counted") & ~Q(reason="")),
                name="queued_tap_counted_or_why_not",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "day"], name="queued_tap_of_child"),
            models.Index(fields=["group"], condition=Q(outcome="listed"), name="queued_tap_listed"),
        ]
