"""A child's card as it stands: what staff have to know, whom to ring, and who may fetch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from ransel.access.relations import guardianships_in_force
from ransel.cards.models import CardNote, NoteKind
from ransel.core import clock
from ransel.departure.door.fetchers import who_may_fetch
from ransel.departure.passes.reading import told
from ransel.notifications.standing import phones_of
from ransel.people.models import Child


@dataclass
class Line:
    """Somebody to ring, or who may fetch; without a number where none is known."""

    name: str
    phone: str = ""
    language: str = ""


@dataclass
class ChildCard:
    child: Child
    notes: dict[NoteKind, list[CardNote]] = field(default_factory=dict)
    guardians: list[Line] = field(default_factory=list)
    fetchers: list[str] = field(default_factory=list)
    kept_away: bool = False  # there is somebody who may not be with the child


def notes_of(children: Iterable[UUID]) -> dict[UUID, dict[NoteKind, list[CardNote]]]:
    """By child, the most urgent kind first. One statement."""
    found: dict = defaultdict(lambda: {kind: [] for kind in NoteKind})
    for note in CardNote.objects.filter(child__in=list(children), ended_at=None).order_by("said_at"):
        found[note.child_id][NoteKind(note.kind)].append(note)
    return {child: {kind: some for kind, some in kinds.items() if some} for child, kinds in found.items()}


def card_of(child: Child, unit: UUID) -> ChildCard:
    """For staff of this unit. Seven statements."""
    may = who_may_fetch([child.pk], unit)[child.pk]
    phones = phones_of(may.deciding)
    guardians = [Line(name, phones.get(pk, "")) for pk, name in may.deciding.items()]
    fetchers = [*may.people.values(), *(told(one) for one in may.passes.values())]
    return ChildCard(child, notes_of([child.pk]).get(child.pk, {}), guardians, fetchers, bool(may.kept_away))


@dataclass
class Details:
    """What is needed of a child where there is no time to look: what must be known, and whom to ring."""

    notes: list[str] = field(default_factory=list)
    guardians: list[Line] = field(default_factory=list)


def details_of(children: Iterable[UUID]) -> dict[UUID, Details]:
    """By child. Three statements, however many."""
    ids = list(children)
    found: dict[UUID, Details] = defaultdict(Details)
    for child, kinds in notes_of(ids).items():
        found[child].notes = [note.text for some in kinds.values() for note in some]
    here = guardianships_in_force(clock.today()).filter(child__in=ids).select_related("guardian")
    rows = list(here.order_by("guardian__given_name", "guardian__family_name", "pk"))
    phones = phones_of(one.guardian_id for one in rows)
    for one in rows:
        found[one.child_id].guardians.append(Line(one.guardian.name, phones.get(one.guardian_id, "")))
    return found
