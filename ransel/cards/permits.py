from dataclasses import replace

from ransel.access.permits import Permit
from ransel.access.relations import guardian, leader_of_child, staff_of_group
from ransel.cards.models import CardNote
from ransel.identity.actor import Strength
from ransel.people.models import Child
from ransel.units.models import Function

SEE_CARD = Permit(
    "see a child's card",
    Child,
    to=(staff_of_group, leader_of_child),
    function=Function.Name.DAYBOARD,
    strength=Strength.PIN,
    along=("person",),
)
WRITE_CARD = Permit(
    "see a child's card, and write on it", Child, to=(guardian,), strength=Strength.STRONG, along=("person",)
)
HAS_CARD = replace(WRITE_CARD, name="see that a child has a card", strength=Strength.ANY)
END_NOTE = Permit(
    "take something off a child's card",
    CardNote,
    columns={"child": "child"},
    to=(guardian,),
    strength=Strength.STRONG,
    along=("child__person",),
)
