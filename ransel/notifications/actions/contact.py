"""Where somebody can be reached: said by themselves, and in use once they have shown that it is theirs."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.notifications import tasks
from ransel.notifications.models import Channel, ContactCode, ContactPoint

HOLDS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES = 5  # in an hour: nobody makes us write to strangers all day


@writing()
def add_contact(*, by: Actor, channel: str, address: str) -> ContactPoint:
    """Said, and a code is sent there. What was in use stays so until the code comes back.

    Raises Refused when it is in use already, and when too many codes were asked for.
    """
    person = lock(by.person)
    now = clock.now()
    mine = ContactPoint.objects.filter(person=person, channel=channel)
    if mine.in_use().filter(address=address).exists():
        raise Refused(_("You use this already."), {"address": _("Write another.")})
    if ContactPoint.objects.filter(person=person, added_at__gt=now - timedelta(hours=1)).count() >= MOST_CODES:
        raise Refused(_("You have asked for many codes. Try again in an hour."))
    mine.filter(verified_at=None, ended_at=None).update(ended_at=now)
    point = ContactPoint.objects.create(person=person, channel=channel, address=address, added_at=now)
    audit.record("contact.added", by=by, about=point)
    tasks.send_code.enqueue(str(point.pk))
    return point


@writing()
def new_code(point: ContactPoint) -> str | None:
    """The digits, to be sent at once and kept nowhere; None when another address was said meanwhile."""
    point = lock(point)
    if point.ended_at or point.verified_at:
        return None
    code = f"{secrets.randbelow(1_000_000):06}"
    ContactCode.objects.create(point=point, digest=_digest(point, code), sent_at=clock.now())
    return code


@writing()
def try_code(*, by: Actor, channel: str, code: str) -> bool:
    """Whether it was the code. Then the address is in use, and the one before is told that it is not any more.

    A wrong try is counted, and so this says no instead of raising. Five wrong tries, or fifteen minutes, and another
    code must be asked for.
    """
    point = ContactPoint.objects.filter(
        person=lock(by.person), channel=channel, verified_at=None, ended_at=None
    ).first()
    last = point and point.codes.order_by("-sent_at").first()
    if not point or not last or last.tries >= MOST_TRIES or last.sent_at < clock.now() - HOLDS:
        return False
    if not hmac.compare_digest(last.digest, _digest(point, code)):
        last.tries += 1
        last.save(update_fields=["tries"])
        return False
    for before in ContactPoint.objects.in_use().filter(person=by.person, channel=channel):
        _end(before)
    point.verified_at = clock.now()
    point.save(update_fields=["verified_at"])
    audit.record("contact.verified", by=by, about=point)
    raise_topics([by.person.reference])
    return True


@writing()
def remove_contact(*, by: Actor, channel: str):
    """Nothing is sent there any more."""
    lock(by.person)
    for point in ContactPoint.objects.filter(person=by.person, channel=channel, ended_at=None):
        audit.record("contact.removed", by=by, about=point)
        _end(point)
    raise_topics([by.person.reference])


def _end(point):
    point.ended_at = clock.now()
    point.save(update_fields=["ended_at"])
    if point.verified_at and point.channel == Channel.EMAIL:
        tasks.tell_replaced.enqueue(str(point.pk))


def _digest(point, code):
    return hmac.new(settings.SECRET_KEY.encode(), f"{point.pk}:{code}".encode(), sha256).hexdigest()
