"""What is planned goes out, each at most once: permission is asked again, and begun is written before it is sent.

All that is due to one address leaves as one. Rows are read and marked many at a time: SQLite has one writer.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import Http404

from ransel.core import clock
from ransel.core.writing import writing
from ransel.identity.actor import Actor, Strength
from ransel.notifications import push
from ransel.notifications.actions.keys import push_key
from ransel.notifications.actions.results import finish
from ransel.notifications.kinds import kinds
from ransel.notifications.lanes import THREADS, Lanes
from ransel.notifications.leaving import leave
from ransel.notifications.models import Channel, Delivery, PushService
from ransel.notifications.rest import MOST_FAILURES, room_of

AT_ONCE = 200  # rows in one round
FEW = 4  # threads that hand over e-mails, and text messages: their server is one, and ours

lanes = Lanes({Channel.EMAIL: FEW, Channel.PHONE: FEW})  # of this process


@dataclass
class Sending:
    """Everything due to one address. It says of itself the most urgent that is in it."""

    deliveries: list[Delivery]

    @property
    def first(self) -> Delivery:
        return self.deliveries[0]

    @property
    def urgent(self) -> bool:
        return any(kinds()[one.notice.kind].urgent for one in self.deliveries)

    @property
    def lane(self) -> str:
        return self.first.push.host if self.first.push else self.first.channel


def send_due() -> int:
    """What is due now, as far as there is room; and what has been answered is marked. How many there were.

    Who does not answer is not waited for: they are marked in a later round.
    """
    known = services()
    due = _due(known)
    begun = _begin(due)
    hosts = {one.lane for one in begun if one.first.push}
    for host in hosts:
        _open(lanes.lane(host), known.get(host))
    key = push_key() if hosts else None
    for one in begun:
        _put(one, key)
    answered = lanes.done()
    if answered:
        finish(answered, services(), clock.now())
    return sum(len(one.deliveries) for one in due) or lanes.busy


def services() -> dict[str, PushService]:
    return {one.host: one for one in PushService.objects.all()}


def _open(lane, service):
    """Its threads share a connection, and how often it has failed: one more than the rest allows, and none asks."""
    lane.shared.setdefault("web", push.session(THREADS))
    if not lane.going:
        lane.shared["failures"] = min(service.failures, MOST_FAILURES - 1) if service else 0


def _due(known) -> list[Sending]:
    """Whole addresses: what is due to one of them is never split. First those with something that cannot wait."""
    now = clock.now()
    waiting = Delivery.objects.waiting().filter(due_at__lte=now)
    found = [*_ready(waiting.filter(urgent=True), known, now, urgent=True), *_ready(waiting, known, now)]
    pushes, points = {push for push, _point in found if push}, {point for _push, point in found if point}
    rows = waiting.filter(Q(push__in=pushes) | Q(point__in=points)).order_by("-urgent", "due_at", "pk")
    by_address: dict = {}
    for one in rows.select_related("notice__receiver", "point", "push"):
        by_address.setdefault(one.push_id or one.point_id, Sending([])).deliveries.append(one)
    return _with_room(by_address.values(), known, now)


def _ready(waiting, known, now, *, urgent=False):
    """Where each goes, of those that have waited longest and whose lane has room."""
    shut = [host for host, one in known.items() if room_of(one, now, urgent=urgent) <= len(lanes.lane(host).going)]
    full = lanes.full(urgent=urgent)
    ready = waiting.exclude(push__host__in=[*shut, *full]).exclude(push=None, channel__in=full)
    return ready.order_by("due_at").values_list("push", "point")[:AT_ONCE]


def _with_room(sendings, known, now):
    fit: list[Sending] = []
    taken: dict[str, int] = {}
    for one in sendings:
        most = room_of(known.get(one.lane), now, urgent=one.urgent)
        room = min(lanes.room(one.lane, urgent=one.urgent), most - len(lanes.lane(one.lane).going))
        if taken.setdefault(one.lane, 0) < room:
            taken[one.lane] += 1
            fit.append(one)
    return fit


def _begin(due) -> list[Sending]:
    """Permission is asked, and then it is written that they are on their way. What goes on elsewhere leaves next."""
    may: dict = {}
    here, elsewhere = [], []
    for one in (one for sending in due for one in sending.deliveries):
        (elsewhere if one.push and one.push.continues_as_id else here).append(one)
    if elsewhere:
        _move(elsewhere)
    allowed = [one.pk for one in here if _may_still(one, may)]
    dropped = {one.pk for one in here} - set(allowed)
    begun = _mark_begun(allowed, dropped) if allowed or dropped else set()
    leaving = []
    for sending in due:
        kept = [one for one in sending.deliveries if one.pk in begun]
        if kept:
            leaving.append(Sending(kept))
    return leaving


@writing()
def _move(deliveries):
    """To the address that their browser has now. What is on its way there already is not told twice."""
    for one in deliveries:
        to = one.push.continues_as_id
        its = Delivery.objects.waiting().filter(pk=one.pk)
        if Delivery.objects.filter(notice=one.notice_id, push=to).exists():
            its.update(dropped_at=clock.now())
        else:
            its.update(push=to)


@writing()
def _mark_begun(allowed, dropped) -> set[UUID]:
    """Those that nobody else has begun or dropped meanwhile."""
    now = clock.now()
    still = Delivery.objects.waiting().select_for_update(of=("self",), skip_locked=True)
    Delivery.objects.waiting().filter(pk__in=dropped).update(dropped_at=now)
    begun = set(still.filter(pk__in=allowed).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=begun).update(begun_at=now, attempts=F("attempts") + 1)
    return begun


def _may_still(delivery, asked) -> bool:
    """Seen in the app already is nothing new to tell; an address no longer used gets nothing."""
    address, notice = delivery.push or delivery.point, delivery.notice
    if address.ended_at or notice.seen_at:
        return False
    key = kinds()[notice.kind].permit, notice.receiver_id, notice.child_id
    if key not in asked:
        asked[key] = _holds(key[0], Actor(notice.receiver, Strength.ANY), notice.child_id)
    return asked[key]


def _holds(permit, actor, child) -> bool:
    try:
        permit.ask(actor, child)
    except (Http404, PermissionDenied):
        return False
    return True


def _put(sending, key):
    first, language = sending.first, sending.first.notice.receiver.language
    if first.push:
        text = push.payload(first.pk, language, urgent=sending.urgent)
        lanes.put(sending.lane, sending, leave, first.push, text, key, sending.urgent, urgent=sending.urgent)
    else:
        lanes.put(sending.lane, sending, leave, first.point, language, None, sending.urgent, urgent=sending.urgent)
