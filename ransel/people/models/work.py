from functools import lru_cache

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
        return super().on(day).filter(_where_the_child_is(day))

    def on_or_later(self, day):
        """Those of this day, and the lasting ones to come."""
        today = Q(starts__lte=day) & _where_the_child_is(day)
        return self.not_over(day).filter(today | Q(starts__gt=day, stands_in_for=None))


@lru_cache(maxsize=64)  # the question is kept, and never an answer
def _where_the_child_is(day):
    """No temporary place stands in for it; and if it is one itself, the place it stands in for holds."""
    lasting = LastingQuerySet(Enrolment).on(day)
    temporary = lasting.filter(stands_in_for=OuterRef("pk"))
    base = lasting.filter(pk=OuterRef("stands_in_for"))
    return ~Q(Exists(temporary)) & (Q(stands_in_for=None) | Q(Exists(base)))


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

    def counts_on(self, day):
        """Whether the child is here on this day. Asks for `stand_ins` and `stands_in_for`: fetch them along."""
        if self.stands_in_for and not self.stands_in_for.holds_on(day):
            return False
        return self.holds_on(day) and not any(one.holds_on(day) for one in self.stand_ins.all())


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
