from django.db import models
from django.db.models import Q

from ransel.core.models import Lasting, LastingQuerySet, Model
from ransel.people.models.person import Child, Person


class ResidencePatternQuerySet(LastingQuerySet):
    def accepted(self):
        return self.filter(answer__accepted=True)

    def unanswered(self):
        return self.filter(answer=None)


class ResidencePattern(Lasting):
    """Whose day it is, for a child with shared residence: a rota of weeks from the Monday of `starts`.

    Proposed by one guardian and accepted by the other; or registered by the office, which answers for it itself.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="residence_patterns")
    weeks = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = ResidencePatternQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=8), name="residence_pattern_of_1_to_8_weeks"),
        ]


class ResidenceDay(Model):
    """One day of the rota: week 1 is the first, weekday 1 is Monday as in ISO 8601."""

    pattern = models.ForeignKey(ResidencePattern, models.CASCADE, related_name="days")
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pattern", "week", "weekday"], name="residence_day_once"),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="residence_day_of_a_week"),
        ]


class ResidenceAnswer(Model):
    """What the other guardian said to a pattern, or that it was withdrawn before that."""

    pattern = models.OneToOneField(ResidencePattern, models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
