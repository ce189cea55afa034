"""Blocks, protected addresses, and what it takes two to change about them."""

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.people.models import Block, BlockLifting, Child, Person, Proposal, ProposalAnswer


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
def raise_protection(*, by, person: Person, protection: int, reason: str) -> Person:
    """At least this much from now on. What is stronger already stays."""
    return _protect("protection.raised", by, person, max(person.protection, protection), reason)


@writing()
def lower_protection(*, by, person: Person, protection: int, reason: str) -> Person:
    """At most this much from now on."""
    return _protect("protection.lowered", by, person, min(lock(person).protection, protection), reason)


def _protect(what, by, person, protection, reason):
    person = lock(person)
    if person.protection == protection:
        return person
    person.protection = protection
    person.save(update_fields=["protection"])
    audit.record(what, by=by, about=person, reason=reason)
    as_child = [f"child:{pk}" for pk in Child.objects.filter(person=person).values_list("pk", flat=True)]
    announce(what, by=by, about=person, topics=[person.reference, *as_child])
    return person


@writing()
def propose(*, by, child: Child, reason: str, **about) -> Proposal:
    said = {"proposed_by": by.person, "proposed_at": clock.now(), "reason": reason}
    proposal = Proposal.objects.create(child=child, **about, **said)
    audit.record("proposal.made", by=by, about=proposal, reason=reason)
    announce("proposal.made", by=by, about=proposal, topics=[child.reference])
    return proposal


@writing()
def answer_proposal(*, by, proposal: Proposal, approved: bool, reason: str) -> ProposalAnswer:
    said = {"approved": approved, "reason": reason, "answered_by": by.person, "answered_at": clock.now()}
    answer = ProposalAnswer.objects.create(proposal=proposal, **said)
    what = "proposal.approved" if approved else "proposal.declined"
    if proposal.proposed_by_id == by.person.pk:
        what = "proposal.withdrawn"
    audit.record(what, by=by, about=proposal, reason=reason)
    announce(what, by=by, about=proposal, topics=[f"child:{proposal.child_id}"])
    return answer
