"""What leaders and the municipality may do about units, groups and posts. It wants a strong login to change them."""

from ransel.access.office import LEADS
from ransel.access.permits import Permit
from ransel.access.relations import for_municipality
from ransel.core import clock
from ransel.identity.actor import Strength
from ransel.people.models import Post
from ransel.units.models import ClosedDay, Group, Joining, Municipality, OpeningException, SchoolYear, Unit

OF_POST = {"unit": "unit", "municipality": "municipality"}

SEE_SET_UP = Permit("see how a unit is set up", Unit, to=LEADS, along=("municipality",))
SET_UP_UNIT = Permit("set a unit up", Unit, to=LEADS, strength=Strength.STRONG, along=("municipality",))
SET_UP_GROUP = Permit("set a group up", Group, to=LEADS, strength=Strength.STRONG, along=("unit__municipality",))
END_POST = Permit(
    "end a post", Post, columns=OF_POST, to=LEADS, strength=Strength.STRONG, along=("person", "unit", "group")
)
END_JOINING = Permit(
    "end the joining of groups",
    Joining,
    columns={"unit": "unit", "municipality": "unit__municipality"},
    to=LEADS,
    strength=Strength.STRONG,
    along=("unit",),
)
OPEN_OTHERWISE = Permit(
    "take back that a unit is open at other times",
    OpeningException,
    columns={"unit": "unit", "municipality": "unit__municipality"},
    to=LEADS,
    strength=Strength.STRONG,
    along=("unit",),
)
OPEN_AGAIN = Permit(
    "take back that a day is free",
    ClosedDay,
    columns={"unit": "unit", "municipality": "municipality"},
    to=LEADS,
    strength=Strength.STRONG,
    along=("unit", "municipality"),
)
SEE_MUNICIPALITY = Permit("see how a municipality is set up", Municipality, to=(for_municipality,))
SET_UP_MUNICIPALITY = Permit(
    "set a municipality up",
    Municipality,
    to=(for_municipality,),
    seen_through=SEE_MUNICIPALITY,
    strength=Strength.STRONG,
)
CHANGE_SCHOOL_YEAR = Permit(
    "change a school year",
    SchoolYear,
    columns={"municipality": "municipality"},
    to=(for_municipality,),
    strength=Strength.STRONG,
    along=("municipality",),
)


def is_municipality(actor, municipality):
    """Whether it is the municipality itself that asks, and not one of its units."""
    return for_municipality.holding(actor, clock.today()).filter(municipality=municipality).exists()
