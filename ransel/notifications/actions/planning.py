"""From what was announced to who is told. An announcement is taken once, in the transaction that plans its notices."""

from uuid import UUID

from ransel.access.relations import guardianships_in_force
from ransel.core import actions as core
from ransel.core import clock
from ransel.core.models import Announcement
from ransel.core.writing import writing
from ransel.notifications.kinds import kinds
from ransel.notifications.models import Channel, ContactPoint, Delivery, Notice, Telling

AT_ONCE = 100  # announcements in one transaction


def plan() -> int:
    """The next announcements, if there are any; then how many."""
    return _plan() if Announcement.objects.filter(taken_at=None).exists() else 0


@writing()
def _plan():
    """A fixed number of statements, and one more for each announcement, to take it."""
    waiting = Announcement.objects.filter(taken_at=None).order_by("at", "pk")[:AT_ONCE]
    taken = [one for one in waiting if core.take(one)]
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
    receivers = {one.receiver_id for one in notices}
    quiet = Telling.objects.filter(person__in=receivers, by_email=False).values("person")
    points = ContactPoint.objects.in_use().filter(person__in=receivers, channel=Channel.EMAIL).exclude(person__in=quiet)
    by_person = {point.person_id: point for point in points}
    now = clock.now()
    Delivery.objects.bulk_create(
        Delivery(notice=one, point=by_person[one.receiver_id], due_at=now)
        for one in notices
        if one.receiver_id in by_person
    )
