from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Lasting, LastingQuerySet, Model
from ransel.units.models import Group, Municipality, Unit


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

    guardian = models.ForeignKey(Person, models.PROTECT, related_name="guardianships")
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


class PlaceType(models.TextChoices):
    FULL = "full", _("Full place")
    PART = "part", _("Part-time place")
    MORNING = "morning", _("Mornings")
    PUPIL = "pupil", _("Pupil")


class Enrolment(Lasting):
    """A child's place in a unit, and in one of its groups, for as long as it lasts."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(Group, models.PROTECT, related_name="enrolments", null=True, blank=True)
    place_type = models.CharField(max_length=20, choices=PlaceType.choices, default=PlaceType.FULL)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [*Lasting.Meta.constraints]


class Role(models.TextChoices):
    EMPLOYEE = "employee", _("Employee")
    SUBSTITUTE = "substitute", _("Substitute")
    CONTACT_TEACHER = "contact_teacher", _("Contact teacher")
    SUBJECT_TEACHER = "subject_teacher", _("Subject teacher")
    LEADER = "leader", _("Leader")
    OFFICE = "office", _("Office")
    MUNICIPALITY = "municipality", _("Municipality")


class Post(Lasting):
    """What somebody does for a municipality: in a group, in a whole unit, or for all of it. It ends by its date."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", null=True, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="posts", null=True, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role="municipality", unit=None, group=None)
                | (~Q(role="municipality") & Q(unit__isnull=False)),
                name="post_in_a_unit_or_for_the_municipality",
            ),
        ]
