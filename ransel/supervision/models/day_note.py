from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from ransel.core.models import Model
from ransel.people.models import Child, Person

LONGEST = 200


class Slept(models.TextChoices):
    WELL = "well", pgettext_lazy("slept", "Well")
    BADLY = "badly", pgettext_lazy("slept", "Badly")


class Breakfast(models.TextChoices):
    LITTLE = "little", pgettext_lazy("breakfast", "Little")
    NOTHING = "nothing", pgettext_lazy("breakfast", "Nothing")


class Mood(models.TextChoices):
    GLAD = "glad", pgettext_lazy("mood", "Glad")
    TIRED = "tired", pgettext_lazy("mood", "Tired")
    UPSET = "upset", pgettext_lazy("mood", "Upset")


class Things(models.TextChoices):
    BROUGHT = "brought", pgettext_lazy("things", "We bring")
    MISSING = "missing", pgettext_lazy("things", "Something is missing")


class DayNoteQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def on(self, day):
        return self.filter(day=day)

    def not_over(self, day):
        return self.filter(day__gte=day)


class DayNote(Model):
    """What a guardian tells staff of a child's day: one way, in few words. To all units of the child that take it."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="day_notes")
    day = models.DateField()
    slept = models.CharField(max_length=10, choices=Slept.choices, blank=True)
    breakfast = models.CharField(max_length=10, choices=Breakfast.choices, blank=True)
    mood = models.CharField(max_length=10, choices=Mood.choices, blank=True)
    things = models.CharField(max_length=10, choices=Things.choices, blank=True)
    text = models.CharField(max_length=LONGEST, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DayNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(slept="", breakfast="", mood="", things="", text=""), name="day_note_says_something"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="day_note_withdrawn_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["child", "day"], name="day_note_of_child")]
