"""Who is to be asked on a morning whether the child is still away, and when nobody need be any more."""

from datetime import time

from django.db.models import Max

from ransel.attendance.models import Absence, MorningQuestion
from ransel.core import clock
from ransel.core.writing import writing


@writing()
def ask_me(*, by, absences: list[Absence], hour: time):
    """After the last day of what was told with each of them, at this hour. Of a child one question waits, the last."""
    children = [absence.child_id for absence in absences]
    days = Absence.objects.standing().filter(notice__in=[absence.notice for absence in absences])
    last = dict(days.values("notice").annotate(last=Max("day")).values_list("notice", "last"))
    before = MorningQuestion.objects.waiting().filter(child__in=children, guardian=by.person)
    before.update(ended_by=by.person, ended_at=clock.now())
    MorningQuestion.objects.bulk_create(
        MorningQuestion(
            child_id=absence.child_id,
            guardian=by.person,
            notice=absence.notice,
            hour=hour,
            not_before=last[absence.notice] + clock.DAY,
            said_at=clock.now(),
        )
        for absence in absences
    )


@writing()
def nobody_need_ask(*, by, child, notice):
    """Some of it was taken back. Whoever says that the child comes, today or tomorrow, has answered for all."""
    left = Absence.objects.standing().filter(child=child, notice=notice, day__gt=clock.today()).order_by("-day").first()
    waiting = MorningQuestion.objects.waiting().filter(child=child, notice=notice)
    if left:
        waiting.update(not_before=left.day + clock.DAY)
    else:
        waiting.update(ended_by=by.person, ended_at=clock.now())


@writing()
def here_now(*, by, children):
    """These have come: what was to be asked from today on is answered."""
    waiting = MorningQuestion.objects.waiting().filter(child__in=children, not_before__lte=clock.today())
    waiting.update(ended_by=by.person, ended_at=clock.now())
