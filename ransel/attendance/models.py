from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Group, Unit


class Reason(models.TextChoices):
    """All we ask: the rest is the family's own business."""

    ILL = "ill", _("Ill")
    APPOINTMENT = "appointment", _("Doctor or dentist")
    OTHER = "other", _("Something else")


class AbsenceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def on(self, day):
        return self.filter(day=day)

    def between(self, first_day, last_day):
        return self.filter(day__range=(first_day, last_day))


class Absence(Model):
    """A child is away on a day. One a child and day, however many have told of it; its reports say when and why.

    `notice` ties together the days that were told in one go, and so share their receipts.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="absences")
    day = models.DateField()
    notice = models.UUIDField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day"], condition=Q(withdrawn_at=None), name="absence_once_a_child_and_day"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="absence_withdrawn_by_somebody_at_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "day"], name="absence_of_child"),
            models.Index(fields=["notice"], name="absence_of_notice"),
        ]


class AbsenceReport(Model):
    """What one person told of one day. Without times it is the whole day."""

    absence = models.ForeignKey(Absence, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    from_time = models.TimeField(null=True, blank=True)
    to_time = models.TimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_time__isnull=True, to_time__isnull=True) | Q(to_time__gt=F("from_time")),
                name="absence_report_ends_after_it_starts",
            )
        ]


class CheckInQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def on(self, day):
        return self.filter(day=day)


class CheckIn(Model):
    """The child came. Undone, it is as if it never was; the row stays."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="check_ins")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="check_in_undone_by_somebody_at_some_time",
            )
        ]
        indexes = [models.Index(fields=["child", "day"], name="check_in_of_child")]


class CheckOut(Model):
    """The child left: the end of a check-in. Undone, the child is still here; the row stays, and another may come."""

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="check_outs")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_in"], condition=Q(undone_at=None), name="check_out_once_a_check_in"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="check_out_undone_by_somebody_at_some_time",
            ),
        ]
