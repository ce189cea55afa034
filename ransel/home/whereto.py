"""Where somebody belongs who comes in, and whom to ask when nothing is there."""

from django.db.models import Q

from ransel.access.relations import guardian, pupil_self
from ransel.core import clock
from ransel.people.models import Enrolment, Guardianship, Post, Role
from ransel.units.models import Unit

DESKS = (Role.LEADER, Role.OFFICE, Role.MUNICIPALITY)


def front_of(actor):
    """The name of the page somebody with this login begins on: the children's, the group's, or the desk."""
    if actor.tablet:
        return "work"
    if actor.by_code:
        return "with-code"
    if roles := roles_of(actor):
        return roles[0]
    return "home"


def roles_of(actor):
    """The names of the pages somebody has to do with, the nearest first. Two statements."""
    today = clock.today()
    roles = set(Post.objects.on(today).filter(person=actor.person).values_list("role", flat=True))
    own = guardian.holding(actor, today).exists() or pupil_self.holding(actor, today).exists()
    return [
        *(["home"] if own else []),
        *(["work"] if roles - {Role.OFFICE, Role.MUNICIPALITY} else []),
        *(["office"] if roles & set(DESKS) else []),
    ]


def units_to_ask(actor):
    """Units that know of somebody as a guardian not confirmed: whom to ring, and never about whom."""
    today = clock.today()
    waiting = Guardianship.objects.on(today).filter(guardian=actor.person, confirmed_at=None)
    places = Enrolment.objects.not_over(today).filter(child__in=waiting.values("child"))
    return list(Unit.objects.filter(pk__in=places.values("unit")).order_by("name"))


def units_of(actor):
    """Where one's children are, and where one works: those who correct what is wrong about oneself. One statement."""
    today = clock.today()
    places = Enrolment.objects.not_over(today).filter(child__in=guardian.holding(actor, today).values("child"))
    posts = Post.objects.on(today).filter(person=actor.person)
    mine = Q(pk__in=places.values("unit")) | Q(pk__in=posts.values("unit"))
    return list(Unit.objects.filter(mine).order_by("name"))
