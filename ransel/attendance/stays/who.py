"""Whose boards and pages a change concerns, and who sends it: a guardian, or somebody at work."""

from uuid import UUID

from ransel.access.relations import guardian, leader_of_child_to_come, staff_of_group_to_come
from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.units.models import Function

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
