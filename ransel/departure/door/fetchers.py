"""Who may fetch children this day, as staff at the door must know it. Addresses are no part of it."""

from collections import defaultdict
from uuid import UUID

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.departure.door.judging import MayFetch
from ransel.departure.models import PickupPerson
from ransel.departure.passes.reading import passes_waiting
from ransel.departure.who import blocked_names, said_by_a_guardian
from ransel.people.models import Post, Role


def _named(ids):
    people = PickupPerson.objects.on(clock.today()).filter(said_by_a_guardian("added_by"), child__in=ids)
    return people.order_by("name")


def who_may_fetch(children, unit: UUID | None) -> dict[UUID, MayFetch]:
    """By child's id; passes are those of the unit. Four statements, however many."""
    ids = set(children)
    found: dict[UUID, MayFetch] = defaultdict(MayFetch)
    for child, names in blocked_names(ids).items():
        found[child].kept_away = names
    here = guardianships_in_force(clock.today()).filter(child__in=ids).select_related("guardian")
    for one in here.order_by("guardian__given_name", "guardian__family_name", "pk"):
        found[one.child_id].guardians[one.guardian_id] = one.guardian.name
    for person in _named(ids):
        if person.folded not in found[person.child_id].kept_away:
            found[person.child_id].people[person.pk] = person.name
    for child, passes in passes_waiting(ids, unit).items() if unit else ():
        kept_away = found[child].kept_away
        found[child].passes = {one.pk: one for one in passes if one.folded not in kept_away}
    for pk in ids:
        if not found[pk].guardians:
            found[pk].leaders = _leaders(unit)
    return {pk: found[pk] for pk in ids}


def _leaders(unit) -> dict[UUID, str]:
    """Who decides for a child that has no guardian here."""
    posts = Post.objects.on(clock.today()).filter(unit=unit, role=Role.LEADER).select_related("person")
    return {one.person_id: one.person.name for one in posts}
