"""Small children sleep and eat: one tap each, or several at a meal. What was corrected is kept as undone rows."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils.translation import gettext as _

from ransel.attendance.presence import presences_of
from ransel.audit import actions as audit
from ransel.core import clock, dates
from ransel.core.actions import announce, announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.supervision import permits
from ransel.supervision.care.here import here_or_been
from ransel.supervision.care.reading import Nap, instead_of, not_left_since, wall
from ransel.supervision.models import Meal, Sleep
from ransel.units.models import Group


@writing()
def fall_asleep(*, by: Actor, child: Child, group: Group) -> Sleep:
    """The child sleeps. Tapped by two, it fell asleep once.

    Raises Refused for one who is not here; Http404 for a child that is not of a group of the actor's.
    """
    child = permits.CARE_FOR.ask(by, lock(child).pk)
    found = here_or_been(group)
    if child.pk not in found.here:
        raise Refused(_("%(child)s is not here.") % {"child": child.given_name})
    sleeping = _open_sleep(child)
    if sleeping and not_left_since(sleeping.slept_at, found.since.get(child.pk)):
        return sleeping
    if sleeping:
        _end_when_left(by, sleeping)
    of = {"child": child, "unit": group.unit, "day": clock.today()}
    sleep = Sleep.objects.create(**of, slept_at=clock.now(), by=by.person, at=clock.now())
    _tell("child.slept", by, sleep)
    return sleep


@writing()
def wake(*, by: Actor, child: Child):
    """The child woke. Who does not sleep, does not wake: then nothing is done."""
    child = permits.CARE_FOR.ask(by, lock(child).pk)
    if sleep := _open_sleep(child):
        sleep.woke_at, sleep.woken_by = clock.now(), by.person
        sleep.save(update_fields=["woke_at", "woken_by"])
        _tell("child.woke", by, sleep)


@writing()
def undo_sleep(*, by: Actor, sleep: Sleep, woken: bool | None = None):
    """The last that was tapped of it: the child did not wake, or did not fall asleep. The row stays, undone.

    Undone twice, it is undone once. `woken`: whether the actor saw that it woke. Raises Refused, with what stands, for
    one that somebody has corrected meanwhile, and for one that woke meanwhile.
    """
    child = lock(sleep.child)
    sleep = permits.CORRECT_SLEEP.ask(by, sleep.pk)
    if sleep.undone_at:
        if [one.times for one in instead_of(sleep)] == ([(sleep.slept_at, None)] if sleep.woke_at else []):
            return
        raise Refused(_changed_meanwhile(sleep))
    if woken is not None and woken != bool(sleep.woke_at):
        raise Refused(_changed_meanwhile(sleep))
    if sleep.woke_at and _open_sleep(child):
        raise Refused(_("%(child)s sleeps again already.") % {"child": child.given_name})
    _undo(by, sleep)
    if sleep.woke_at:
        _again(by, sleep, sleep.slept_at, None)
    _tell("child.sleep.undone", by, sleep)


@writing()
def correct_sleep(*, by: Actor, sleep: Sleep, slept: time, woke: time | None, drawn: time | None = None):
    """From when until when, wall time in Oslo. `drawn` is when it woke, as the actor saw it.

    Raises Refused, by the fields, for times that can not be; and where somebody has corrected it meanwhile, or said
    another time when it woke, with what stands.
    """
    child = lock(sleep.child)
    sleep = permits.CORRECT_SLEEP.ask(by, sleep.pk)
    began, ended = _moment(sleep, slept, sleep.slept_at), _moment(sleep, woke, sleep.woke_at) if woke else None
    if sleep.undone_at:
        if (began, ended) in [one.times for one in instead_of(sleep)]:
            return
        raise Refused(_changed_meanwhile(sleep))
    if ended != sleep.woke_at and drawn != wall(sleep.woke_at):
        if woke != drawn:
            raise Refused(_("Look at the times."), {"woke": _changed_meanwhile(sleep)})
        ended = sleep.woke_at  # the actor has left it as it was
    if wrong := _faults(child, sleep, began, ended):
        raise Refused(_("Look at the times."), wrong)
    if (began, ended) == (sleep.slept_at, sleep.woke_at):
        return
    _undo(by, sleep)
    _again(by, sleep, began, ended)
    _tell("child.sleep.corrected", by, sleep)


@writing()
def note_meal(*, by: Actor, group: Group, children: Iterable[Child], meal: str, ate: str):
    """These ate so at this meal today; with `ate` empty it is taken back. What stands already, stands.

    Raises Refused for who has not been here today; Http404 for one that is not of a group of the actor's.
    """
    pks = {child.pk for child in children}
    lock_all(Child, pks)
    asked = permits.CARE_FOR.ask_all(by, pks)
    been = here_or_been(group).been
    if away := [one.given_name for one in asked if one.pk not in been]:
        raise Refused(_("%(child)s has not been here today.") % {"child": ", ".join(away)})
    of = {"unit": group.unit, "day": clock.today(), "meal": meal}
    standing = Meal.objects.standing().filter(child__in=pks, **of)
    noted = dict(standing.values_list("child", "ate"))
    standing.exclude(ate=ate).update(undone_by=by.person, undone_at=clock.now())
    changed = [one for one in asked if noted.get(one.pk, "") != ate]
    if ate:
        said = {"ate": ate, "by": by.person, "at": clock.now()}
        Meal.objects.bulk_create(Meal(child=one, **of, **said) for one in changed)
    if changed:
        audit.record_all("child.ate", by=by, about=changed)
        announce_all("child.ate", by=by, about=changed, topics=[one.reference for one in changed])


def _open_sleep(child):
    return Sleep.objects.standing().filter(child=child, day=clock.today(), woke_at=None).first()


def _end_when_left(by, sleep):
    """The child left without anybody saying that it woke, and has come again since."""
    stays = presences_of([sleep.child_id], sleep.day).get(sleep.child_id, [])
    left = [one.left for one in stays if one.left and one.left >= sleep.slept_at]
    sleep.woke_at, sleep.woken_by = min(left, default=sleep.slept_at), by.person
    sleep.save(update_fields=["woke_at", "woken_by"])


def _undo(by, sleep):
    Sleep.objects.filter(pk=sleep.pk).update(undone_by=by.person, undone_at=clock.now())


def _again(by, sleep, began, ended):
    of = {"child": sleep.child, "unit": sleep.unit, "day": sleep.day, "slept_at": began, "woke_at": ended}
    Sleep.objects.create(**of, by=by.person, at=clock.now(), woken_by=by.person if ended else None)


def _changed_meanwhile(sleep):
    """With what stands of it: a row with its pk that is not undone, or what was written instead."""
    stands = [sleep] if not sleep.undone_at else instead_of(sleep)
    if not stands:
        return _("Somebody has taken this back meanwhile.")
    times = ", ".join(Nap(one.pk, *one.times).words for one in stands)
    return _("Somebody has changed this meanwhile. Now it says: %(times)s.") % {"times": times}


def _moment(sleep, hour, before: datetime | None) -> datetime:
    """To the minute, as it is written; what was not changed keeps its seconds."""
    if before and wall(before) == hour:
        return before
    return datetime.combine(sleep.day, hour, dates.OSLO)


def _faults(child, sleep, began, ended) -> dict[str, str]:
    wrong = {}
    for name, at in (("slept", began), ("woke", ended)):
        if at and at > clock.now():
            wrong[name] = _("That time is not yet. Write when it happened.")
    if ended and ended <= began:
        wrong["woke"] = _("It must end after it begins.")
    came = [one.came for one in presences_of([child.pk], sleep.day).get(child.pk, []) if one.unit == sleep.unit_id]
    if came and began < min(came).replace(second=0, microsecond=0):
        wrong["slept"] = _("The child came at %(time)s.") % {"time": dates.clock_time(min(came))}
    others = Sleep.objects.standing().filter(child=child, day=sleep.day).exclude(pk=sleep.pk)
    for one in others:
        if (one.woke_at is None or began < one.woke_at) and (ended is None or one.slept_at < ended):
            wrong["slept"] = _("The child slept at that time already. Two times can not overlap.")
    return wrong


def _tell(what, by, sleep):
    audit.record(what, by=by, about=sleep)
    announce(what, by=by, about=sleep.child, topics=[sleep.child.reference])
