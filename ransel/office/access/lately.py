"""Who got access in the last seven days: to one child or to many, by whom, today first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.audit.models import Event
from ransel.core import clock
from ransel.people.models import BlockLifting, Enrolment, Guardianship, Person, Post
from ransel.units.models import Joining

DAYS = timedelta(days=7)
MOST = 200  # of each sort


@dataclass
class Got:
    day: date
    who: str
    what: str
    by: str = ""


def lately_in(**where) -> list[Got]:
    """`where` filters on the unit, as `unit=` or `unit__municipality=`. Eight statements at most."""
    since = clock.today() - DAYS
    moment = clock.now() - DAYS
    children = Enrolment.objects.not_over(clock.today()).filter(**where).values("child")
    got = [*_guardians(children, moment), *_lifted(children, moment), *_at_work(since, where)]
    return sorted(got, key=lambda one: (one.day, one.who), reverse=True)


def _guardians(children, moment):
    confirmed = Guardianship.objects.filter(child__in=children, confirmed_at__gte=moment)
    for one in confirmed.select_related("guardian", "child__person", "confirmed_by").order_by("-confirmed_at")[:MOST]:
        what = _("Guardian of %(child)s") % {"child": one.child.name}
        yield Got(
            timezone.localdate(one.confirmed_at),
            one.guardian.name,
            what,
            one.confirmed_by.name if one.confirmed_by else "",
        )


def _lifted(children, moment):
    lifted = BlockLifting.objects.filter(block__child__in=children, lifted_at__gte=moment)
    along = ("block__person", "block__child__person", "lifted_by")
    for one in lifted.select_related(*along).order_by("-lifted_at")[:MOST]:
        what = _("The block was lifted: %(child)s") % {"child": one.block.child.name}
        yield Got(timezone.localdate(one.lifted_at), one.block.person.name, what, one.lifted_by.name)


def _at_work(since, where):
    """Posts, joined groups and children lent to another group; who did it stands in the log, or it was a roster."""
    span = {"starts__gte": since, "starts__lte": clock.today()}
    posts = Post.objects.filter(**span, **where).select_related("person", "unit", "group").order_by("-starts")[:MOST]
    joinings = Joining.objects.filter(**span, **where).prefetch_related("groups").order_by("-starts")[:MOST]
    lent = Enrolment.objects.filter(stands_in_for__isnull=False, **span, **where).select_related(
        "child__person", "group"
    )
    things = [*posts, *joinings, *lent.order_by("-starts")[:MOST]]
    events = Event.objects.filter(about__in=[one.reference for one in things]).order_by("at")
    by = dict(events.values_list("about", "by"))
    people = Person.objects.in_bulk(set(by.values()))
    for one in things:
        pk = by.get(one.reference)
        who, what = _said_of(one)
        yield Got(one.starts, who, what, people[pk].name if pk in people else "")


def _said_of(one):
    if isinstance(one, Post):
        where = one.group or one.unit
        return one.person.name, f"{one.get_role_display()}, {where.name}" if where else one.get_role_display()
    if isinstance(one, Joining):
        return ", ".join(group.name for group in one.groups.all()), _("Staff of joined groups see all of them")
    return one.group.name, _("%(child)s is there for some days") % {"child": one.child.name}
