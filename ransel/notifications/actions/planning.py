"""From what was announced to who is told. An announcement is taken once, in the transaction that plans its notices."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from ransel.access.relations import guardianships_in_force
from ransel.core import actions as core
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import writing
from ransel.notifications import mail
from ransel.notifications.kinds import kinds
from ransel.notifications.models import Channel, ContactPoint, Delivery, How, Notice, PushDevice
from ransel.notifications.quiet import due
from ransel.notifications.wishes import wishes_of

AT_ONCE = 100  # announcements in one transaction
UNLESS_SEEN_WITHIN = timedelta(minutes=10)


def plan() -> int:
    """The next announcements, if there are any; then how many."""
    return _plan() if Announcement.objects.filter(taken_at=None).exists() else 0


@writing()
def _plan():
    """A fixed number of statements, and one more for each announcement, to take it. What cannot wait is taken first."""
    waiting = Announcement.objects.filter(taken_at=None).order_by("at", "pk")
    urgent = [what for what, kind in kinds().items() if kind.urgent]
    found = list(waiting.filter(what__in=urgent)[:AT_ONCE]) or waiting[:AT_ONCE]
    taken = [one for one in found if core.take(one)]
    heard = [one for one in taken if one.what in kinds()]
    if heard:
        notices = Notice.objects.bulk_create(list(_notices(heard)))
        _deliver(notices)
        core.raise_topics({f"person:{one.receiver_id}" for one in notices})
    return len(taken)


def _notices(announcements):
    concerns, alone = {}, {}
    for what in {one.what for one in announcements}:
        ids = [_about(one) for one in announcements if one.what == what]
        concerns[what] = kinds()[what].children(ids)
        if only := kinds()[what].only:
            alone |= only(ids)
    children = {child for found in concerns.values() for child, _not_told in found.values()}
    receivers: dict = {}
    for child, person in (
        guardianships_in_force(clock.today()).filter(child__in=children).values_list("child", "guardian")
    ):
        receivers.setdefault(child, set()).add(person)
    for one in announcements:
        found = concerns[one.what].get(_about(one))
        if found is None:
            continue
        child, not_told = found
        told = receivers.get(child, set()) - {one.by, not_told}
        if kinds()[one.what].only:
            told = receivers.get(child, set()) & {alone.get(_about(one))}
        for person in sorted(told):
            yield Notice(receiver_id=person, kind=one.what, child_id=child, announcement=one.pk, at=one.at)


def _about(announcement):
    return UUID(announcement.about.partition(":")[2])


def _deliver(notices):
    """To each address of each receiver, as they wish. Five statements."""
    people = {one.receiver_id for one in notices}
    said = wishes_of(people)
    points, devices = defaultdict(list), defaultdict(list)
    for point in ContactPoint.objects.in_use().filter(person__in=people, channel__in=_channels()):
        points[point.person_id].append(point)
    for device in PushDevice.objects.in_use().filter(person__in=people):
        devices[device.person_id].append(device)
    now = clock.now()
    Delivery.objects.bulk_create(
        delivery
        for one in notices
        for delivery in _deliveries(one, said[one.receiver_id], devices[one.receiver_id], points[one.receiver_id], now)
    )


def _channels():
    return [Channel.EMAIL, Channel.PHONE] if mail.sends_texts() else [Channel.EMAIL]


def _deliveries(notice, wishes, devices, points, now):
    """Where a push comes at once, the rest waits a little: what was seen by then is not told again."""
    urgent = kinds()[notice.kind].urgent
    for device in devices:
        if due_at := _due(notice, Channel.PUSH, wishes, urgent, now):
            yield Delivery(notice=notice, channel=Channel.PUSH, push=device, urgent=urgent, due_at=due_at)
    pushed = any(one.failed_at is None for one in devices) and _due(notice, Channel.PUSH, wishes, urgent, now)
    later = now + UNLESS_SEEN_WITHIN if pushed and not urgent else now
    for point in points:
        if due_at := _due(notice, point.channel, wishes, urgent, later):
            yield Delivery(notice=notice, channel=point.channel, point=point, urgent=urgent, due_at=due_at)


def _due(notice, channel, wishes, urgent, moment):
    """When it leaves; None where they do not want it."""
    how = wishes.how(channel, kinds()[notice.kind].subject.name, notice.child_id)
    if how is How.OFF or (how is How.URGENT and not urgent):
        return None
    return due(moment, wishes.hours, daily=how is How.DIGEST, urgent=urgent)
