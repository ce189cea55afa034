"""What leaders, offices and the municipality may do about children, their places and their guardians, by hand."""

from ransel.access.office import OF_CHILD, OVER_CHILD
from ransel.access.permits import Permit
from ransel.access.relations import for_municipality, office_of_unit
from ransel.identity.actor import Strength
from ransel.people.models import Child, Enrolment, Guardianship
from ransel.units.models import Unit

OF_PLACE = {"unit": "unit", "municipality": "unit__municipality"}
PLACES = (office_of_unit, for_municipality)

ADD_CHILD = Permit("add a child", Unit, to=PLACES, strength=Strength.STRONG, along=("municipality",))
CHANGE_PLACE = Permit(
    "change a place",
    Enrolment,
    columns=OF_PLACE,
    to=PLACES,
    strength=Strength.STRONG,
    along=("child__person", "unit", "group"),
)
ADD_GUARDIAN = Permit("add a guardian", Child, to=OVER_CHILD, strength=Strength.STRONG, along=("person",))
END_GUARDIANSHIP = Permit(
    "end a guardianship",
    Guardianship,
    columns=OF_CHILD,
    to=OVER_CHILD,
    strength=Strength.STRONG,
    along=("guardian", "child__person"),
)
