"""Who may fetch a child: its guardians, and those whom they have named. Somebody kept from the child is never there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.access.relations import guardianships_in_force
from ransel.access.residence import in_the_open
from ransel.core import clock
from ransel.departure.models.pickup import PickupPerson, folded
from ransel.departure.permits import SEE_PICKUP_PERSON
from ransel.people.models import Block, Child, Enrolment
from ransel.units.models import Function, UnitKind
from ransel.units.stay_rules import rules_of, usual


@dataclass
class Fetcher:
    """Somebody who may fetch. Guardians have no `pk`, and no more is said of them. `phone` is only for who gave it."""

    name: str
    own: bool = False
    pk: UUID | None = None
    guardian: UUID | None = None
    relation: str = ""
    phone: str = ""
    in_crisis: bool = False
    starts: date | None = None
    ends: date | None = None
    added_by: str = ""

    def may_on(self, day: date) -> bool:
        """Of somebody named: whether it is one of their days."""
        return self.starts is not None and self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass
class Fetched:
    """A child, and who may fetch it. `withheld`: others are not named, because an address is protected."""

    child: Child
    guardians: list[Fetcher]
    people: list[Fetcher]
    withheld: bool


def fetched_by(actor, children: list[Child]) -> list[Fetched]:
    """For a guardian of these children. Four statements, however many."""
    ids = [child.pk for child in children]
    shared = set(in_the_open(Child.objects.filter(pk__in=ids), clock.today(), "pk").values_list("pk", flat=True))
    guardians, people, kept_away = defaultdict(list), defaultdict(list), blocked_names(ids)
    for one in (
        guardianships_in_force(clock.today())
        .filter(child__in=ids)
        .select_related("guardian")
        .order_by("guardian__given_name", "pk")
    ):
        own = one.guardian_id == actor.person.pk
        guardians[one.child_id].append(Fetcher(one.guardian.name, own, guardian=one.guardian_id))
    rows = (
        SEE_PICKUP_PERSON.reach(actor)
        .filter(said_by_a_guardian("added_by"), child__in=ids)
        .select_related("added_by")
        .order_by("starts", "name")
    )
    for one in rows:
        if one.folded not in kept_away[one.child_id]:
            people[one.child_id].append(_fetcher(actor, one))
    return [
        Fetched(
            child,
            [one for one in guardians[child.pk] if one.own or child.pk in shared],
            people[child.pk],
            child.pk not in shared and len(guardians[child.pk]) > 1,
        )
        for child in children
    ]


def _fetcher(actor, one: PickupPerson) -> Fetcher:
    own = one.added_by_id == actor.person.pk
    return Fetcher(
        one.name,
        own,
        one.pk,
        relation=one.relation,
        phone=one.phone if own else "",
        in_crisis=one.in_crisis,
        starts=one.starts,
        ends=one.ends,
        added_by="" if own else one.added_by.name,
    )


def said_by_a_guardian(column):
    """Whether who stands in this column is a guardian of the row's child today. The word of others counts no more."""
    return Exists(guardianships_in_force(clock.today()).filter(child=OuterRef("child"), guardian=OuterRef(column)))


def blocked_names(children) -> dict[UUID, set[str]]:
    """By child, the names of those who are kept from it, as names are compared. One statement."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for one in Block.objects.standing().filter(child__in=children).select_related("person"):
        found[one.child_id].add(folded(one.person.name))
    return found


def least_age(children) -> int:
    """How old, in years, somebody must be to fetch all of these: what the strictest of their units says."""
    opened = {"unit__functions__name": Function.Name.DEPARTURE, "unit__functions__guardians__gte": Function.Use.EDIT}
    places = Enrolment.objects.not_over(clock.today()).filter(child__in=children, **opened)
    rules = rules_of({place.unit for place in places.select_related("unit")})
    return max((one.fetcher_age for one in rules.values()), default=usual(UnitKind.KINDERGARTEN).fetcher_age)
