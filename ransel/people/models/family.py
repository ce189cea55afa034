from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Lasting, LastingQuerySet, Model
from ransel.people.models.person import Child, Person


class Guardianship(Lasting):
    """A guardian's say over a child. Until somebody has confirmed it, and without a ground, it opens nothing."""

    class Ground(models.TextChoices):
        PARENTAL_RESPONSIBILITY = "parental_responsibility", _("Parental responsibility")
        FOSTER_PLACEMENT = "foster_placement", _("Foster placement")
        APPOINTED_GUARDIAN = "appointed_guardian", _("Appointed guardian")

    class Residence(models.TextChoices):
        LIVES_WITH = "lives_with", _("The child lives here")
        SHARED_RESIDENCE = "shared_residence", _("Shared residence")
        VISITING = "visiting", _("Visiting")

    # `guardianship_pair` is the index of the guardian
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="guardianships", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="guardianships")
    ground = models.CharField(max_length=30, choices=Ground.choices, blank=True)
    residence = models.CharField(max_length=20, choices=Residence.choices, default=Residence.LIVES_WITH)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="guardianship_confirmed_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(ground=""), name="guardianship_confirmed_on_a_ground"
            ),
        ]
        indexes = [models.Index(fields=["guardian", "child"], name="guardianship_pair")]


class BlockQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifting=None)


class Block(Model):
    """A person is kept from a child, whatever the register says. No import touches this table."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="blocks")
    child = models.ForeignKey(Child, models.PROTECT, related_name="blocks")
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "child"], name="block_pair")]


class BlockLifting(Model):
    """The block no longer holds. Its being here is the state; who, when and why come with it."""

    block = models.OneToOneField(Block, models.PROTECT, related_name="lifting")
    reason = models.CharField(max_length=500)
    lifted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField()
