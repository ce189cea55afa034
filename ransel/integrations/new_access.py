"""Whom a roster would let see whom: by name, for the one who is about to say so."""

from dataclasses import dataclass, field

from django.db.models import Q

from ransel.integrations.differences import renamed
from ransel.integrations.models import Import, Kind, SourceLink, Verb
from ransel.people.models import Guardianship, Person, Role

SHOWN = 200


@dataclass
class NewGuardian:
    adult: str
    child: str
    ground: str  # empty: sees nothing before somebody has confirmed it by hand


@dataclass
class NewPost:
    person: str
    role: str


@dataclass
class NewAccess:
    guardians: list[NewGuardian] = field(default_factory=list)
    posts: list[NewPost] = field(default_factory=list)
    more: int = 0  # that are not shown


def new_access_of(roster: Import) -> NewAccess:
    """The first two hundred of each. Seven statements, however many."""
    guardianships = roster.rows.filter(kind=Kind.GUARDIANSHIP, verb=Verb.NEW).order_by("pk")
    posts = roster.rows.filter(kind=Kind.POST, verb=Verb.NEW).order_by("pk")
    shown = {kind: list(rows.values_list("facts", flat=True)[:SHOWN]) for kind, rows in _both(guardianships, posts)}
    people = {facts[key] for facts in shown[Kind.GUARDIANSHIP] for key in ("child", "guardian")}
    names = _names(roster, people | {facts["person"] for facts in shown[Kind.POST]})
    grounds = dict(Guardianship.Ground.choices)
    return NewAccess(
        [
            NewGuardian(
                names.get(one["guardian"], ""), names.get(one["child"], ""), str(grounds.get(one["ground"], ""))
            )
            for one in shown[Kind.GUARDIANSHIP]
        ],
        [NewPost(names.get(one["person"], ""), str(Role(one["role"]).label)) for one in shown[Kind.POST]],
        more=sum(max(rows.count() - SHOWN, 0) for _kind, rows in _both(guardianships, posts)),
    )


def _both(guardianships, posts):
    return (Kind.GUARDIANSHIP, guardianships), (Kind.POST, posts)


def _names(roster, source_ids):
    """{what the file calls a person: the name}: as the file has it now, else as it stands here."""
    old = {new: before for before, new in (roster.renamed or {}).items()}
    known = Q(source_id__in=source_ids) | Q(source_id__in=[old[one] for one in source_ids if one in old])
    here = {"municipality": roster.municipality_id, "system": roster.system, "kind": Kind.PERSON}
    links = dict(SourceLink.objects.filter(known, **here).values_list("source_id", "target"))
    people = Person.objects.in_bulk(links.values())
    names = {renamed(key, roster.renamed or {}): people[pk].name for key, pk in links.items() if pk in people}
    told = roster.rows.filter(kind=Kind.PERSON, source_id__in=source_ids).exclude(verb=Verb.ENDED)
    said = {row.source_id: f"{row.facts['given_name']} {row.facts['family_name']}".strip() for row in told}
    return names | said
