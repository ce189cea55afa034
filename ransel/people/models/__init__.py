"""Who there is, who stands how to a child, where children have places and adults have posts."""

from ransel.people.models.family import Block, BlockLifting, BlockQuerySet, Guardianship
from ransel.people.models.person import Child, ChildQuerySet, NationalId, Person, Protection
from ransel.people.models.proposal import Proposal, ProposalAnswer
from ransel.people.models.residence import ResidenceAnswer, ResidenceDay, ResidencePattern
from ransel.people.models.work import Enrolment, PlaceType, Post, Role

__all__ = [
    "Block",
    "BlockLifting",
    "BlockQuerySet",
    "Child",
    "ChildQuerySet",
    "Enrolment",
    "Guardianship",
    "NationalId",
    "Person",
    "PlaceType",
    "Post",
    "Proposal",
    "ProposalAnswer",
    "Protection",
    "ResidenceAnswer",
    "ResidenceDay",
    "ResidencePattern",
    "Role",
]
