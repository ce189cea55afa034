from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ransel.core.models import Lasting, LastingQuerySet, Model


class Municipality(Model):
    """The controller of the data: kommune. One installation holds many."""

    name = models.CharField(max_length=100)
    number = models.CharField(max_length=4, unique=True)


class SchoolYear(Lasting):
    """A municipality's school year and its two terms (opplæringslova § 14-1). `ends` is never empty."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="school_years")
    second_term_starts = models.DateField()

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=False, second_term_starts__gt=F("starts"), second_term_starts__lte=F("ends")),
                name="school_year_of_two_terms",
            ),
        ]


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
    colour = models.PositiveSmallIntegerField(default=0)  # 1-6, its look on guardians' pages; 0 has none of its own

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(colour__lte=6), name="unit_colour_known")]


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


class Joining(Lasting):
    """Groups of a unit that are one between two times of the day, early or late: their staff reach all of them."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="joinings")
    from_time = models.TimeField()
    to_time = models.TimeField()
    groups = models.ManyToManyField(Group, related_name="joinings")

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=Q(to_time__gt=F("from_time")), name="joining_ends_after_it_begins"),
        ]


class Function(Model):
    """What a unit uses: its staff have it or not, and guardians as much of it as `guardians` says. No row is off."""

    class Name(models.TextChoices):
        ABSENCE = "absence", pgettext_lazy("function", "Absence")
        DAYBOARD = "dayboard", pgettext_lazy("function", "The board")
        PRESENCE = "presence", pgettext_lazy("function", "Check-in and check-out")
        STAY = "stay", pgettext_lazy("function", "Stay plans")
        DEPARTURE = "departure", pgettext_lazy("function", "Departure")
        DAY_NOTE = "day_note", pgettext_lazy("function", "Day notes")
        CARE = "care", pgettext_lazy("function", "Sleep and meals")

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

    @classmethod
    def used_in(cls, kind: str) -> list[Name]:
        """Those that such a unit can use: a school has a timetable, nobody is fetched in it, and nobody sleeps."""
        unused = [cls.Name.STAY, cls.Name.DEPARTURE] if kind == UnitKind.SCHOOL else []
        unused += [] if kind == UnitKind.KINDERGARTEN else [cls.Name.CARE]
        return [name for name in cls.Name if name not in unused]


class FunctionRule(Model):
    """What units of a kind begin with in a municipality; locked, it is so in each of them."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="function_rules")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name = models.CharField(max_length=20, choices=Function.Name.choices)
    guardians = models.PositiveSmallIntegerField(choices=Function.Use.choices, default=Function.Use.OFF)
    staff = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "kind", "name"], name="rule_once_a_kind")]
