"""Who works where, from when, until when. Whoever has no post left and no child is out of every page at once."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity import actions as identity
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Guardianship, Post, Role
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


def _has_anything_here(person):
    today = clock.today()
    posts = Post.objects.on(today).filter(person=person)
    return posts.exists() or Guardianship.objects.on(today).filter(guardian=person).exists()
