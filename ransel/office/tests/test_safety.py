"""What keeps a child safe is made stronger by one, and weaker only by two."""

import pytest

from ransel.access.actions.guardians import set_block
from ransel.access.actions.safety import answer_proposal, propose_lifting
from ransel.audit.models import Event
from ransel.core.writing import Refused
from ransel.identity.actor import Actor, Strength
from ransel.people.models import Block, Guardianship, Person, Proposal, ProposalAnswer, Protection
from tests.pages import error_of, send

APPROVE, DECLINE = {"answer": "approve"}, {"answer": "decline"}


@pytest.fixture
def solveig(as_, village):
    return as_(village.leader, strong=True)


@pytest.fixture
def berit(as_, village):
    return as_(village.municipality, strong=True)


@pytest.fixture
def block(village):
    return Block.objects.get(person=village.blocked)


def propose(client, block, reason="Nytt vedtak, sak 26-410"):
    assert send(client, f"/office/blocks/{block.pk}/lifting/", reason=reason).status_code == 303
    return Proposal.objects.get(block=block, answer=None)


def lift_by_two(first, second, block):
    url = f"/office/proposals/{propose(first, block).pk}/"
    assert send(second, url, **APPROVE).status_code == 303


def standing(block):
    return Block.objects.standing().filter(pk=block.pk).exists()


def protection(person):
    return Person.objects.get(pk=person.pk).protection


def change(client, child, person, level, **more):
    said = {"person": person.pk, "protection": level, "reason": "Vedtak, sak 26-77"}
    return send(client, f"/office/children/{child.pk}/protection/", **said, **more)


def test_a_block_stands_until_another_has_approved_that_it_is_lifted(solveig, berit, as_, village, block):
    proposal = propose(solveig, block)
    assert standing(block) and "Leon" not in as_(village.blocked).get("/home/").text
    assert "Venter på person nummer to" in solveig.get("/office/").text
    assert "Venter på person nummer to" in berit.get(f"/office/children/{village.leon.pk}/").text
    assert send(berit, f"/office/proposals/{proposal.pk}/", **APPROVE).url == f"/office/children/{village.leon.pk}/"
    assert not standing(block) and "Leon" in as_(village.blocked).get("/home/").text
    events = Event.objects.filter(what__in=["proposal.made", "proposal.approved", "block.lifted"])
    assert {(event.what, event.by) for event in events} == {
        ("proposal.made", village.leader.pk),
        ("proposal.approved", village.municipality.pk),
        ("block.lifted", village.municipality.pk),
    }
    assert Event.objects.get(what="block.lifted").reason == "Nytt vedtak, sak 26-410"


def test_nobody_approves_what_they_propose_themselves(solveig, village, block):
    url = f"/office/proposals/{propose(solveig, block).pk}/"
    assert "Godkjenn" not in solveig.get(url).text
    answer = solveig.post(url, solveig.form(url, f"{url}withdrawal/") | APPROVE)
    assert answer.status_code == 422 and "Noen andre må svare" in answer.text and standing(block)


def test_whoever_declines_says_why_and_the_block_stands(solveig, berit, block):
    proposal = propose(solveig, block)
    url = f"/office/proposals/{proposal.pk}/"
    answer = send(berit, url, **DECLINE)
    assert answer.status_code == 422 and "Skriv hvorfor" in error_of(answer, "reason")
    assert send(berit, url, **DECLINE, reason="Vedtaket gjelder").status_code == 303
    assert standing(block) and not ProposalAnswer.objects.get(proposal=proposal).approved
    assert "Avslått av" in berit.get(url).text
    propose(solveig, block)  # may be tried again


def test_who_proposed_withdraws_and_nobody_else(solveig, berit, block):
    proposal = propose(solveig, block)
    url = f"/office/proposals/{proposal.pk}/"
    answer = berit.post(f"{url}withdrawal/", berit.form(url))
    assert answer.status_code == 422 and "Bare den som foreslo" in answer.text
    assert solveig.post(f"{url}withdrawal/", solveig.form(url, f"{url}withdrawal/")).status_code == 303
    assert standing(block) and ProposalAnswer.objects.get(proposal=proposal).answered_by_id
    assert "Trukket" in berit.get(url).text
    answer = berit.post(url, berit.form(f"/office/blocks/{block.pk}/lifting/") | APPROVE)
    assert answer.status_code == 422 and "har svart på dette" in answer.text and standing(block)


