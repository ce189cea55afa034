"""Letters to those who can't be reached otherwise. No address is kept: who sends a letter writes it on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person
from ransel.units.models import Unit


class How(models.TextChoices):
    PRINT = "print", _("On paper, from the office")
    SVARUT = "svarut", _("By SvarUt")


class Dropped(models.TextChoices):
    """Why a letter was not sent. The first four are said at the office, the rest are found."""

    NO_ADDRESS = "no_address", _("We do not know where they live")
    RETURNED = "returned", _("An earlier letter came back")
    TOLD = "told", _("They were told in another way")
    MISTAKE = "mistake", _("It should not have been planned")
    NO_ACCESS = "no_access", _("They no longer have access to the child")
    SEEN = "seen", _("They have seen it in Ransel meanwhile")
    LEFT = "left", _("The child has left the unit")
    REPLACED = "replaced", _("A newer letter says the same")

    @classmethod
    def said(cls):
        return [cls.NO_ADDRESS, cls.RETURNED, cls.TOLD, cls.MISTAKE]


class Printing(Model):
    """Letters of a unit that were printed together. They are sent when somebody says so."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="printings")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "made_at"], name="printing_of_unit")]


class LetterQuerySet(models.QuerySet):
    def undone(self):
        return self.filter(sent_at=None, dropped_at=None)

    def waiting(self):
        return self.undone().filter(made_at=None)


class Letter(Model):
    """That there is something new about a child, on paper. It covers all that its receiver was told of it until then.

    `made_at` is written before it leaves. `known_as` is what SvarUt calls it, and `came_back_at` when
    SvarUt could not deliver it: then it is for the office to print. `code` stands on the paper, so that who calls
    about it need not say a name.
    """

    receiver = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=How.choices, default=How.PRINT)
    code = models.CharField(max_length=8, unique=True)
    planned_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    printing = models.ForeignKey(Printing, models.PROTECT, related_name="letters", null=True, blank=True)
    known_as = models.CharField(max_length=64, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.CharField(max_length=20, choices=Dropped.choices, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "child"],
                condition=Q(made_at=None, sent_at=None, dropped_at=None),
                name="letter_one_waiting",
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="letter_sent_or_dropped"),
            models.CheckConstraint(
                condition=Q(dropped_at=None, reason="") | (Q(dropped_at__isnull=False) & ~Q(reason="")),
                name="letter_dropped_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "planned_at"], name="letter_of_unit"),
            models.Index(fields=["receiver", "child", "planned_at"], name="letter_covers"),
        ]
