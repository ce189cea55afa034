"""What waits for a guardian's answer, for Today and for the pages that ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Value

from ransel.access.relations import guardianships_in_force
from ransel.attendance.day import Day, days_of
from ransel.attendance.models import Absence, CheckIn, MorningQuestion
from ransel.attendance.unaccounted import Question, not_here_or_away, questions_of
from ransel.attendance.words import name_for
from ransel.core import clock
from ransel.people.models import Child, Person


@dataclass(frozen=True)
class ToAnswer:
    """Something a guardian is asked of a child. Urgent: staff miss it."""

    child: UUID
    urgent: bool


def waiting_for(person: Person, children) -> list[ToAnswer]:
    """What this guardian has not answered, nor anybody for them; the urgent first. One statement."""
    today = clock.today()
    theirs = guardianships_in_force(today).filter(guardian=person, child__in=children).values("child")
    told = Absence.objects.standing().filter(child=OuterRef("child"), day=today)
    here = CheckIn.objects.standing().filter(child=OuterRef("child"), day=today)
    morning = MorningQuestion.objects.filter(guardian=person, child__in=theirs, asked_on=today, away=None)
    morning = morning.filter(~Exists(told), ~Exists(here), ended_at=None)
    asked = not_here_or_away(today).filter(child__in=theirs, answers=None)
    rows = morning.values_list("child", Value(False, BooleanField())).union(
        asked.values_list("child", Value(True, BooleanField()))
    )
    found = [ToAnswer(child, bool(urgent)) for child, urgent in rows]
    return sorted(found, key=lambda one: (not one.urgent, one.child))


@dataclass
class Said:
    """An answer, as another guardian may see it."""

    words: str
    by: str
    at: datetime


@dataclass
class AskedToday:
    questions: list[Question]
    said: list[Said]
    came: datetime | None = None  # the child is in each unit that asked, the last since then


def answers_shown(child: Child, reader: Person) -> AskedToday | None:
    """What staff have asked today, and what was answered; None when nobody has asked. Two statements."""
    questions = list(questions_of(clock.today(), child=child).values())
    if not questions:
        return None
    answers = {(one.by.pk, one.where, one.at): one for question in questions for one in question.answers}
    said = [
        Said(str(one.where.label), name_for(reader, one.by, child.person.protected), one.at)
        for one in sorted(answers.values(), key=lambda one: one.at)
    ]
    came = dict(
        CheckIn.objects.standing().filter(child=child, day=clock.today()).order_by("at").values_list("unit", "at")
    )
    here = [came[one.unit] for one in questions if one.unit in came and came[one.unit] >= one.at]
    return AskedToday(questions, said, max(here) if len(here) == len(questions) else None)


def today_of(child: Child) -> Day:
    """What stands of the child's day. Two statements."""
    return days_of([child.pk], clock.today()).get(child.pk, Day())