def test_a_proposal_waits_once(solveig, berit, block):
    propose(solveig, block)
    answer = send(berit, f"/office/blocks/{block.pk}/lifting/", reason="Igjen")
    assert answer.status_code == 422 and "foreslått allerede" in answer.text and Proposal.objects.count() == 1


def test_who_is_close_to_the_child_takes_no_part(village, block):
    leader, berit = (Actor(one, Strength.STRONG) for one in (village.leader, village.municipality))
    near = {"guardian": village.leader, "child": village.leon, "starts": "2026-01-01"}
    guardianship = Guardianship.objects.create(**near)
    with pytest.raises(Refused, match="nær dette barnet"):
        propose_lifting(by=leader, block=block, reason="Meg")
    proposal = propose_lifting(by=berit, block=block, reason="Nytt vedtak")
    with pytest.raises(Refused, match="nær dette barnet"):
        answer_proposal(by=leader, proposal=proposal, approved=True, reason="")
    guardianship.delete()
    answer_proposal(by=leader, proposal=proposal, approved=True, reason="")
    assert not standing(block)


def test_a_block_that_was_set_again_is_not_lifted_by_an_old_proposal(solveig, berit, village, block):
    """Each block is a row of its own: what was proposed about one says nothing of the next."""
    lift_by_two(solveig, berit, block)
    guardianship = Guardianship.objects.get(guardian=village.blocked, child=village.leon)
    again = set_block(by=Actor(village.leader, Strength.STRONG), guardianship=guardianship, reason="Nytt forbud")
    assert again.pk != block.pk and standing(again)
    answer = send(solveig, f"/office/blocks/{again.pk}/lifting/", reason="")
    assert answer.status_code == 422 and standing(again)


def test_a_protection_is_made_stronger_at_once_with_the_siblings(solveig, village):
    assert change(solveig, village.ella, village.ella.person, 1, siblings="on").status_code == 303
    assert protection(village.ella.person) == Protection.CONFIDENTIAL
    theirs = Guardianship.objects.filter(guardian=village.marte).values_list("child__person__protection", flat=True)
    assert set(theirs) == {Protection.NONE, Protection.CONFIDENTIAL}  # a sibling at another unit is not hers to change
    assert Event.objects.filter(what="protection.raised", reason="Vedtak, sak 26-77").exists()


def test_the_municipality_protects_all_siblings(berit, village):
    change(berit, village.ella, village.ella.person, 2, siblings="on")
    theirs = Guardianship.objects.filter(guardian=village.marte).values_list("child__person__protection", flat=True)
    assert set(theirs) == {Protection.STRICTLY_CONFIDENTIAL} and len(theirs) == 3


def test_a_protection_is_made_weaker_only_by_two(solveig, berit, village):
    change(solveig, village.ella, village.ella.person, 2)
    assert change(solveig, village.ella, village.ella.person, 0).status_code == 303
    assert protection(village.ella.person) == Protection.STRICTLY_CONFIDENTIAL
    proposal = Proposal.objects.get()
    assert send(berit, f"/office/proposals/{proposal.pk}/", **APPROVE).status_code == 303
    assert protection(village.ella.person) == Protection.NONE
    event = Event.objects.get(what="protection.lowered")
    assert (event.by, event.reason) == (village.municipality.pk, "Vedtak, sak 26-77")


def test_a_guardians_own_protection_and_nobody_elses(solveig, village):
    assert change(solveig, village.ella, village.marte, 1).status_code == 303
    assert protection(village.marte) == Protection.CONFIDENTIAL and protection(village.ella.person) == Protection.NONE
    before = protection(village.siri)
    answer = change(solveig, village.ella, village.siri, 1)
    assert answer.status_code == 422 and protection(village.siri) == before
    answer = change(solveig, village.ella, village.marte, 1)
    assert answer.status_code == 422 and "Velg noe annet" in error_of(answer, "protection")


def test_what_was_proposed_before_a_protection_became_stronger_is_not_approved(solveig, berit, village):
    change(solveig, village.ella, village.ella.person, 1)
    change(solveig, village.ella, village.ella.person, 0)
    proposal = Proposal.objects.get()
    change(solveig, village.ella, village.ella.person, 2)
    answer = send(berit, f"/office/proposals/{proposal.pk}/", **APPROVE)
    assert answer.status_code == 422 and "Foreslå det på nytt" in answer.text
    assert protection(village.ella.person) == Protection.STRICTLY_CONFIDENTIAL
