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


class MorningQuestionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(asked_at=None, ended_at=None)


class MorningQuestion(Model):
    """A guardian wants to be asked, at an hour of a morning after an absence: still away today?

    It waits until the first morning from `not_before` on with something to ask, is asked once, and answered by `away`.
    Ended, it is not asked, or no longer: the child is back, or another question has taken its place.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="morning_questions")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")
    notice = models.UUIDField()
    hour = models.TimeField()
    not_before = models.DateField()
    said_at = models.DateTimeField()
    asked_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    away = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MorningQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "guardian"],
                condition=Q(asked_at=None, ended_at=None),
                name="morning_question_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True, asked_at__isnull=True)
                | Q(asked_on__isnull=False, asked_at__isnull=False),
                name="morning_question_asked_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(away__isnull=True, answered_at__isnull=True)
                | Q(away__isnull=False, answered_at__isnull=False, asked_at__isnull=False),
                name="morning_question_answered_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="morning_question_ended_by_somebody_at_some_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "hour"],
                condition=Q(asked_at=None, ended_at=None),
                name="morning_question_waiting",
            )
        ]
