from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit


class Stage(models.IntegerChoices):
    """How much an answer binds: first as far as one knows, then for good."""

    PROVISIONAL = 1, _("Provisional")
    BINDING = 2, _("Binding")


class HolidayCampaign(Model):
    """A unit asks who comes in a holiday, of some of its groups. Plans stand beneath, and are never touched.

    Guardians answer from `opens_on`; provisionally until one deadline, if there is one, and then bindingly until the
    other. All are days, and the last ones included. `asks_times`: from when to when, and not only whether.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="holiday_campaigns")
    groups = models.ManyToManyField(Group, related_name="holiday_campaigns")
    title = models.CharField(max_length=100)
    first_day = models.DateField()
    last_day = models.DateField()
    opens_on = models.DateField()
    provisional_until = models.DateField(null=True, blank=True)
    binding_until = models.DateField()
    asks_times = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # when the families were told that it is open
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), binding_until__lt=F("first_day"))
                & Q(binding_until__gte=F("opens_on")),
                name="holiday_campaign_in_order",
            ),
            models.CheckConstraint(
                condition=Q(provisional_until__isnull=True)
                | Q(provisional_until__gte=F("opens_on"), provisional_until__lt=F("binding_until")),
                name="holiday_campaign_provisional_first",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="holiday_campaign_ended_by_somebody_at_some_time",
            ),
        ]


class HolidayDay(Model):
    """What a family answered of a child's day in a campaign. Of several the last counts: the highest number."""

    campaign = models.ForeignKey(HolidayCampaign, models.PROTECT, related_name="days")
    child = models.ForeignKey(Child, models.PROTECT, related_name="holiday_days")
    day = models.DateField()
    number = models.PositiveIntegerField()
    stage = models.PositiveSmallIntegerField(choices=Stage.choices)
    comes = models.BooleanField()
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "child", "day", "number"], name="holiday_day_numbered"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(comes=True, end__gt=F("start")),
                name="holiday_day_ends_after_it_starts",
            ),
        ]


class HolidayReminder(Model):
    """Families of a group that had not answered were reminded on a day."""

    campaign = models.ForeignKey(HolidayCampaign, models.CASCADE, related_name="reminders")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    day = models.DateField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "group", "day"], name="holiday_reminder_once_a_day"),
        ]
