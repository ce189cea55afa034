"""Where somebody is logged in: for themselves to see, and to end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from ransel.core import clock
from ransel.identity.actor import Actor
from ransel.identity.models import LoginCode, Session
from ransel.identity.passkeys.terms import Terms, usable


@dataclass
class Login:
    """`used_at` to within five minutes: a session in use is written no oftener."""

    handle: str
    device: str
    began_at: datetime | None
    used_at: datetime
    is_here: bool


@dataclass
class Device:
    """One that opens us with a passkey, and until when it does so unused."""

    id: UUID
    device: str
    made_at: datetime
    used_at: datetime
    ends_at: datetime
    is_here: bool


def devices_of(actor: Actor, terms: Terms | None) -> list[Device]:
    """Those of one's own that open us, the one used last first. Two statements."""
    by_the_clock = clock.now() - timezone.now()
    here = set(Session.objects.filter(handle=actor.session or None).values_list("grant", flat=True))
    return [
        Device(
            one.pk,
            one.device,
            one.made_at + by_the_clock,
            one.used_at + by_the_clock,
            terms.end_of(one) + by_the_clock,
            one.pk in here,
        )
        for one in usable(actor.account, terms)
        if terms
    ]


def code_of(actor: Actor) -> LoginCode | None:
    """The one on paper by which they can come in, too. One statement."""
    return LoginCode.objects.standing().filter(guardianship__guardian=actor.person).first()


def sessions_of(actor: Actor):
    """Those of one's own that can still be used."""
    return Session.objects.filter(account=actor.account, expire_date__gt=timezone.now(), handle__isnull=False)


def logins_of(actor: Actor) -> list[Login]:
    """Here first, then the one used last. One statement."""
    rested = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    by_the_clock = clock.now() - timezone.now()  # sessions live in real time; the demo's readers do not
    found = [
        Login(
            str(row.handle),
            row.device,
            row.began_at and row.began_at + by_the_clock,
            row.expire_date - rested + by_the_clock,
            str(row.handle) == actor.session,
        )
        for row in sessions_of(actor)
    ]
    return sorted(found, key=lambda one: (one.is_here, one.used_at), reverse=True)
