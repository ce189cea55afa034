from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.departure.models.pickup import PickupPerson
from ransel.departure.models.visit import Visit
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class DepartureMode(models.TextChoices):
    PICKED_UP = "picked_up", _("Is picked up")
    WALKS_HOME = "walks_home", _("Walks home")
    CHILD_DECIDES = "child_decides", _("Decides when")
    TRANSPORT = "transport", _("Bus or taxi")
    GOES_WITH = "goes_with", _("Goes home with another child")


PICKED_UP, DECIDES = Q(mode=DepartureMode.PICKED_UP), Q(mode=DepartureMode.CHILD_DECIDES)
WITH_ANOTHER = Q(mode=DepartureMode.GOES_WITH)
AT_A_TIME = (DepartureMode.WALKS_HOME, DepartureMode.TRANSPORT)


class WayHome(Model):
    """How a child leaves. `at` is when, wall time in Oslo; who decides itself goes between `at` and `until`.

    Who is picked up is so by a guardian or by somebody named, or without either by one of those who may.
    """

    mode = models.CharField(max_length=20, choices=DepartureMode.choices)
    at = models.TimeField(null=True, blank=True)
    until = models.TimeField(null=True, blank=True)
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    pickup_person = models.ForeignKey(
        PickupPerson, models.PROTECT, related_name="%(class)s_rows", null=True, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=PICKED_UP
                | Q(guardian=None, pickup_person=None, at__isnull=False)
                | WITH_ANOTHER & Q(guardian=None, pickup_person=None, at=None),
                name="%(class)s_picked_up_or_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(guardian=None) | Q(pickup_person=None), name="%(class)s_picked_up_by_one"
            ),
            models.CheckConstraint(
                condition=Q(until=None) & ~DECIDES | Q(until__isnull=False, until__gt=F("at")) & DECIDES,
                name="%(class)s_between_two_times",
            ),
        ]


class DepartureDay(WayHome):
    """How a child leaves a unit on one day. Of several, the last counts: the highest number.

    `notice` ties together what was sent in one go. `late`: the hour for today had gone, so staff are to see it.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="departure_days")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="departure_days")
    day = models.DateField()
    number = models.PositiveIntegerField()
    notice = models.UUIDField()
    late = models.BooleanField(default=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="days", null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            *WayHome.Meta.constraints,
            models.UniqueConstraint(fields=["child", "unit", "day", "number"], name="departure_day_numbered"),
            models.CheckConstraint(
                condition=WITH_ANOTHER & Q(visit__isnull=False) | ~WITH_ANOTHER & Q(visit=None),
                name="departure_day_with_another_by_a_visit",
            ),
        ]
        indexes = [models.Index(fields=["notice"], name="departure_day_of_notice")]
