"""Who stands how to whom. Each relation is written once, as a query over dated rows; everything else asks here.

A relation is the rows that make it hold for a person on a day, and the columns of them that name what is reached: a
guardianship names a child, an enrolment a child, a unit and a group. A permit matches these columns with the thing's
own, by IN when there is one and by EXISTS when there are more. Nothing about rights is kept anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ransel.core import clock
from ransel.identity.actor import Strength
from ransel.identity.models import Tablet
from ransel.people.models import Block, Child, Enrolment, Guardianship, Post, Role
from ransel.units.models import Function, Group, Joining

SAME = 64  # what is asked the same way all day is put together once: the question is kept, and never an answer
OF_AGE = 18  # vergemålsloven § 8, barnelova § 33: parental responsibility ends with it


@dataclass(frozen=True, eq=False)
class Relation:
    """`names` maps what is reached ("child", "unit", "group", "municipality") to the column of the rows naming it."""

    name: str
    rows: Callable[[object, date], QuerySet]
    names: dict[str, str]
    functions: Callable[[QuerySet, date, Q], QuerySet]
    of_guardian: bool = False
    of_tablet: bool = False  # it holds for a shared tablet itself, whoever stands at it
    at_tablet: bool = False  # it holds for who has opened one, within its groups

    def counts_for(self, actor) -> bool:
        if actor.tablet is None:
            return not self.of_tablet and (self.of_guardian or actor.strength >= Strength.PROVED)
        return self.of_tablet or (self.at_tablet and not actor.locked)

    def holding(self, actor, day, function=None, use=Function.Use.READ) -> QuerySet:
        """The rows that make it hold today; under a function, only where the unit has it switched on."""
        rows = self.rows(actor.tablet if self.of_tablet else actor.person.pk, day)
        if function is None:
            return rows
        opened = Q(guardians__gte=use) if self.of_guardian else Q(staff=True)
        return self.functions(rows, day, Q(name=function) & opened)


def in_their_unit(rows, day, opened):
    return rows.filter(Exists(Function.objects.filter(opened, unit=OuterRef("unit"))))


def _in_a_unit_of_the_child(rows, day, opened):
    """A place that begins next month counts too: a family prepares. One that is over does not."""
    return rows.filter(_has_a_unit_of("pk" if rows.model is Child else "child", day, opened))


@lru_cache(maxsize=SAME)
def _has_a_unit_of(child, day, opened):
    functions = Function.objects.filter(opened, unit=OuterRef("unit"))
    return Exists(Enrolment.objects.not_over(day).filter(Exists(functions), child=OuterRef(child)))


def _as_it_is(rows, day, opened):
    return rows


@lru_cache(maxsize=SAME)
def born_after(day):
    """Who is born after this day is under age on `day`."""
    return day - relativedelta(years=OF_AGE)


def guardianships_in_force(day):
    """Everybody's, for those who ask who is to be told; a block, an end and a birthday hold here as everywhere."""
    return _in_force(day).all()


@lru_cache(maxsize=SAME)
def _in_force(day):
    return that_open(Guardianship.objects.on(day)).filter(child__person__birth_date__gt=born_after(day))


def that_open(guardianships):
    """Those of them that are confirmed on a ground, and not kept away by a block; on whichever day they hold."""
    blocked = Block.objects.standing().filter(person=OuterRef("guardian"), child=OuterRef("child"))
    confirmed = {"confirmed_at__isnull": False, "ground__in": Guardianship.Ground.values}
    return guardianships.filter(~Exists(blocked), **confirmed)


def _guardianships(person, day):
    return guardianships_in_force(day).filter(guardian=person)


def _own(person, day):
    return Child.objects.filter(person=person)


def _posts(person, day, *roles):
    return Post.objects.on(day).filter(person=person, role__in=roles)


IN_GROUP = (Role.EMPLOYEE, Role.SUBSTITUTE, Role.CONTACT_TEACHER)


