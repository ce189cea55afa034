from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person


class NoteKind(models.TextChoices):
    """What staff have to know of a child, the most urgent first."""

    ALLERGY = "allergy", _("Allergy")
    HEALTH = "health", _("Illness and medicine")
    MUST_KNOW = "must_know", _("What staff must know")
    LANGUAGE = "language", _("Language, and interpreter")


class CardNote(Model):
    """One line of a child's card, in a guardian's words. Taken off the card, it was on it from one moment to another.

    Health data, GDPR art. 9: shown to who works with the child and has written their PIN, and each look is recorded.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="card_notes")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    text = models.CharField(max_length=300)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="card_note_ended_by_somebody_at_some_time",
            )
        ]
        indexes = [models.Index(fields=["child"], condition=Q(ended_at=None), name="card_note_of_child")]
