"""The groups of a unit with how many are in each, and who works there."""

from dataclasses import dataclass, field

from django.db.models import Count

from ransel.core import clock
from ransel.people.models import Enrolment, Post
from ransel.units.models import Group, Joining


@dataclass
class GroupRow:
    group: Group
    children: int
    staff: int


@dataclass
class Staff:
    """Posts that hold today, that begin later, and that ended in the last weeks."""

    now: list[Post] = field(default_factory=list)
    later: list[Post] = field(default_factory=list)
    ended: list[Post] = field(default_factory=list)


ENDED_SHOWN = 60 * clock.DAY


def groups_of(unit) -> list[GroupRow]:
    """Three statements."""
    today = clock.today()
    children = _counted(Enrolment.objects.on(today).filter(unit=unit), "child")
    staff = _counted(Post.objects.on(today).filter(unit=unit), "person")
    groups = unit.groups.order_by("closed_on", "year_level", "name")
    return [GroupRow(group, children.get(group.pk, 0), staff.get(group.pk, 0)) for group in groups]


def _counted(rows, what):
    counted = rows.exclude(group=None).order_by().values("group").annotate(number=Count(what, distinct=True))
    return dict(counted.values_list("group", "number"))


def staff_of(unit) -> Staff:
    """One statement."""
    today, found = clock.today(), Staff()
    posts = Post.objects.not_over(today - ENDED_SHOWN).filter(unit=unit).select_related("person", "group")
    for post in posts.order_by("group__name", "person__given_name", "person__family_name"):
        (found.now if post.holds_on(today) else found.later if post.starts > today else found.ended).append(post)
    return found


def joinings_of(unit) -> list[Joining]:
    """Those that hold today or will, with their groups. Two statements."""
    joinings = Joining.objects.not_over(clock.today()).filter(unit=unit).prefetch_related("groups")
    return list(joinings.order_by("from_time", "starts"))
