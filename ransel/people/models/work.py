from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Lasting, LastingQuerySet
from ransel.people.models.person import Child, Person
from ransel.units.models import Group, Municipality, Unit


class PlaceType(models.TextChoices):
    FULL = "full", _("Full place")
    PART = "part", _("Part-time place")
    MORNING = "morning", _("Mornings")
    PUPIL = "pupil", _("Pupil")


class EnrolmentQuerySet(LastingQuerySet):
    def on(self, day):
        """The places where children are on this day: a temporary one stands in for another, and ends with it."""
        temporary = Enrolment.objects.lasting_on(day).filter(stands_in_for=OuterRef("pk"))
        base = Enrolment.objects.lasting_on(day).filter(pk=OuterRef("stands_in_for"))
        mine = self.lasting_on(day).filter(~Exists(temporary))
        return mine.filter(Q(stands_in_for=None) | Exists(base))

    def lasting_on(self, day):
        """By the dates of the row alone."""
        return super().on(day)


class Enrolment(Lasting):
    """A child's place in a unit, and in one of its groups, for as long as it lasts.

    A temporary place, in another group or unit for some days, names the place it stands in for.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(Group, models.PROTECT, related_name="enrolments", null=True, blank=True)
    place_type = models.CharField(max_length=20, choices=PlaceType.choices, default=PlaceType.FULL)
    stands_in_for = models.ForeignKey("self", models.PROTECT, related_name="stand_ins", null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stands_in_for=None) | (~Q(stands_in_for=F("id")) & Q(ends__isnull=False)),
                name="enrolment_temporary_until_a_day",
            ),
        ]


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
