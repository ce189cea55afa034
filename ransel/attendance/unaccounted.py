"""What stands asked of children who have not come, and what families have answered: for boards, and for the family."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.attendance.models import Absence, Asked, CheckIn, Where
from ransel.core import clock
from ransel.people.models import Person


@dataclass
class Answer:
    where: Where
    by: Person
    at: datetime


@dataclass
class Question:
    """A family was asked today. `answers` are in the order they were given."""

    child: UUID
    unit: UUID
    unit_name: str
    by: str
    at: datetime
    again_at: datetime | None
    call_due: datetime
    answers: list[Answer] = field(default_factory=list)

    @property
    def latest(self) -> Answer | None:
        return self.answers[-1] if self.answers else None

    @property
    def alarming(self) -> list[Answer]:
        """What each guardian said last, where that is that the child should be here: nobody else can take it back."""
        last = {one.by.pk: one for one in self.answers}
        return [one for one in last.values() if one.where == Where.SHOULD_BE_THERE]

    @property
    def to_call(self) -> bool:
        """Nobody has answered, or they were on the way, and it is time to ring."""
        waits = self.latest is None or self.latest.where == Where.ON_THE_WAY
        return waits and clock.now() >= self.call_due


def questions_of(day: date, **which) -> dict[UUID, Question]:
    """What was asked that day of these children, with the answers. One statement. `which` filters what was asked."""
    found: dict[UUID, Question] = {}
    asked = Asked.objects.filter(day=day, **which).order_by("at", "answers__at")
    people = ("given_name", "family_name", "protection")
    columns = (
        *("pk", "child_id", "unit_id", "unit__name", "by__given_name", "by__family_name", "at", "again_at", "call_due"),
        *("answers__where", "answers__at", "answers__by"),
        *(f"answers__by__{name}" for name in people),
    )
    for row in asked.values_list(*columns):
        pk, child, unit, name_of_unit, given, family, at, again_at, call_due, where, said_at, who, *name = row
        one = found.setdefault(
            pk, Question(child, unit, name_of_unit, f"{given} {family}".strip(), at, again_at, call_due)
        )
        if where:
            person = Person(pk=who, **dict(zip(people, name, strict=True)))
            one.answers.append(Answer(Where(where), person, said_at))
    return found


def not_here_or_away(day: date):
    """What was asked that day of children who have neither come to that unit since, nor been told away all day."""
    here = CheckIn.objects.standing().filter(child=OuterRef("child"), unit=OuterRef("unit"), at__gte=OuterRef("at"))
    away = Absence.objects.standing().filter(child=OuterRef("child"), day=OuterRef("day"), reports__from_time=None)
    return Asked.objects.filter(~Exists(here), ~Exists(away), day=day)


def children_asked_for(ids, *, unanswered=False) -> dict[UUID, UUID]:
    """{what was asked: the child}; of those that are still open alone, if so wanted."""
    asked = not_here_or_away(clock.today()).filter(answers=None) if unanswered else Asked.objects.all()
    return dict(asked.filter(pk__in=ids).values_list("pk", "child"))
