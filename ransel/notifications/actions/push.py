"""Which browsers take notices for whom: asked for in one, and ended by whoever ends the login it was asked for in."""

from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.notifications.endpoints import host_of, name_of
from ransel.notifications.models import PushDevice

NOTHING_STOOD = "nothing to go on with"  # said to our own script, which shows it to nobody
MOST_DEVICES = 20  # of one person
POINT, SECRET = 65, 16  # bytes of a browser's two keys (RFC 8291, 3.1 and 3.2)


@writing()
def subscribe(
    *, by: Actor, endpoint: str, p256dh: str, auth: str, device: str = "", grant: UUID | None = None
) -> PushDevice:
    """This browser takes notices for them from here on, and for nobody else.

    Raises Refused for an address that is no push service's, for what are no keys, and for too many devices.
    """
    person = lock(by.person)
    host = host_of(endpoint)
    if host is None:
        raise Refused(_("We do not know the service that brings notices to this browser. Try another browser."))
    if not _is_key(p256dh, POINT) or not _is_key(auth, SECRET):
        raise Refused(_("This browser did not give us what we need. Try again, or try another browser."))
    said = {"p256dh": p256dh, "auth": auth, "device": device, "login": UUID(by.session), "grant": grant}
    before = PushDevice.objects.in_use().select_for_update(of=("self",)).filter(name=name_of(endpoint)).first()
    if before and before.person_id == person.pk:
        PushDevice.objects.filter(pk=before.pk).update(**said)
        return PushDevice.objects.get(pk=before.pk)
    if PushDevice.objects.in_use().filter(person=person).count() >= MOST_DEVICES:
        raise Refused(_("You have very many devices. Remove one that you do not use, and try again."))
    if before:
        _end(PushDevice.objects.filter(pk=before.pk))
    of = {"person": person, "name": name_of(endpoint), "endpoint": endpoint, "host": host, "made_at": clock.now()}
    made = PushDevice.objects.create(**of, **said)
    audit.record("push.added", by=by, about=made)
    raise_topics([person.reference])
    return made


@writing()
def renew(
    *, by: Actor, before: str, endpoint: str, p256dh: str, auth: str, device: str = "", grant: UUID | None = None
) -> PushDevice:
    """This browser was given another address, and goes on taking notices.

    What waits for the old one, or is planned for it in this very moment, goes to the new one when it is due.

    Nobody is asked again, so something of theirs must have stood here: asked for in this very login, which is in one
    browser alone, or under the name (`before`) that only this browser keeps. Raises Refused where nothing did, where
    somebody else takes notices at this address, and as `subscribe` does; then the old one stands.
    """
    person, name = lock(by.person), name_of(endpoint)
    if PushDevice.objects.in_use().filter(name=name).exclude(person=person).exists():
        raise Refused(NOTHING_STOOD)
    stood = PushDevice.objects.renewable().filter(person=person)
    mine = Q(login=UUID(by.session)) | Q(name=before) | Q(name=name, ended_at=None)
    here = list(stood.filter(mine).values_list("pk", flat=True))
    if not here:
        raise Refused(NOTHING_STOOD)
    old = PushDevice.objects.filter(pk__in=here).exclude(name=name)
    _end(old.in_use())
    PushDevice.objects.filter(pk__in=here).update(gone_at=None)
    new = subscribe(by=by, endpoint=endpoint, p256dh=p256dh, auth=auth, device=device, grant=grant)
    old.update(continues_as=new)
    return new


@writing()
def remove_device(*, by: Actor, device: UUID):
    """No notice goes to that device of one's own any more."""
    found = PushDevice.objects.in_use().filter(person=by.person, pk=device)
    for one in found:
        audit.record("push.removed", by=by, about=one)
    _end(found)
    raise_topics([by.person.reference])


@writing()
def end_subscriptions(*, handles: Iterable[str] = (), grants: Iterable[UUID] = (), people: Iterable[UUID] = ()):
    """Of these logins, and of these people: nothing is pushed there any more."""
    logins = [UUID(str(handle)) for handle in handles]
    theirs = Q(login__in=logins) | Q(grant__in=grants) | Q(person__in=people)
    found = list(PushDevice.objects.renewable().filter(theirs).values_list("pk", flat=True))
    devices = PushDevice.objects.filter(pk__in=found)
    _end(devices.in_use())
    devices.update(gone_at=None)


def _end(devices):
    """What waits to go there is dropped when it is due."""
    devices.update(ended_at=clock.now())


def _is_key(text, size):
    try:
        return len(urlsafe_b64decode(text + "=" * (-len(text) % 4))) == size
    except (Error, ValueError):
        return False
