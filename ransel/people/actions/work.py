"""Where children have places, and who works where."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Child, Enrolment, Person, Post
from ransel.units.models import Group, Unit


@writing()
def begin_place(*, by, child: Child, unit: Unit, group: Group, **columns) -> Enrolment:
    place = Enrolment.objects.create(child=child, unit=unit, group=group, **columns)
    _tell("place.begun", by, place)
    return place


@writing()
def end_place(*, by, place: Enrolment, last_day) -> Enrolment:
    """Over after this day. One that was to begin later never does."""
    place = lock(place)
    place.starts, place.ends = min(place.starts, last_day), last_day
    place.save(update_fields=["starts", "ends"])
    _tell("place.ended", by, place)
    return place


@writing()
def move(*, by, place: Enrolment, group: Group, starts) -> Enrolment:
    """In this group from that day on; until then where it was. One that begins that day has been nowhere else."""
    place = lock(place)
    if starts <= place.starts:
        before, place.group = place.group_id, group
        place.save(update_fields=["group"])
        _tell("place.moved", by, place, before)
        return place
    ends, place.ends = place.ends, starts - clock.DAY
    place.save(update_fields=["ends"])
    where = {"unit": place.unit, "group": group, "place_type": place.place_type}
    moved = Enrolment.objects.create(child=place.child, starts=starts, ends=ends, **where)
    _tell("place.moved", by, moved, place.group_id)
    return moved


@writing()
def lend(*, by, place: Enrolment, group: Group, starts, ends) -> Enrolment:
    where = {"unit_id": group.unit_id, "group": group, "place_type": place.place_type}
    lasts = {"starts": starts, "ends": ends}
    lent = Enrolment.objects.create(child=place.child, stands_in_for=place, **where, **lasts)
    _tell("place.lent", by, lent, place.group_id)
    return lent


def _tell(what, by, place, *groups):
    """The boards of the groups concerned, and the family's pages, look again."""
    audit.record(what, by=by, about=place)
    topics = [f"child:{place.child_id}", *(f"group:{group}" for group in (place.group_id, *groups) if group)]
    announce(what, by=by, about=place, topics=topics)


@writing()
def begin_post(*, by, person: Person, **columns) -> Post:
    post = Post.objects.create(person=person, **columns)
    audit.record("post.begun", by=by, about=post)
    announce("post.begun", by=by, about=post, topics=_of_post(post))
    return post


@writing()
def end_post(*, by, post: Post, last_day) -> Post:
    """Over after this day. One that was to begin later never does."""
    post = lock(post)
    post.starts, post.ends = min(post.starts, last_day), last_day
    post.save(update_fields=["starts", "ends"])
    audit.record("post.ended", by=by, about=post)
    announce("post.ended", by=by, about=post, topics=_of_post(post))
    return post


def _of_post(post):
    return [f"person:{post.person_id}", *([f"group:{post.group_id}"] if post.group_id else [])]
