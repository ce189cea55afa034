"""Every door x every person x own, other, missing id: as the table says; and each clause of a relation is missed."""

import sys
from collections import Counter
from uuid import uuid4

from proofs.ground import village


def main():
    with village() as people:
        from tests.architecture.things import things

        made = things(people)
        wrong, asked = crawl(people, made)
        for line in wrong[:20]:
            print(line)
        print(f"{asked} requests, {len(wrong)} answered otherwise than the table says")
        unnoticed = mutants(people, made)
    print(f"{len(unnoticed)} clauses that nobody would miss{': ' if unnoticed else ''}{', '.join(unnoticed)}")
    if wrong or unnoticed:
        sys.exit(1)


def crawl(people, made):
    """(what differs, how many were asked)."""
    from tests.architecture.doors import TABLE
    from tests.architecture.rows import PEOPLE
    from tests.architecture.test_doors import person_of
    from tests.pages import CheckedClient

    weak = {name: CheckedClient().log_in(person_of(people, name)) for name in PEOPLE}
    strong = {name: CheckedClient().log_in(person_of(people, name), strong=True) for name in PEOPLE}
    wrong, asked = [], Counter()
    for row in TABLE:
        for name, client in (strong if row.strong else weak).items():
            for kind, url in urls(row, made):
                answer = (client.post if row.verb == "POST" else client.get)(url)
                asked[answer.status_code] += 1
                if answer.status_code != row.expected(kind, name):
                    said = f"{row.verb} {row.name} ({kind}) as {name}"
                    wrong.append(f"{said}: {answer.status_code}, not {row.expected(kind, name)}")
    print("answers:", ", ".join(f"{status}: {number}" for status, number in sorted(asked.items())))
    return wrong, asked.total()


def urls(row, made):
    from django.urls import reverse

    for kind in row.kinds:
        target = uuid4() if kind == "missing" else made[row.thing][kind] if row.thing else None
        yield kind, reverse(row.name, args=[target] if row.thing else [])


def mutants(people, made):
    """The clauses of relations that can be dropped without the crawl or a first page telling the difference."""
    from ransel.access import relations

    unnoticed = []
    for name, (relation, drop) in clauses(relations).items():
        before = relation.rows
        object.__setattr__(relation, "rows", drop)
        try:
            noticed = bool(crawl(people, made)[0]) or shows_too_much(people)
        finally:
            object.__setattr__(relation, "rows", before)
        print(f"  without «{name}»: {'noticed' if noticed else 'NOT noticed'}")
        if not noticed:
            unnoticed.append(name)
    return unnoticed


def clauses(relations):
    """By name: the relation, and its rows with one clause dropped."""
    from ransel.people.models import Block, Enrolment, Guardianship, Post, Role

    def kept(person, day, *, dated=True, confirmed=True, under_age=True, unblocked=True):
        from django.db.models import Exists, OuterRef

        rows = Guardianship.objects.on(day) if dated else Guardianship.objects.all()
        rows = rows.filter(guardian=person)
        if confirmed:
            rows = rows.filter(confirmed_at__isnull=False)
        if under_age:
            rows = rows.filter(child__person__birth_date__gt=relations.born_after(day))
        if unblocked:
            standing = Block.objects.standing().filter(person=OuterRef("guardian"), child=OuterRef("child"))
            rows = rows.filter(~Exists(standing))
        return rows

    def staff(person, day):
        posts = Post.objects.filter(person=person, role__in=relations.IN_GROUP)
        return Enrolment.objects.on(day).filter(group__in=posts.values("group"))

    def whole_unit(person, day):
        posts = Post.objects.on(day).filter(person=person, role__in=relations.IN_GROUP)
        return Enrolment.objects.on(day).filter(unit__in=posts.values("unit"))

    def any_role(person, day):
        return Post.objects.on(day).filter(person=person).exclude(role=Role.MUNICIPALITY)

    guardian = relations.guardian
    return {
        "in force today": (guardian, lambda person, day: kept(person, day, dated=False)),
        "confirmed": (guardian, lambda person, day: kept(person, day, confirmed=False)),
        "not blocked": (guardian, lambda person, day: kept(person, day, unblocked=False)),
        "under eighteen": (guardian, lambda person, day: kept(person, day, under_age=False)),
        "a post of today": (relations.staff_of_group, staff),
        "a post in this group": (relations.staff_of_group, whole_unit),
        "a leader's post": (relations.leader_of_unit, any_role),
    }


def shows_too_much(people):
    """Whether a first page shows a child to who is kept out, also in two weeks when Emil is of age."""
    from datetime import timedelta

    from ransel.core import clock
    from tests.pages import CheckedClient

    for name, child in (("former", "Ella"), ("unconfirmed", "Ella"), ("blocked", "Leon")):
        if child in CheckedClient().log_in(getattr(people, name)).get("/home/").text:
            return True
    with clock.moved_to(clock.now() + timedelta(days=14), still=True):
        return "Emil" in CheckedClient().log_in(people.grethe).get("/home/").text
