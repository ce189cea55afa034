"""Which announcements somebody hears of, who, and what it says. Rooms above add theirs through NOTICE_KINDS."""

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Kind:
    """`children` maps the ids an announcement is about to (child, whoever is not told of it), those unknown left out.

    `permit` is over the child, and is asked again at sending and at showing; `says` takes the child's given name;
    `opens` is the name of the page, with `of_one` of the child's own page of that name. `only` maps the ids to the one
    guardian who is told, also of what they did themselves. `urgent` leaves with a sentence that asks for an answer.
    """

    what: str
    says: Any
    permit: Permit
    children: Callable[[list[UUID]], dict[UUID, tuple[UUID, UUID | None]]]
    opens: str = ""
    of_one: bool = False
    only: Callable[[list[UUID]], dict[UUID, UUID]] | None = None
    urgent: bool = False


def of_child(ids):
    return {pk: (pk, None) for pk in Child.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def of_guardianship(ids):
    """The adult it is about is not told: nobody is sent anything for being added."""
    rows = Guardianship.objects.filter(pk__in=ids).values_list("pk", "child", "guardian")
    return {pk: (child, guardian) for pk, child, guardian in rows}


KINDS = [
    Kind(
        "guardianship.confirmed", _("One more adult has access to %(child)s"), SEE_CHILD, of_guardianship, opens="child"
    ),
]


@cache
def kinds() -> dict[str, Kind]:
    more = [kind for name in settings.NOTICE_KINDS for kind in import_string(name)]
    return {kind.what: kind for kind in [*KINDS, *more]}
