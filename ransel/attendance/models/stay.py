from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Lasting, LastingQuerySet, Model
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit

MOST_WEEKS = 8


class StayPlanQuerySet(LastingQuerySet):
    def approved(self):
        return self.filter(answer__outcome=StayAnswer.Outcome.APPROVED)

    def pending(self):
        return self.filter(answer=None)


class StayPlan(Lasting):
    """When a child is to be in a unit: a rota of weeks, the first of them the week (ISO 8601) of `starts`.

    With a `home` it is about that guardian's days of a shared residence, and about no others. What staff said to it is
    its answer; without one it is pending. It always ends: `ends` is never empty.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="stay_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stay_plans")
    home = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    number = models.PositiveIntegerField()  # counts a child's plans in a unit: who knows the last, knows them all
    weeks = models.PositiveSmallIntegerField()
    late = models.BooleanField(default=False)  # sent when its first week was locked
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = StayPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(ends__isnull=False), name="stay_plan_ends"),
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=MOST_WEEKS), name="stay_plan_of_1_to_8_weeks"),
            models.UniqueConstraint(fields=["child", "unit", "number"], name="stay_plan_numbered"),
        ]


class StayInterval(Model):
    """From when to when on one weekday of the rota; without times the child is there, and nobody knows yet when.

    Week 1 is the first, weekday 1 is Monday. A weekday with none of these is a day the child does not come.
    """

    plan = models.ForeignKey(StayPlan, models.CASCADE, related_name="intervals")
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="stay_interval_of_a_weekday"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")),
                name="stay_interval_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["plan", "week", "weekday", "start"], name="stay_interval_once"),
        ]


class StayAnswer(Model):
    """What became of a plan: said by staff, or by the family that took it back. Superseded is what days tell.

    `automatic` where the unit lets plans count at once.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    plan = models.OneToOneField(StayPlan, models.CASCADE, related_name="answer")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    automatic = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()


class StayAdjustment(Model):
    """One day of a child in a unit that is otherwise than its plan. Of several, the last counts: the highest number.

    `notice` ties together what was sent in one go. `late`: the week was locked, so staff are to see it.
    """

    class Kind(models.TextChoices):
        TIMES = "times", _("Other times")
        TIME_OFF = "time_off", _("Time off")
        PRESENT = "present", _("Comes, the time is not known yet")
        AS_PLAN = "as_plan", _("As the plan")

    child = models.ForeignKey(Child, models.PROTECT, related_name="stay_adjustments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stay_adjustments")
    day = models.DateField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    notice = models.UUIDField()
    late = models.BooleanField(default=False)
    by_staff = models.BooleanField(default=False)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "unit", "day", "number"], name="stay_adjustment_numbered"),
        ]
        indexes = [models.Index(fields=["notice"], name="stay_adjustment_of_notice")]


class AdjustedInterval(Model):
    """From when to when on the adjusted day."""

    adjustment = models.ForeignKey(StayAdjustment, models.CASCADE, related_name="intervals")
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="adjusted_interval_ends_after_it_starts"),
            models.UniqueConstraint(fields=["adjustment", "start"], name="adjusted_interval_once"),
        ]


class StayReminder(Model):
    """Families of a group without times in a week (by its Monday) were reminded on a day."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="stay_reminders")
    monday = models.DateField()
    day = models.DateField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "monday", "day"], name="stay_reminder_once_a_day"),
        ]
