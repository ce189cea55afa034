from django.db import models
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model


class Protection(models.IntegerChoices):
    """Whether the address is kept secret in the population register (folkeregisterloven § 10-4). Higher is stronger."""

    NONE = 0, _("Not protected")
    CONFIDENTIAL = 1, _("Confidential address")
    STRICTLY_CONFIDENTIAL = 2, _("Strictly confidential address")


class Person(Model):
    """A human being: guardian, employee, child. What they may do follows from other rows."""

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField(null=True, blank=True)
    protection = models.PositiveSmallIntegerField(choices=Protection.choices, default=Protection.NONE)
    language = models.CharField(max_length=5, default="nb")

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self):
        return (self.given_name[:1] + self.family_name[:1]).upper()

    @property
    def protected(self):
        return self.protection > Protection.NONE


class NationalId(Model):
    """Fødselsnummer or D-number, here and nowhere else: the number encrypted, and a keyed hash to find it by.

    Personopplysningsloven § 12: only where a sure identification needs it.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="national_id")
    cipher = models.BinaryField()
    lookup = models.CharField(max_length=64, unique=True)


class ChildQuerySet(models.QuerySet):
    def named(self):
        """With their names, in the order people look for them."""
        return self.select_related("person").order_by("person__given_name", "person__family_name", "pk")


class Child(Model):
    """A person who has, had or will have a place in a unit."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="as_child")

    objects = ChildQuerySet.as_manager()

    @property
    def name(self):
        return self.person.name

    @property
    def given_name(self):
        return self.person.given_name