def _groups_i_work_in(person, day):
    """One's own, and those that are joined with one of them at this hour."""
    own = _posts(person, day, *IN_GROUP).filter(group__isnull=False).values("group")
    hour = timezone.localtime(clock.minute()).time()
    joined = Joining.objects.on(day).filter(from_time__lte=hour, to_time__gt=hour, groups__in=own)
    return Group.objects.filter(Q(pk__in=own) | Q(pk__in=Group.objects.filter(joinings__in=joined).values("pk")))


def _places_in_my_groups(person, day):
    return Enrolment.objects.on(day).filter(group__in=_groups_i_work_in(person, day).values("pk"))


def _places_to_come_in_my_groups(person, day):
    return Enrolment.objects.not_over(day).filter(group__in=_groups_i_work_in(person, day).values("pk"))


def _places_in_units_i_lead(person, day):
    return Enrolment.objects.on(day).filter(unit__in=_posts(person, day, Role.LEADER).values("unit"))


def _places_to_come_in_units_i_lead(person, day):
    return Enrolment.objects.not_over(day).filter(unit__in=_posts(person, day, Role.LEADER).values("unit"))


def _places_in_my_office(person, day):
    posts = _posts(person, day, Role.LEADER, Role.OFFICE)
    return Enrolment.objects.not_over(day).filter(unit__in=posts.values("unit"))


def _places_in_my_municipality(person, day):
    posts = _posts(person, day, Role.MUNICIPALITY)
    return Enrolment.objects.not_over(day).filter(unit__municipality__in=posts.values("municipality"))


def _groups_of_tablet(tablet, _day):
    return Group.objects.filter(tablets__in=Tablet.objects.paired().filter(pk=tablet))


def _places_of_tablet(tablet, day):
    return Enrolment.objects.on(day).filter(group__in=_groups_of_tablet(tablet, day).values("pk"))


CHILD, PLACE = {"child": "child"}, {"child": "child", "unit": "unit"}

guardian = Relation("guardian", _guardianships, CHILD, _in_a_unit_of_the_child, of_guardian=True)
pupil_self = Relation("the pupil", _own, {"child": "pk"}, _in_a_unit_of_the_child, of_guardian=True)
staff_of_group = Relation("staff of the child's group", _places_in_my_groups, PLACE, in_their_unit, at_tablet=True)
staff_of_group_to_come = Relation(
    "staff of the child's group, also before its first day", _places_to_come_in_my_groups, PLACE, in_their_unit
)
leader_of_child = Relation("leader of the child's unit", _places_in_units_i_lead, PLACE, in_their_unit, at_tablet=True)
tablet_of_child = Relation("the child's group's tablet", _places_of_tablet, PLACE, in_their_unit, of_tablet=True)
leader_of_child_to_come = Relation(
    "leader of the child's unit, also before its first day", _places_to_come_in_units_i_lead, PLACE, in_their_unit
)
office_of_child = Relation("office of the child's unit", _places_in_my_office, PLACE, in_their_unit)
municipality_of_child = Relation("the child's municipality", _places_in_my_municipality, PLACE, in_their_unit)

staff_in_group = Relation(
    "staff in the group",
    _groups_i_work_in,
    {"group": "pk"},
    in_their_unit,
    at_tablet=True,
)
tablet_of_group = Relation("the group's tablet", _groups_of_tablet, {"group": "pk"}, in_their_unit, of_tablet=True)
leader_of_unit = Relation(
    "leader of the unit",
    lambda person, day: _posts(person, day, Role.LEADER),
    {"unit": "unit"},
    in_their_unit,
    at_tablet=True,
)
office_of_unit = Relation(
    "office of the unit",
    lambda person, day: _posts(person, day, Role.LEADER, Role.OFFICE),
    {"unit": "unit"},
    in_their_unit,
)
for_municipality = Relation(
    "works for the municipality",
    lambda person, day: _posts(person, day, Role.MUNICIPALITY),
    {"municipality": "municipality"},
    _as_it_is,
)
