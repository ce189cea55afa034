"""The relations of those at work, read from the other end: who sees this child, and how many does each see.

A test holds them together: for everybody and every child the answer here is what the permits answer.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from ransel.access.relations import IN_GROUP, guardianships_in_force
from ransel.core import clock
from ransel.people.models import Child, Enrolment, Person, Post, Role
from ransel.units.models import Group, Joining, Municipality

IN_UNIT = (Role.LEADER, Role.OFFICE)


def posts_over(child: Child, day: date):
    """The posts by which somebody at work reaches this child now. One statement when it is read."""
    here = Enrolment.objects.on(day).filter(child=child, group__isnull=False).values("group")
    places = Enrolment.objects.not_over(day).filter(child=child)
    groups = Q(group__in=here) | Q(group__in=Group.objects.filter(joinings__in=_now(day, groups__in=here)).values("pk"))
    return Post.objects.on(day).filter(
        Q(groups, role__in=IN_GROUP)
        | Q(role__in=IN_UNIT, unit__in=places.values("unit"))
        | Q(role=Role.MUNICIPALITY, municipality__in=places.values("unit__municipality"))
    )


def _now(day, **where):
    hour = clock.wall_time()
    return Joining.objects.on(day).filter(from_time__lte=hour, to_time__gt=hour, **where)


@dataclass
class Reach:
    """How many children somebody reaches at work now, by which posts, and how many of them by other groups' joining."""

    person: Person
    posts: list[Post]
    children: int
    joined: int  # more than in one's own groups


def reach_at_work(municipality: Municipality, day: date) -> list[Reach]:
    """Everybody with a post here, those who reach most first. Five statements, however many."""
    by_group, by_unit = defaultdict(set), defaultdict(set)
    here = {"unit__municipality": municipality}
    for group, child in Enrolment.objects.on(day).filter(group__isnull=False, **here).values_list("group", "child"):
        by_group[group].add(child)
    for unit, child in Enrolment.objects.not_over(day).filter(**here).values_list("unit", "child"):
        by_unit[unit].add(child)
    everybody = set().union(*by_unit.values()) if by_unit else set()
    together = _joined(day, municipality)
    posts: dict[Person, list[Post]] = defaultdict(list)
    for post in Post.objects.on(day).filter(municipality=municipality).select_related("person", "unit", "group"):
        posts[post.person].append(post)
    reaches = []
    for person, theirs in posts.items():
        own: set[UUID] = set().union(*(_of_post(post, by_group, by_unit, everybody) for post in theirs))
        groups = {post.group_id for post in theirs if post.role in IN_GROUP}
        more = set().union(*(by_group[other] for group in groups for other in together[group])) - own
        reaches.append(Reach(person, theirs, len(own) + len(more), len(more)))
    return sorted(reaches, key=lambda one: (-one.children, one.person.name))


def _joined(day, municipality):
    """{group: those it is joined with now, itself among them}"""
    together = defaultdict(set)
    for joining in _now(day, unit__municipality=municipality).prefetch_related("groups"):
        groups = {group.pk for group in joining.groups.all()}
        for group in groups:
            together[group] |= groups
    return together


def _of_post(post, by_group, by_unit, everybody):
    if post.role == Role.MUNICIPALITY:
        return everybody
    if post.role in IN_UNIT:
        return by_unit[post.unit_id]
    return by_group[post.group_id] if post.role in IN_GROUP else set()


def guardians_of_many(municipality: Municipality, day: date, least: int) -> list[tuple[Person, int]]:
    """Guardians of at least so many children of the municipality: rare, and worth a look. Two statements."""
    children = Enrolment.objects.not_over(day).filter(unit__municipality=municipality).values("child")
    pairs = guardianships_in_force(day).filter(child__in=children)
    many = pairs.values("guardian").annotate(number=Count("child", distinct=True)).filter(number__gte=least)
    counts = dict(many.values_list("guardian", "number"))
    found = [(person, counts[pk]) for pk, person in Person.objects.in_bulk(counts).items()]
    return sorted(found, key=lambda one: (-one[1], one[0].name))
