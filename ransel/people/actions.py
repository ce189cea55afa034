"""Who is whose guardian, and who is kept away. The permits are asked by those above, who know who may."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Block, BlockLifting, Child, Guardianship, Person


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
