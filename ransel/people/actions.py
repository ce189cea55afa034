"""Who is whose guardian, who is kept away, who works where. The permits are asked by those above, who know who may."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Block, BlockLifting, Child, Guardianship, NationalId, Person, Post
from ransel.people.national_ids import encrypt, lookup


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


@writing()
def person_with(*, by, number: str, given_name: str, family_name: str) -> Person:
    """Whoever has this national number; or somebody new, with this name."""
    if known := NationalId.objects.filter(lookup=lookup(number)).select_related("person").first():
        return known.person
    person = Person.objects.create(given_name=given_name, family_name=family_name)
    NationalId.objects.create(person=person, cipher=encrypt(number), lookup=lookup(number))
    audit.record("person.added", by=by, about=person)
    return person


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
