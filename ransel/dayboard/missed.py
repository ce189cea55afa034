"""Who is missed on a board: what was asked and answered of each, whom to ring, and where a child should be here."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from ransel.access.relations import guardianships_in_force
from ransel.attendance.day import Day
from ransel.attendance.expected import expected_from, is_missed
from ransel.attendance.unaccounted import Question, questions_of
from ransel.core import clock
from ransel.units.models import Group


@dataclass
class Missed:
    """A child who has not come, or who should be here by what a guardian says. `to_ring` are names; no numbers yet."""

    child: UUID
    question: Question | None = None
    to_ring: list[str] = field(default_factory=list)

    @property
    def alarming(self):
        return self.question.alarming if self.question else []


def mark_missed(group: Group, days: dict[UUID, Day], children: list[UUID], **known) -> dict[UUID, Missed]:
    """Say of each of these days whether the child is missed, and gather what stands asked of those who are not here.

    `known` is what `expected_from` need not read. One statement; two with somebody still to come, and one more with
    somebody to ring.
    """
    today, now = clock.today(), clock.wall_time()
    waiting = [pk for pk in children if _waits(days.setdefault(pk, Day()))]
    not_here = [pk for pk in children if not days[pk].came or days[pk].again]
    questions = {one.child: one for one in questions_of(today, child__in=not_here, unit=group.unit_id).values()}
    known["asked"] = {pk: timezone.localtime(one.at).time() for pk, one in questions.items()}
    expected = expected_from(waiting, group.unit, today, **known) if waiting else {}
    for pk in waiting:
        days[pk].missed = is_missed(days[pk], expected[pk], now)
    found = {pk: Missed(pk, questions.get(pk)) for pk in waiting if days[pk].missed}
    found |= {pk: Missed(pk, one) for pk, one in questions.items() if pk not in found and one.alarming}
    _name_whom_to_ring([one for one in found.values() if one.question and _rings(one, days[one.child])])
    return found


def _waits(day):
    return (not day.came or bool(day.again)) and not _away(day)


def _rings(one, day):
    return bool(one.alarming) or (one.question.to_call and not _away(day))


def _away(day):
    return bool(day.away and day.away.all_day)


def _name_whom_to_ring(missed):
    if not missed:
        return
    by_child = {one.child: one for one in missed}
    here = guardianships_in_force(clock.today()).filter(child__in=by_child).select_related("guardian")
    for one in here.order_by("guardian__given_name", "guardian__family_name", "pk"):
        by_child[one.child_id].to_ring.append(one.guardian.name)
