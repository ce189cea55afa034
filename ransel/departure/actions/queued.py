"""Taps that waited on a board without network are taken: each counts once, by its own time, or is listed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.attendance.models import QueuedTap, TapOutcome, TapReason, TapVerb
from ransel.attendance.permits import CHECK_IN, LOOK_AFTER
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import done_already, raise_topics
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.departure.actions.door import agreed_of
from ransel.departure.actions.queued_rows import write
from ransel.departure.door.judging import why_not_as_agreed
from ransel.departure.queue.plan import Plan
from ransel.departure.queue.standing import standing_of
from ransel.departure.who import blocked_names
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Tablet
from ransel.people.models import Child, Enrolment
from ransel.units.models import Group, UnitKind


@dataclass(frozen=True)
class Told:
    """A tap as the device says it."""

    id: UUID
    child: UUID
    verb: TapVerb
    at: datetime


@dataclass(frozen=True)
class Answer:
    outcome: str
    why: str = ""


REFUSED = "refused"


@writing()
def take_taps(*, by: Actor, group: Group, taps: Iterable[Told], behind: timedelta) -> dict[UUID, Answer]:
    """What came of each, by its id. `behind`: how long the clock of the device is behind ours, so that it is put right.

    Whichever order they come in, and however often, the day ends up as if each had been tapped when it was. One whose
    form was received and done with network, and only the answer was lost, has the id of its submission. Raises
    Refused, and nothing is taken, where two send taps by the same ids in the same moment.
    """
    by = _as_the_tablet(by)
    sent = {one.id: one for one in reversed(list(taps))}
    children = _children(by, {one.child for one in sent.values()})
    known = QueuedTap.objects.in_bulk(list(sent))
    done = done_already(account=by.account, keys=[pk for pk in sent if pk not in known])
    new = [one for pk, one in sent.items() if pk not in known and pk not in done and one.child in children]
    fresh = [_row(by, group, one, behind) for one in new]
    places = _places(group.unit_id, children)
    _judge(by, group, fresh, children, places)
    listed = [tap for tap in fresh if tap.reason]
    fitting = [tap for tap in fresh if not tap.reason]
    try:
        QueuedTap.objects.bulk_create(listed)
        _lay(by, group, fitting, children)
    except IntegrityError:
        raise Refused(_("These taps are being received already. Send them again.")) from None
    if listed:
        raise_topics(_boards_of(group, places, [tap.child_id for tap in listed]))
    if fresh:
        audit.record_all("tap.received", by=by, about=fresh)
    answers = {pk: _answer(one, group, known.get(pk), children) for pk, one in sent.items()}
    answers |= {tap.pk: Answer(tap.outcome, _why(tap)) for tap in fresh}
    return answers | dict.fromkeys(done, Answer(TapOutcome.COUNTED))


@writing()
def decide(*, by: Actor, group: Group, tap: QueuedTap, done: bool):
    """Somebody leaves a listed tap as it is; or has `done` at the door what it said. Decided twice, the first stands.

    Raises Http404 for a child that is not of a group of the actor's any more.
    """
    tap = lock(tap)
    LOOK_AFTER.ask(by, tap.child_id)
    if tap.outcome != TapOutcome.LISTED:
        return
    tap.outcome = TapOutcome.DECIDED if done else TapOutcome.DISMISSED
    tap.decided_by, tap.decided_at = by.person, clock.now()
    tap.save(update_fields=["outcome", "decided_by", "decided_at"])
    audit.record(f"tap.{tap.outcome}", by=by, about=tap)
    raise_topics(_boards_of(group, _places(tap.unit_id, [tap.child_id]), [tap.child_id]))


def _as_the_tablet(by: Actor) -> Actor:
    """Who has opened a tablet when it sends need not be who tapped then: all of it is the tablet's own."""
    if by.tablet is None or by.nobody:
        return by
    itself = by.bearer or Tablet.objects.select_related("person").get(pk=by.tablet).person
    return replace(by, person=itself, bearer=itself, strength=Strength.ANY)


