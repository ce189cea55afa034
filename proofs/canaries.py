"""A canary in every text of the village, searched for in every byte that leaves: only who may know meets one."""

import sys
from itertools import count

from proofs.ground import village

FAMILIES = {
    "ella": {"marte", "henrik"},
    "sunniva": {"marte", "henrik"},
    "maximilian": {"marte", "henrik"},
    "leon": {"amina"},
    "jonas": {"foster"},
    "sara": {"hanna"},
    "odin": {"both"},
    "emil": {"grethe", "emil"},
}
WORKS_WITH = {
    "ella": {"siri", "both", "leader", "municipality"},
    "leon": {"siri", "both", "leader", "municipality"},
    "jonas": {"other_group", "leader", "municipality"},
    "sara": {"other_unit", "municipality"},
    "sunniva": {"teacher", "sfo", "office", "municipality"},
    "odin": {"teacher", "office", "municipality"},
    "maximilian": {"anders", "municipality"},
    "emil": {"municipality"},
}


def main():
    with village() as people:
        planted, made = plant(people)
        wrong, pages, met = look(people, planted, made)
    for line in sorted(wrong)[:20]:
        print(line)
    print(f"{len(planted)} canaries, {pages} answers read, {met} canaries met by those who may know")
    print(f"{len(wrong)} canaries met by somebody who may not")
    if wrong or not met:
        sys.exit(1)


def plant(people):
    """{canary: (what it is, the persons who may meet it)}, and the things of the table of doors.

    Who may is written here, and asked of no permit.
    """
    from ransel.people.models import Block, NationalId, Person
    from ransel.people.national_ids import decrypt
    from tests.architecture.things import things

    made = things(people)
    numbers, planted = count(1), {}

    def canary(what, may):
        text = f"zq{next(numbers):04}qz"
        planted[text] = (what, may)
        return text

    for child, family in FAMILIES.items():
        may = family | WORKS_WITH[child]
        person = getattr(people, child).person_id
        Person.objects.filter(pk=person).update(
            given_name=canary(f"{child}'s given name", may), family_name=canary(f"{child}'s family name", may)
        )
    for name in ("marte", "henrik", "amina", "foster", "hanna", "stranger", "former", "unconfirmed", "blocked"):
        may = {name} | near(name)
        Person.objects.filter(pk=getattr(people, name).pk).update(
            given_name=canary(f"{name}'s given name", may), family_name=canary(f"{name}'s family name", may)
        )
    for block in Block.objects.all():
        Block.objects.filter(pk=block.pk).update(reason=canary("blocks", set()))
    for known in NationalId.objects.all():
        planted[decrypt(known.cipher)] = ("national numbers", set())
        planted[known.lookup] = ("national numbers", set())
    _plant_what_was_said(people, canary)
    return planted, made


def _plant_what_was_said(people, canary):
    """Reasons are for those who decide about access; where somebody can be reached is for themselves alone."""
    from ransel.audit.models import Event
    from ransel.core import clock
    from ransel.notifications.models import ContactPoint
    from ransel.people.models import Proposal

    desks = {"leader", "office", "municipality"}
    for model in (Event, Proposal):
        for one in model.objects.exclude(reason=""):
            model.objects.filter(pk=one.pk).update(reason=canary("reasons", desks))
    for name in ("marte", "henrik", "siri", "stranger"):
        now = {"added_at": clock.now(), "verified_at": clock.now()}
        address = f"{canary(f'how {name} is reached', {name})}@example.no"
        ContactPoint.objects.create(person=getattr(people, name), channel="email", address=address, **now)


def near(adult):
    """Who may know of an adult: those around the children the register ties them to."""
    tied = {"former": {"ella"}, "unconfirmed": {"ella"}, "blocked": {"leon"}, "stranger": {"sara"}}
    children = tied.get(adult) or {child for child, family in FAMILIES.items() if adult in family}
    if adult in tied:
        return {person for child in children for person in WORKS_WITH[child] & {"leader", "office", "municipality"}}
    return {person for child in children for person in FAMILIES[child] | WORKS_WITH[child]}


def look(people, planted, made):
    """Every address that can be read, as everybody: (what was met wrongly, how many answers, how many met rightly)."""
    from proofs.doors import urls
    from tests.architecture.doors import TABLE
    from tests.architecture.rows import PEOPLE
    from tests.architecture.test_doors import person_of
    from tests.pages import CheckedClient

    wrong, met, pages = set(), set(), 0
    for name in [*PEOPLE, "grethe"]:
        client = CheckedClient().log_in(person_of(people, name), strong=True)
        for row in (row for row in TABLE if row.verb == "GET"):
            for _kind, url in urls(row, made):
                answer = client.get(url)
                pages += 1
                for text in found_in(answer, planted):
                    what, may = planted[text]
                    (met if name in may else wrong).add(f"{what}: met by {name} on {row.name}")
    return wrong, pages, len(met)


def found_in(answer, planted):
    left = answer.content.decode("utf-8", "replace") + str(answer.headers) + str(answer.cookies)
    return [text for text in planted if text in left]
