"""Which announcements somebody hears of, who, and what it says. Rooms above add theirs through NOTICE_KINDS."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from ransel.access.permits import Permit
from ransel.access.relations import guardian
from ransel.people.models import Child, Guardianship

SEE_CHILD = Permit("be told of a child", Child, to=(guardian,), along=("person",))


@dataclass(frozen=True, eq=False)
class Subject:
    """What some kinds are about, as one wishes to be told of it or not."""

    name: str
    label: Any


@dataclass(frozen=True)
class Kind:
    """`children` maps the ids an announcement is about to (child, whoever is not told of it), those unknown left out.

    `permit` is over the child, and is asked again at sending and at showing; `says` takes the child's given name;
    `opens` is the name of the page, with `of_one` of the child's own page of that name. `only` maps the ids to the one
    guardian who is told, also of what they did themselves. `urgent` leaves with a sentence that asks for an answer, and
    waits for no morning.
    `formal` concerns somebody's rights, or sets them a limit: who can't be reached otherwise gets a letter.
    """

    what: str
    says: Any
    permit: Permit
    children: Callable[[list[UUID]], dict[UUID, tuple[UUID, UUID | None]]]
    opens: str = ""
    of_one: bool = False
    only: Callable[[list[UUID]], dict[UUID, UUID]] | None = None
    urgent: bool = False
    formal: bool = False
    subject: Subject = field(kw_only=True)


def of_child(ids):
    return {pk: (pk, None) for pk in Child.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def of_guardianship(ids):
    """The adult it is about is not told: nobody is sent anything for being added."""
    rows = Guardianship.objects.filter(pk__in=ids).values_list("pk", "child", "guardian")
    return {pk: (child, guardian) for pk, child, guardian in rows}


ACCESS = Subject("access", _("Who has access to the child"))
KINDS = [
    Kind(
        "guardianship.confirmed",
        _("One more adult has access to %(child)s"),
        SEE_CHILD,
        of_guardianship,
        opens="child",
        subject=ACCESS,
        formal=True,
    ),
]


@cache
def kinds() -> dict[str, Kind]:
    more = [kind for name in settings.NOTICE_KINDS for kind in import_string(name)]
    return {kind.what: kind for kind in [*KINDS, *more]}


def subjects() -> list[Subject]:
    """What the kinds are about, each once; those of the rooms above first, which are of every day."""
    found = {kind.subject.name: kind.subject for kind in kinds().values()}
    return sorted(found.values(), key=lambda one: one is ACCESS)
