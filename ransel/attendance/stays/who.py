"""Whose boards and pages a change concerns, and who sends it: a guardian, or somebody at work."""

from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access.relations import guardian, leader_of_child_to_come, staff_of_group_to_come
from ransel.core import clock
from ransel.core.writing import Refused
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.units.models import Function, Unit

STAY = Function.Name.STAY


def groups_of(children: list[Child]) -> set[UUID]:
    """The groups in which they have places, now or to come. One statement."""
    places = Enrolment.objects.not_over(clock.today()).filter(child__in=children, group__isnull=False)
    return set(places.values_list("group", flat=True))


def at_home(actor: Actor, children) -> set[UUID]:
    """The ids of those whose guardian the actor is. One statement."""
    return set(guardian.holding(actor, clock.today()).filter(child__in=children).values_list("child", flat=True))


def at_work(actor: Actor, children) -> set[tuple[UUID, UUID]]:
    """The children and units that the actor works with, or will: plans are made before a first day. Two statements."""
    found: set = set()
    for relation in (staff_of_group_to_come, leader_of_child_to_come):
        rows = relation.holding(actor, clock.today(), STAY).filter(child__in=children)
        found |= set(rows.values_list("child", "unit"))
    return found


def families_plan(unit: Unit) -> bool:
    """Whether guardians can say the times of their children themselves. One statement."""
    return Function.objects.filter(unit=unit, name=STAY, guardians__gte=Function.Use.EDIT).exists()


def refuse_where_families_do_not_plan(unit: Unit):
    """They are not asked for what they can not say. Raises Refused. One statement."""
    if not families_plan(unit):
        raise Refused(_("Families can not say times themselves in %(unit)s.") % {"unit": unit.name})
