from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class Asked(Model):
    """Staff of a unit miss a child, and have asked the family. Once a child, unit and day.

    Unanswered, the family is asked again when `again_due` has come, and stands on the board's list of those to ring
    from `call_due` on; `again_at` and `woken_at` say that this was done.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    again_due = models.DateTimeField()
    again_at = models.DateTimeField(null=True, blank=True)
    call_due = models.DateTimeField()
    woken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "unit", "day"], name="asked_once_a_child_unit_and_day"),
            models.CheckConstraint(condition=Q(again_due__gt=F("at")), name="asked_before_it_is_asked_again"),
        ]
        indexes = [models.Index(fields=["day"], name="asked_of_a_day")]


class Where(models.TextChoices):
    """What a family can answer."""

    AWAY = "away", _("Away today")
    ON_THE_WAY = "on_the_way", _("On the way")
    SHOULD_BE_THERE = "should_be_there", _("Should be with you")


class FamilyAnswer(Model):
    """What a guardian answered. Each may say another thing later; what each said last counts."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="answers")
    where = models.CharField(max_length=20, choices=Where.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
