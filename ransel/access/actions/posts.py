"""Who works where, from when, until when. Whoever has no post left and no child is out of every page at once."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity import actions as identity
from ransel.identity.actor import Actor, Strength
from ransel.people import actions as people
from ransel.people.models import Enrolment, Guardianship, Person, Post, Role
from ransel.units.models import Group, Unit

IN_GROUP = (Role.EMPLOYEE, Role.SUBSTITUTE, Role.CONTACT_TEACHER, Role.SUBJECT_TEACHER)


@writing()
def begin_post(
    *,
    by: Actor,
    unit: Unit,
    given_name: str,
    family_name: str,
    number: str,
    role: str,
    group: Group | None,
    starts: date,
    ends: date | None,
) -> Post:
    """Somebody begins. Who they are is told by the national number: a name that is spelt otherwise makes no other.

    Raises Refused for a leader appointed by a leader, a group that is missing or of another unit, a substitute without
    a last day, and a post that stands already.
    """
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    if role == Role.LEADER and not setting_up.is_municipality(by, unit.municipality_id):
        raise Refused(_("Only the municipality appoints a leader."), {"role": _("Choose another role.")})
    if role in IN_GROUP and (group is None or group.unit_id != unit.pk or group.closed_on):
        raise Refused(_("Where do they work?"), {"group": _("Choose the group.")})
    if role == Role.SUBSTITUTE and ends is None:
        raise Refused(_("A substitute has a last day."), {"ends": _("Write the last day.")})
    if ends and ends < starts:
        raise Refused(_("It ends before it begins."), {"ends": _("The last day is before the first.")})
    person = people.person_with(by=by, number=number, given_name=given_name, family_name=family_name)
    where = {"unit": unit, "group": group if role in IN_GROUP else None, "role": role}
    standing = Post.objects.not_over(starts).filter(person=person, **where)
    if standing.exists():
        raise Refused(_("This person has this post already."))
    return people.begin_post(by=by, person=person, municipality=unit.municipality, starts=starts, ends=ends, **where)


@writing()
def end_post(*, by: Actor, post: Post, last_day: date) -> Post:
    """The last day is worked. With the last post, and no child here, the logins end too once it is over."""
    post = setting_up.END_POST.ask(by, lock(post).pk)
    if post.person_id == by.person.pk:
        raise Refused(_("Somebody else must end your own post."))
    if post.ends and last_day > post.ends:
        raise Refused(_("It would last longer than now."), {"last_day": _("Choose a day up to the one it ends.")})
    ended = people.end_post(by=by, post=post, last_day=last_day)
    if last_day < clock.today() and not _has_anything_here(post.person_id):
        identity.end_logins(by=by, person=post.person)
    return ended


@writing()
def end_logins_of_leavers() -> int:
    """Whoever is logged in, had a post that is over, and has nothing left here, is logged out. How many they were.

    Nobody does it but the day that has passed: in the log it stands under the leaver's own name.
    """
    today = clock.today()
    left = Post.objects.filter(ends__lt=today).values("person")
    logged_in = Person.objects.filter(account__sessions__isnull=False, pk__in=left).distinct()
    gone = [person for person in logged_in.order_by("pk") if not _has_anything_here(person.pk)]
    for person in gone:
        identity.end_logins(by=Actor(person, Strength.ANY), person=person)
    return len(gone)


def _has_anything_here(person):
    """A post, a child whose guardian they are for sure, or a place of their own."""
    today = clock.today()
    guardian = Guardianship.objects.on(today).filter(guardian=person, confirmed_at__isnull=False)
    pupil = Enrolment.objects.not_over(today).filter(child__person=person)
    return any(rows.exists() for rows in (Post.objects.on(today).filter(person=person), guardian, pupil))
