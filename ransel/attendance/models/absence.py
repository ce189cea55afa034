from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person


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
