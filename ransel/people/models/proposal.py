from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models.family import Block
from ransel.people.models.person import Child, Person, Protection


class ProposalQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answer=None)


class Proposal(Model):
    """What it takes two to do about a child's safety: one proposes it with a reason, another approves it, or not.

    Lifting a block names the block. Lowering a protection names whose it is, the child's own or a guardian's, from
    what and to what.
    """

    class Kind(models.TextChoices):
        LIFT_BLOCK = "lift_block", _("Lift a block")
        LOWER_PROTECTION = "lower_protection", _("Lower a protection")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    child = models.ForeignKey(Child, models.PROTECT, related_name="proposals")
    block = models.ForeignKey(Block, models.PROTECT, related_name="proposals", null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    protection = models.PositiveSmallIntegerField(choices=Protection.choices, null=True, blank=True)
    protection_was = models.PositiveSmallIntegerField(choices=Protection.choices, null=True, blank=True)
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="lift_block", block__isnull=False, person=None, protection=None)
                | Q(kind="lower_protection", block=None, person__isnull=False, protection__lt=F("protection_was")),
                name="proposal_names_what_it_is_about",
            ),
        ]


class ProposalAnswer(Model):
    """What another said to it. Its being here is the state; who, when and why come with it."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="answer")
    approved = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
