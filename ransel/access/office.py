"""What leaders, offices and the municipality may do about who has access to a child. It wants a strong login."""

from dataclasses import replace

from ransel.access.permits import Permit
from ransel.access.relations import (
    for_municipality,
    leader_of_unit,
    municipality_of_child,
    office_of_child,
    office_of_unit,
)
from ransel.identity.actor import Strength
from ransel.identity.models import LoginCode
from ransel.people.models import Block, Child, Guardianship, Proposal
from ransel.units.models import Municipality, Unit

LEADS = (leader_of_unit, for_municipality)
OVER_CHILD = (office_of_child, municipality_of_child)
OF_CHILD = {"child": "child"}

SEE_UNIT = Permit("see a unit's children", Unit, to=(office_of_unit, for_municipality), along=("municipality",))
SEE_ACCESS = Permit("see who has access to a child", Child, to=OVER_CHILD, along=("person",))
SEE_GUARDIANSHIP = Permit("see a guardianship", Guardianship, columns=OF_CHILD, to=OVER_CHILD)
CONFIRM_GUARDIAN = Permit(
    "confirm a guardian",
    Guardianship,
    columns=OF_CHILD,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("guardian", "child__person"),
)
SET_BLOCK = Permit(
    "set a block",
    Guardianship,
    columns=OF_CHILD,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("guardian", "child__person"),
)
GIVE_CODE = replace(CONFIRM_GUARDIAN, name="give a guardian a code for logging in")
OF_CODE = {"child": "guardianship__child"}
SEE_CODE = Permit(
    "see a code for logging in",
    LoginCode,
    columns=OF_CODE,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("guardianship__guardian", "guardianship__child__person"),
)
WITHDRAW_CODE = replace(SEE_CODE, name="withdraw a code for logging in")
PROPOSE_LIFTING = Permit(
    "propose to lift a block",
    Block,
    columns=OF_CHILD,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("person", "child__person"),
)
CHANGE_PROTECTION = Permit("change a protection", Child, to=OVER_CHILD, strength=Strength.STRONG, along=("person",))
ANSWER_PROPOSAL = Permit(
    "answer a proposal",
    Proposal,
    columns=OF_CHILD,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("child__person", "block__person", "person", "proposed_by"),
)
SEE_PROPOSALS = Permit("see proposals", Proposal, columns=OF_CHILD, to=OVER_CHILD, along=ANSWER_PROPOSAL.along)
CONFIRM_MANY = Permit(
    "confirm guardians of a unit",
    Unit,
    to=(office_of_unit, for_municipality),
    strength=Strength.STRONG,
    along=("municipality",),
)
SEE_REACH = Permit("see how many children each reaches", Unit, to=LEADS, along=("municipality",))
SEE_REACH_OF_ALL = Permit("see how many children each in a municipality reaches", Municipality, to=(for_municipality,))
