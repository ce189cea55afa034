"""Subscriptions to the calendar: made, ended, and ended by the night. Of an address only its digest is ever kept."""

import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from ransel.access.residence import in_the_open
from ransel.attendance.models import CalendarFeed
from ransel.attendance.permits import SEE_STAY, SUBSCRIBE
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import raise_topics
from ransel.core.dates import OSLO
from ransel.core.writing import Refused, in_line, lock, writing
from ransel.identity.actor import Actor
from ransel.people.models import Guardianship, Person

UNREAD = timedelta(days=365)
NOBODY = Actor(Person(pk=UUID(int=0)))  # the night does it, no person

Secret = tuple[UUID, UUID]  # 256 random bits, as two of what may stand in an address


def digest_of(first: UUID, second: UUID) -> str:
    return sha256(first.bytes + second.bytes).hexdigest()


@writing()
def make_calendar_feed(*, by: Actor) -> Secret:
    """What stands in the new address, told this once. One that was in use before ends.

    Raises Refused where somebody's address is protected, and for who has no children with stays.
    """
    lock(by.person)
    if not SUBSCRIBE.reach(by).exists():
        if SEE_STAY.reach(by).exists():
            raise Refused(_("You cannot subscribe, because an address is protected."))
        raise Refused(_("You have no children with a stay plan here."))
    _end_all(by, CalendarFeed.objects.in_use().filter(person=by.person))
    secret = UUID(bytes=secrets.token_bytes(16)), UUID(bytes=secrets.token_bytes(16))
    feed = CalendarFeed.objects.create(person=by.person, digest=digest_of(*secret), made_at=clock.now())
    audit.record("calendar.subscribed", by=by, about=feed)
    raise_topics([by.person.reference])
    return secret


@writing()
def end_calendar_feed(*, by: Actor):
    """Whoever has the address gets nothing there from now on."""
    lock(by.person)
    _end_all(by, CalendarFeed.objects.in_use().filter(person=by.person))
    raise_topics([by.person.reference])


def mark_read(feed: CalendarFeed):
    """Once a day, in one statement: it tells whether anybody still reads it, and not when."""
    if feed.last_read_on != clock.today():
        with in_line():
            CalendarFeed.objects.in_use().filter(pk=feed.pk).update(last_read_on=clock.today())


@writing()
def end_feeds_that_are_over() -> int:
    """Those nobody has read for a year, and those where an address has become protected: they do not come back."""
    day = clock.today()
    own = Guardianship.objects.not_over(day).filter(guardian=OuterRef("person"))
    protected = own.exclude(pk__in=in_the_open(Guardianship.objects.not_over(day), day).values("pk"))
    read = Coalesce("last_read_on", TruncDate("made_at", tzinfo=OSLO))
    over = Q(Exists(protected)) | Q(person__protection__gt=0) | Q(read__lt=day - UNREAD)
    return _end_all(NOBODY, CalendarFeed.objects.in_use().annotate(read=read).filter(over))


def _end_all(by, feeds) -> int:
    ended = list(feeds)
    CalendarFeed.objects.filter(pk__in=[one.pk for one in ended]).update(ended_at=clock.now())
    audit.record_all("calendar.ended", by=by, about=ended)
    return len(ended)
