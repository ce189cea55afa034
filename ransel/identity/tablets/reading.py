"""Which tablet asks, and who stands at it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Q

from ransel.core import clock
from ransel.core.prepared import TEXT, prepared
from ransel.identity.actor import Actor, Strength
from ransel.identity.models import Tablet
from ransel.identity.tablets.codes import COOKIE, known_by
from ransel.people.models import Person, Post, Role

CREDITED_FOR = timedelta(minutes=10)  # to whoever said "I am …"
IDLE = timedelta(seconds=90)  # then what a PIN opened is closed
NOTED_EVERY = timedelta(seconds=10)  # that somebody stands there yet
AT_HAND = (Role.EMPLOYEE, Role.SUBSTITUTE, Role.CONTACT_TEACHER)


def tablet_of(request) -> Tablet | None:
    """The paired tablet that asks, with whose turn it is. One statement; none where there is no token."""
    token = request.COOKIES.get(COOKIE, "")
    found = _tablets(token=known_by(token)) if token else []
    return found[0] if found else None


@prepared(token=TEXT)
def _tablets(token):
    return Tablet.objects.paired().filter(~Q(token=""), token=token).select_related("person", "unit", "turn__person")


def actor_at(tablet: Tablet) -> Actor:
    """Whoever stands at it: by name for ten minutes, and with their PIN until nobody has touched it for a while."""
    turn: Any = tablet.turn
    itself = Actor(tablet.person, Strength.ANY, str(tablet.pk), tablet.pk, tablet.pk, bearer=tablet.person)
    if turn is None or clock.now() - turn.used_at > CREDITED_FOR:
        return itself
    if turn.unlocked_at and clock.now() - turn.used_at <= IDLE:
        return replace(itself, person=turn.person, strength=Strength.PIN, bearer=None)
    return replace(itself, person=turn.person)


def at_hand(tablet):
    """Those who may say that it is they: who works in its groups today, or leads the unit."""
    posts = Post.objects.on(clock.today())
    groups = tablet.groups.values("pk")  # asked for by themselves: joined, every post there is would be looked at
    working = posts.filter(group__in=groups, role__in=AT_HAND) | posts.filter(unit=tablet.unit_id, role=Role.LEADER)
    return Person.objects.filter(pk__in=working.values("person")).order_by("given_name", "family_name", "pk")
