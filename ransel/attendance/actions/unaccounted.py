"""The climb for a child who has not come: the family is asked, asked again, and rung, until somebody answers."""

from datetime import time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.actions.absences import report_absence
from ransel.attendance.day import Day, days_of
from ransel.attendance.expected import comes_again, expected_from, is_missed
from ransel.attendance.models import Asked, CheckIn, FamilyAnswer, Reason, Where
from ransel.attendance.spans import MIDNIGHT
from ransel.attendance.stays.effective import read
from ransel.attendance.unaccounted import not_here_or_away
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce, raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child, Enrolment
from ransel.units.absence_rules import absence_rules_of
from ransel.units.models import Group

AT_ONCE = 100
LAST_MINUTE = time(23, 58)


@writing()
def ask_family(*, by: Actor, child: Child, group: Group) -> Asked:
    """All guardians are asked where the child is. Tapped twice, or by two, they are asked once.

    Raises Refused for a child who is not missed, and Http404 if it is not of a group of the actor's.
    """
    child = lock(child)
    permits.ASK_FAMILY.ask(by, child.pk)
    today, unit = clock.today(), group.unit
    if before := Asked.objects.filter(child=child, unit=unit, day=today).first():
        return before
    day = days_of([child.pk], today, unit=unit.pk).get(child.pk, Day())
    seen = read([child.pk], today, today)
    day.again = comes_again(day, seen.stays.get((child.pk, unit.pk, today)))
    if not is_missed(day, expected_from([child.pk], unit, today, seen=seen)[child.pk], clock.wall_time()):
        raise Refused(_("%(child)s is not missed now.") % {"child": child.given_name})
    rules, now = absence_rules_of([unit])[unit.pk], clock.now()
    due = {"again_due": now + _minutes(rules.again_after), "call_due": now + _minutes(rules.call_after)}
    asked = Asked.objects.create(child=child, unit=unit, day=today, by=by.person, at=now, **due)
    _tell("unaccounted.asked", by, asked)
    return asked


@writing()
def answer(*, by: Actor, child: Child, where: str, reason: str = Reason.ILL):
    """A guardian says where the child is, to each unit that has asked today and waits. Said twice alike, it is once.

    Away, it is an absence for today; for the rest of it when the child was in another unit, as at school before SFO.
    Raises Refused when nobody has asked, when the child has come, and as an absence is refused.
    """
    child = lock(child)
    permits.ANSWER.ask(by, child.pk)
    asked = list(Asked.objects.filter(child=child, day=clock.today()).select_related("child", "unit"))
    if not asked:
        raise Refused(_("Nobody has asked today."))
    came = dict(CheckIn.objects.standing().filter(child=child, day=clock.today()).values_list("unit", "at"))
    waiting = [one for one in asked if one.unit_id not in came]
    if not waiting:
        said = {"child": child.given_name, "time": dates.clock_time(came[asked[0].unit_id])}
        raise Refused(_("%(child)s came at %(time)s. There is nothing to answer.") % said)
    if where == Where.AWAY:
        _tell_of_today(by, child, reason, rest=bool(came))
    for one in waiting:
        _answer_one(by, one, where)


def _tell_of_today(by, child, reason, *, rest):
    today, now = clock.today(), clock.wall_time().replace(second=0, microsecond=0)
    report_absence(
        by=by,
        children=[child],
        reason=reason,
        first_day=today,
        last_day=today,
        from_time=min(now, LAST_MINUTE) if rest else None,
        to_time=MIDNIGHT if rest else None,
    )


def _answer_one(by, asked, where):
    before = asked.answers.filter(by=by.person).order_by("-at").first()
    if before and before.where == where:
        return
    FamilyAnswer.objects.create(asked=asked, where=where, by=by.person, at=clock.now())
    if where == Where.ON_THE_WAY:  # and if nobody has come by then, the family is rung after all
        rules = absence_rules_of([asked.unit])[asked.unit_id]
        asked.call_due, asked.woken_at = clock.now() + _minutes(rules.call_after), None
        asked.save(update_fields=["call_due", "woken_at"])
    _tell("unaccounted.answered", by, asked)


def climb() -> bool:
    """The steps that are due: the second notice, and the list of those to ring. One statement when there are none."""
    now = clock.now()
    again = Q(again_at=None, again_due__lte=now, answers=None)
    ring = Q(woken_at=None, call_due__lte=now)
    due = not_here_or_away(clock.today()).filter(again | ring)
    steps = [_climb_one(pk) for pk in list(due.values_list("pk", flat=True).distinct()[:AT_ONCE])]
    return any(steps)


@writing()
def _climb_one(pk) -> bool:
    """Each step once: of two workers, one writes that it is done. Whether there was one to take."""
    asked = Asked.objects.select_related("child", "by").get(pk=pk)
    by, now = Actor(asked.by), clock.now()
    one = Asked.objects.filter(pk=pk)
    again = one.filter(again_at=None, again_due__lte=now)
    asked_again = not asked.answers.exists() and again.update(again_at=now)
    if asked_again:
        _tell("unaccounted.asked_again", by, asked)
    woken = one.filter(woken_at=None, call_due__lte=now).update(woken_at=now)
    if woken:
        raise_topics(_boards(asked))
    return bool(asked_again or woken)


def _tell(what, by, asked):
    audit.record(what, by=by, about=asked.child)
    announce(what, by=by, about=asked, topics=[asked.child.reference, *_boards(asked)])


def _boards(asked):
    places = Enrolment.objects.on(asked.day).filter(child=asked.child_id, unit=asked.unit_id, group__isnull=False)
    return [f"group:{group}" for group in places.values_list("group", flat=True)]


def _minutes(number):
    return timedelta(minutes=number)