def _children(by, pks) -> dict[UUID, Child]:
    """Those of the actor's groups, and nobody else lets them in or out meanwhile. Of others nothing is learnt."""
    theirs = CHECK_IN.reach(by).filter(pk__in=pks)
    lock_all(Child, set(theirs.values_list("pk", flat=True)))
    return {child.pk: child for child in theirs.all()}


def _row(by, group, one: Told, behind) -> QueuedTap:
    where = {"child_id": one.child, "unit_id": group.unit_id, "group": group, "day": clock.today()}
    moments = {"tapped_at": one.at + behind, "said_at": one.at, "received_at": clock.now()}
    return QueuedTap(pk=one.id, verb=one.verb, by_id=by.person.pk, tablet_id=by.tablet, **where, **moments)


def _places(unit, children) -> dict[UUID, set[UUID]]:
    """The groups of the unit where each has a place today."""
    there: dict[UUID, set[UUID]] = defaultdict(set)
    places = Enrolment.objects.on(clock.today()).filter(unit=unit, child__in=list(children))
    for child, group in places.values_list("child", "group"):
        there[child].add(group)
    return there


def _boards_of(group, places, children) -> set[str]:
    """Those that say that a tap is listed."""
    return {group.reference} | {f"group:{pk}" for child in children for pk in places.get(child, ())}


def _judge(by, group, taps: list[QueuedTap], children, places):
    """What can not count whatever was tapped else. Said once: what is agreed later does not undo what was done."""
    leaving = {tap.child_id: children[tap.child_id] for tap in taps if tap.verb == TapVerb.LEAVE}
    agreed = agreed_of(leaving, group.unit) if leaving else {}
    kept_away = blocked_names(agreed) if agreed else {}
    for tap in taps:
        tap.reason = _fault_of_moment(tap) or ("" if group.pk in places[tap.child_id] else TapReason.OTHER_GROUP)
        if not tap.reason and tap.verb == TapVerb.LEAVE and (one := agreed.get(tap.child_id)):
            name, away = children[tap.child_id].given_name, bool(kept_away.get(tap.child_id))
            if why_not_as_agreed(name, one, UnitKind(group.unit.kind), tap.tapped_at, away):
                tap.reason = TapReason.NOT_AGREED
        tap.outcome = TapOutcome.LISTED if tap.reason else TapOutcome.COUNTED


def _fault_of_moment(tap) -> str:
    if tap.tapped_at > clock.now():
        return TapReason.TO_COME
    return "" if timezone.localdate(tap.tapped_at) == clock.today() else TapReason.OTHER_DAY


def _lay(by, group, taps: list[QueuedTap], children):
    if not taps:
        return
    concerned = {tap.child_id: children[tap.child_id] for tap in taps}
    standing = standing_of(concerned, clock.today())
    for tap in taps:
        standing[tap.child_id].taps[tap.pk] = tap
    plan = Plan(by.person.pk, clock.today(), clock.now())
    for child, one in standing.items():
        plan.lay(child, one)
    write(by, group, plan, concerned)


def _answer(one: Told, group, known: QueuedTap | None, children) -> Answer:
    """A tap sent again is answered as it stands. One that was never taken, or says another thing now, is refused."""
    if known is None or one.child not in children:
        return Answer(REFUSED, _("This child is not on a board of yours."))
    if (known.child_id, known.group_id, known.verb, known.said_at) != (one.child, group.pk, one.verb, one.at):
        return Answer(REFUSED, _("Another tap was sent with the same mark."))
    if known.outcome == TapOutcome.LISTED:
        return Answer(TapOutcome.LISTED, _why(known))
    return Answer(TapOutcome.COUNTED)


def _why(tap) -> str:
    return str(TapReason(tap.reason).label) if tap.reason else ""
