"""Who gets in, and who is kept out: by those who may say so, with a reason that stays."""

from django.utils.translation import gettext as _

from ransel.access import office
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Block, BlockLifting, Child, Guardianship


@writing()
def confirm_guardian(*, by: Actor, guardianship: Guardianship, ground: str, reason: str) -> Guardianship:
    """Raises Refused for a guardian who is blocked from the child, or who would confirm themselves."""
    lock(guardianship.child)
    guardianship = office.CONFIRM_GUARDIAN.ask(by, guardianship.pk)
    if guardianship.guardian_id == by.person.pk:
        raise Refused(_("Somebody else must confirm your own access."))
    if Block.objects.standing().filter(person=guardianship.guardian_id, child=guardianship.child_id).exists():
        raise Refused(_("There is a block. Lift it first, if it no longer holds."))
    return people.confirm(by=by, guardianship=guardianship, ground=ground, reason=reason)


@writing()
def set_block(*, by: Actor, guardianship: Guardianship, reason: str) -> Block:
    """Keep this adult from this child at once, on every page and every stream."""
    lock(guardianship.child)
    guardianship = office.SET_BLOCK.ask(by, guardianship.pk)
    child = Child.objects.get(pk=guardianship.child_id)
    return people.set_block_on(by=by, child=child, person=guardianship.guardian, reason=reason)


@writing()
def lift_block(*, by: Actor, block: Block, reason: str) -> BlockLifting:
    """Raises Refused for one's own block."""
    lock(block.child)
    block = office.LIFT_BLOCK.ask(by, block.pk)
    if block.person_id == by.person.pk:
        raise Refused(_("Somebody else must lift a block on yourself."))
    return people.lift_block_from(by=by, block=block, reason=reason)
