from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ransel.core.models import Model


class Municipality(Model):
    """The controller of the data: kommune. One installation holds many."""

    name = models.CharField(max_length=100)
    number = models.CharField(max_length=4, unique=True)


class UnitKind(models.TextChoices):
    KINDERGARTEN = "kindergarten", _("Kindergarten")
    SCHOOL = "school", _("School")
    AFTER_SCHOOL = "after_school", _("After-school")


class Unit(Model):
    """A kindergarten, a school or an after-school."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="units")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name = models.CharField(max_length=150)
    number = models.CharField(max_length=9, blank=True)  # organisasjonsnummer, as Enhetsregisteret gives it
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)


class GroupKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    CLASS = "class", _("Class")
    TEACHING_GROUP = "teaching_group", _("Teaching group")


class Group(Model):
    """A department in a kindergarten or an after-school, a class or a teaching group in a school."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=20, choices=GroupKind.choices)
    name = models.CharField(max_length=100)
    year_level = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)


class Function(Model):
    """What a unit uses: its staff have it or not, and guardians as much of it as `guardians` says. No row is off."""

    class Name(models.TextChoices):
        ABSENCE = "absence", pgettext_lazy("function", "Absence")
        DAYBOARD = "dayboard", pgettext_lazy("function", "The board")
        PRESENCE = "presence", pgettext_lazy("function", "Check-in and check-out")

    class Use(models.IntegerChoices):
        OFF = 0, _("Off")
        READ = 1, _("Read")
        EDIT = 2, _("Edit")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="functions")
    name = models.CharField(max_length=20, choices=Name.choices)
    guardians = models.PositiveSmallIntegerField(choices=Use.choices, default=Use.OFF)
    staff = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="function_once_a_unit"),
            models.CheckConstraint(condition=Q(guardians__lte=2), name="function_use_known"),
        ]
