"""A child's day as its guardians see it: when it was there, how it slept and ate, and what was told of it."""

from dataclasses import dataclass
from uuid import UUID

from ransel.attendance.presence import Presence, presences_of
from ransel.core import clock
from ransel.people.models import Child, Enrolment
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing, standings
from ransel.supervision import permits
from ransel.supervision.actions.day_notes import AHEAD
from ransel.supervision.care.reading import CareOfDay, care_of_day
from ransel.supervision.models import DayNote
from ransel.supervision.notes.where import days_to_choose
from ransel.supervision.notes.words import words_of
from ransel.units.models import Function, Group


@dataclass(frozen=True)
class Shown:
    """A note with how far it has come, in each unit. `own`: the reader sent it, and may take it back."""

    note: DayNote
    words: str
    receipts: list[Standing]
    own: bool

    @property
    def withdrawn(self) -> bool:
        return self.note.withdrawn_at is not None


@dataclass
class ChildDay:
    child: Child
    presences: list[Presence]
    tells_presence: bool
    care: CareOfDay | None  # None where no unit tells of it
    notes: list[Shown]
    days: list  # that a note can be sent for
    may_send: bool


def child_day(actor, child: Child) -> ChildDay:
    """A fixed number of statements."""
    units = _units_that_tell(child)
    presences = presences_of([child.pk], clock.today()).get(child.pk, [])
    told = [one for one in presences if one.unit in units[Function.Name.PRESENCE]]
    here = bool(presences) and not presences[-1].left
    caring = units[Function.Name.CARE]
    care = care_of_day(child, caring, here, presences[-1].came if here else None) if caring else None
    may_send = permits.SEND_NOTE.holds(actor, child.pk)
    days = days_to_choose(child.pk, AHEAD) if may_send else []
    tells = bool(units[Function.Name.PRESENCE])
    return ChildDay(child, told, tells, care, _notes_of(actor, child), days, may_send)


def _units_that_tell(child) -> dict[str, set[UUID]]:
    """By function, the child's units of today where guardians may read it. One statement."""
    places = Enrolment.objects.on(clock.today()).filter(child=child).values("unit")
    functions = Function.objects.filter(unit__in=places, guardians__gte=Function.Use.READ)
    found: dict[str, set[UUID]] = {name: set() for name in Function.Name.values}
    for name, unit in functions.values_list("name", "unit"):
        found[name].add(unit)
    return found


def _notes_of(actor, child) -> list[Shown]:
    """Of today and later; what was withdrawn stays beneath until staff have seen that too, and the day is over."""
    notes = permits.SEE_NOTE.reach(actor).filter(child=child).not_over(clock.today()).order_by("day", "sent_at")
    found = list(notes)
    receipts: dict[UUID, list[Standing]] = {}
    for one in standings(receipt__about__in=[note.pk for note in found], receipt__subject=Subject.DAY_NOTE):
        receipts.setdefault(one.about, []).append(one)
    return [Shown(one, words_of(one), receipts.get(one.pk, []), one.sent_by == actor.person) for one in found]


@dataclass(frozen=True)
class ToStaff:
    note: DayNote
    words: str
    seen_by: str


def notes_of_group(group: Group) -> list[ToStaff]:
    """What stands told of today and later, of children with a place in the group now. Two statements."""
    places = Enrolment.objects.on(clock.today()).filter(group=group).values("child")
    notes = DayNote.objects.standing().not_over(clock.today()).filter(child__in=places)
    found = list(notes.select_related("child__person", "sent_by").order_by("day", "child__person__given_name"))
    seen = {}
    of_unit = {"receipt__about__in": [one.pk for one in found], "receipt__unit": group.unit_id}
    for one in standings(**of_unit):
        seen[one.about] = one
    return [ToStaff(one, words_of(one), seen[one.pk].seen_by) for one in found if one.pk in seen]
