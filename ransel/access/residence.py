"""Who may say whose day it is, and see it. Where an address is protected there is no such thing, for anybody."""

from functools import lru_cache

from django.db.models import Exists, OuterRef

from ransel.access.permits import Permit
from ransel.access.relations import (
    SAME,
    Relation,
    guardian,
    guardianships_in_force,
    municipality_of_child,
    office_of_child,
)
from ransel.identity.actor import Strength
from ransel.people.models import Child, Guardianship, ResidencePattern


def in_the_open(rows, day, child="child"):
    """Not where the child, or any adult who is or will be its guardian, has a protected address."""
    return rows.filter(*_nobody_is_protected(day, child))


@lru_cache(maxsize=SAME)
def _nobody_is_protected(day, child):
    adults = Guardianship.objects.not_over(day).filter(child=OuterRef(child), guardian__protection__gt=0)
    protected = Child.objects.filter(pk=OuterRef(child), person__protection__gt=0)
    return ~Exists(adults), ~Exists(protected)


def _of(relation):
    return Relation(
        f"{relation.name}, no address protected",
        lambda person, day: in_the_open(relation.rows(person, day), day),
        relation.names,
        relation.functions,
        relation.of_guardian,
    )


def _parents_of_two_homes(person, day):
    others = guardianships_in_force(day).filter(child=OuterRef("child")).exclude(guardian=person)
    mine = guardian.rows(person, day).filter(ground=Guardianship.Ground.PARENTAL_RESPONSIBILITY)
    return in_the_open(mine.filter(Exists(others)), day)


def _named(person, day):
    mine = in_the_open(guardian.rows(person, day), day)
    return ResidencePattern.objects.filter(child__in=mine.values("child"), days__guardian=person)


def _named_by_another(person, day):
    return _named(person, day).exclude(proposed_by=person)


def _proposed(person, day):
    mine = in_the_open(guardian.rows(person, day), day)
    return ResidencePattern.objects.filter(child__in=mine.values("child"), proposed_by=person)


def _over_pattern(name, stands, rows):
    relation = Relation(stands, rows, {"pattern": "pk"}, lambda found, day, opened: found)
    along = ("child__person", "proposed_by")
    return Permit(name, ResidencePattern, (relation,), {"pattern": "pk"}, along=along)


parent_of_two_homes = Relation(
    "has parental responsibility with another", _parents_of_two_homes, guardian.names, guardian.functions, True
)

SEE_HOMES = Permit("see whose day it is", Child, to=(_of(guardian),), along=("person",))
PROPOSE_RESIDENCE = Permit("propose whose days are whose", Child, to=(parent_of_two_homes,), along=("person",))
ANSWER_RESIDENCE = _over_pattern("answer whose days are whose", "named by another", _named_by_another)
WITHDRAW_RESIDENCE = _over_pattern("withdraw what one proposed", "proposed it", _proposed)
END_RESIDENCE = _over_pattern("end whose days are whose", "named in it", _named)
AT_THE_OFFICE = (_of(office_of_child), _of(municipality_of_child))
SEE_HOMES_AT_OFFICE = Permit("see whose day it is, at the office", Child, to=AT_THE_OFFICE)
REGISTER_RESIDENCE = Permit(
    "register whose days are whose",
    Child,
    to=AT_THE_OFFICE,
    strength=Strength.STRONG,
    along=("person",),
)
