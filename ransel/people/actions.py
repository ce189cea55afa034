"""Who is whose guardian, who is kept away, who works where. The permits are asked by those above, who know who may."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Block, BlockLifting, Child, Enrolment, Guardianship, NationalId, Person, Post
from ransel.people.national_ids import encrypt, lookup
from ransel.units.models import Group, Unit


@writing()
def set_block_on(*, by, child: Child, person: Person, reason: str) -> Block:
    """From now on this person is kept from this child, whatever any register says. Set twice, it stands once."""
    lock(child)
    if there := Block.objects.standing().filter(child=child, person=person).first():
        return there
    block = Block.objects.create(child=child, person=person, reason=reason, set_by=by.person, set_at=clock.now())
    audit.record("block.set", by=by, about=block, reason=reason)
    announce("block.set", by=by, about=block, topics=[child.reference, person.reference])
    return block


@writing()
def lift_block_from(*, by, block: Block, reason: str) -> BlockLifting:
    """The person is no longer kept away by this block. Lifted twice, it is lifted once."""
    block = lock(block)
    if there := BlockLifting.objects.filter(block=block).first():
        return there
    lifting = BlockLifting.objects.create(block=block, reason=reason, lifted_by=by.person, lifted_at=clock.now())
    audit.record("block.lifted", by=by, about=block, reason=reason)
    announce("block.lifted", by=by, about=block, topics=[f"child:{block.child_id}", f"person:{block.person_id}"])
    return lifting


@writing()
def confirm(*, by, guardianship: Guardianship, ground: str, reason: str) -> Guardianship:
    """Somebody has seen the ground, and says so. Confirmed before, it stays as it was."""
    guardianship = lock(guardianship)
    if guardianship.confirmed_at:
        return guardianship
    guardianship.ground = ground
    guardianship.confirmed_by, guardianship.confirmed_at = by.person, clock.now()
    guardianship.save(update_fields=["ground", "confirmed_by", "confirmed_at"])
    audit.record("guardianship.confirmed", by=by, about=guardianship, reason=reason)
    topics = [f"child:{guardianship.child_id}", f"person:{guardianship.guardian_id}"]
    announce("guardianship.confirmed", by=by, about=guardianship, topics=topics)
    return guardianship


def known_by(number: str) -> Person | None:
    """Whoever has this national number; None if nobody here does."""
    return Person.objects.filter(national_id__lookup=lookup(number)).first()


@writing()
def person_with(*, by, number: str, given_name: str, family_name: str) -> Person:
    """Whoever has this national number; or somebody new, with this name."""
    return known_by(number) or add_person(by=by, number=number, given_name=given_name, family_name=family_name)


@writing()
def add_person(*, by, number: str, **columns) -> Person:
    """Somebody new; without a number until one is known."""
    return keep_person(by=by, person=Person(**columns), number=number)


@writing()
def keep_person(*, by, person: Person, number: str) -> Person:
    person.save(force_insert=True)
    if number:
        NationalId.objects.create(person=person, cipher=encrypt(number), lookup=lookup(number))
    audit.record("person.added", by=by, about=person)
    return person


@writing()
def child_of(*, by, person: Person) -> Child:
    """This person as a child: who has, had or will have a place."""
    child, is_new = Child.objects.get_or_create(person=person)
    if is_new:
        audit.record("child.added", by=by, about=child)
    return child


@writing()
def begin_guardianship(*, by, guardian: Person, child: Child, residence: str) -> Guardianship:
    """Not confirmed yet, and so it opens nothing."""
    told = {"guardian": guardian, "child": child, "residence": residence, "starts": clock.today()}
    guardianship = Guardianship.objects.create(**told)
    audit.record("guardianship.begun", by=by, about=guardianship)
    return guardianship


@writing()
def end_guardianship(*, by, guardianship: Guardianship, last_day, reason: str) -> Guardianship:
    guardianship = lock(guardianship)
    guardianship.starts, guardianship.ends = min(guardianship.starts, last_day), last_day
    guardianship.save(update_fields=["starts", "ends"])
    audit.record("guardianship.ended", by=by, about=guardianship, reason=reason)
    topics = [f"child:{guardianship.child_id}", f"person:{guardianship.guardian_id}"]
    announce("guardianship.ended", by=by, about=guardianship, topics=topics)
    return guardianship


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
