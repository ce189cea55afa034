"""What keeps a child safe is made stronger by one, and weaker by two: who proposes, and another who approves.

Nobody takes part who is a guardian of the child, is blocked from it, or whom it is about: see docs/decisions/0011.
"""

from django.utils.translation import gettext as _

from ransel.access import office
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Block, BlockLifting, Child, Guardianship, Person, Proposal, ProposalAnswer, Protection


@writing()
def propose_lifting(*, by: Actor, block: Block, reason: str) -> Proposal:
    """The block stands until another has approved. Raises Refused when it is lifted, or proposed already."""
    lock(block.child)
    block = office.PROPOSE_LIFTING.ask(by, block.pk)
    refuse_who_is_close(by, block.child_id, block.person_id)
    if BlockLifting.objects.filter(block=block).exists():
        raise Refused(_("This block is lifted already."))
    if Proposal.objects.unanswered().filter(block=block).exists():
        raise Refused(_("This is proposed already, and waits for another to answer."))
    told = {"kind": Proposal.Kind.LIFT_BLOCK, "block": block}
    return people.propose(by=by, child=block.child, reason=reason, **told)


@writing()
def change_protection(
    *, by: Actor, child: Child, person: Person, protection: int, reason: str, siblings=False
) -> Proposal | None:
    """Of the child, or of one of its guardians. Stronger at once, with the siblings if so said; weaker is proposed.

    The proposal, where it became one. Raises Refused when it is as it was, or proposed already.
    """
    child = office.CHANGE_PROTECTION.ask(by, lock(child).pk)
    refuse_who_is_close(by, child.pk, person.pk)
    if person.pk != child.person_id and not _is_guardian(person.pk, child.pk):
        raise Refused(_("Choose the child, or one of its guardians."))
    now = lock(person).protection
    if protection > now:
        raised = [person, *(siblings_of(by, child) if siblings and person.pk == child.person_id else [])]
        for one in raised:
            people.raise_protection(by=by, person=one, protection=protection, reason=reason)
        return None
    if protection == now:
        raise Refused(_("It is so already."), {"protection": _("Choose another.")})
    if Proposal.objects.unanswered().filter(child=child, person=person).exists():
        raise Refused(_("This is proposed already, and waits for another to answer."))
    told = {"kind": Proposal.Kind.LOWER_PROTECTION, "person": person, "protection": protection}
    return people.propose(by=by, child=child, reason=reason, protection_was=now, **told)


@writing()
def answer_proposal(*, by: Actor, proposal: Proposal, approved: bool, reason: str) -> ProposalAnswer:
    """What is approved is done in the same moment. Raises Refused for one's own, for one that is answered, and for
    a protection that has changed since.
    """
    lock(proposal.child)
    proposal = office.ANSWER_PROPOSAL.ask(by, proposal.pk)
    about = proposal.block.person_id if proposal.block else proposal.person_id
    refuse_who_is_close(by, proposal.child_id, about)
    if proposal.proposed_by_id == by.person.pk:
        raise Refused(_("Somebody else must answer what you propose yourself."))
    _refuse_answered(proposal)
    if approved and proposal.person and lock(proposal.person).protection != proposal.protection_was:
        raise Refused(_("The protection is another than when this was proposed. Propose it anew."))
    answer = people.answer_proposal(by=by, proposal=proposal, approved=approved, reason=reason)
    if approved and proposal.block:
        people.lift_block_from(by=by, block=proposal.block, reason=proposal.reason)
    elif approved and proposal.person:
        level = proposal.protection or Protection.NONE
        people.lower_protection(by=by, person=proposal.person, protection=level, reason=proposal.reason)
    return answer


@writing()
def withdraw_proposal(*, by: Actor, proposal: Proposal) -> ProposalAnswer:
    """By whoever proposed it, as long as nobody has answered."""
    lock(proposal.child)
    proposal = office.ANSWER_PROPOSAL.ask(by, proposal.pk)
    if proposal.proposed_by_id != by.person.pk:
        raise Refused(_("Only who proposed this can withdraw it."))
    _refuse_answered(proposal)
    return people.answer_proposal(by=by, proposal=proposal, approved=False, reason="")


def siblings_of(by: Actor, child: Child):
    """The people who have a guardian in common with the child, and of whom this actor may say so."""
    guardians = Guardianship.objects.filter(child=child, confirmed_at__isnull=False).values("guardian")
    shared = Guardianship.objects.filter(guardian__in=guardians, confirmed_at__isnull=False).values("child")
    theirs = office.CHANGE_PROTECTION.reach(by).filter(pk__in=shared).exclude(pk=child.pk)
    return [one.person for one in theirs]


def _is_guardian(person, child):
    return Guardianship.objects.filter(guardian=person, child=child).exists()


def refuse_who_is_close(by, child, about):
    if by.person.pk == about or _is_guardian(by.person.pk, child):
        raise Refused(_("You are close to this child. Somebody else must do this."))


def _refuse_answered(proposal):
    if ProposalAnswer.objects.filter(proposal=proposal).exists():
        raise Refused(_("Somebody has answered this already."))
