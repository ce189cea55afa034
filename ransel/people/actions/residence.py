"""Rotas of two homes: proposed, answered, ended. What is announced is about the child."""

from datetime import date
from uuid import UUID

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Child, ResidenceAnswer, ResidenceDay, ResidencePattern


@writing()
def begin_residence(*, by, child: Child, starts: date, homes: list[list[UUID]], reason="") -> ResidencePattern:
    """It waits for an answer. `homes` as in people.rota: guardians' ids, a row of seven for each week."""
    said = {"proposed_by": by.person, "proposed_at": clock.now()}
    pattern = ResidencePattern.objects.create(child=child, weeks=len(homes), starts=starts, **said)
    ResidenceDay.objects.bulk_create(
        ResidenceDay(pattern=pattern, week=week, weekday=weekday, guardian_id=guardian)
        for week, days in enumerate(homes, 1)
        for weekday, guardian in enumerate(days, 1)
    )
    _tell("residence.proposed", by, pattern, reason)
    return pattern


@writing()
def answer_residence(*, by, pattern: ResidencePattern, accepted: bool, reason: str) -> ResidenceAnswer:
    """Not accepted by whoever proposed it, it is withdrawn."""
    said = {"accepted": accepted, "reason": reason, "answered_by": by.person, "answered_at": clock.now()}
    answer = ResidenceAnswer.objects.create(pattern=pattern, **said)
    withdrawn = not accepted and pattern.proposed_by_id == by.person.pk
    what = "accepted" if accepted else "withdrawn" if withdrawn else "declined"
    _tell(f"residence.{what}", by, pattern, reason)
    return answer


@writing()
def end_residence(*, by, pattern: ResidencePattern, last_day: date) -> ResidencePattern:
    pattern = lock(pattern)
    pattern.ends = last_day
    pattern.save(update_fields=["ends"])
    _tell("residence.ended", by, pattern, "")
    return pattern


def _tell(what, by, pattern, reason):
    audit.record(what, by=by, about=pattern, reason=reason)
    announce(what, by=by, about=pattern.child, topics=[f"child:{pattern.child_id}"])
