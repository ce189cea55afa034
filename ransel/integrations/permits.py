from ransel.access.permits import Permit
from ransel.access.relations import for_municipality
from ransel.access.setting_up import SEE_MUNICIPALITY
from ransel.identity.actor import Strength
from ransel.integrations.models import Import, SchoolCalendar
from ransel.units.models import Municipality

SEE_ROSTERS = Permit("see a municipality's rosters", Municipality, to=(for_municipality,))
IMPORT_ROSTER = Permit(
    "read a roster in", Municipality, to=(for_municipality,), seen_through=SEE_ROSTERS, strength=Strength.STRONG
)
SEE_ROSTER = Permit(
    "see a roster", Import, to=(for_municipality,), columns={"municipality": "municipality"}, along=("municipality",)
)
APPLY_ROSTER = Permit(
    "apply a roster",
    Import,
    to=(for_municipality,),
    columns={"municipality": "municipality"},
    seen_through=SEE_ROSTER,
    strength=Strength.STRONG,
    along=("municipality",),
)
READ_SCHOOL_CALENDAR = Permit(
    "read a school calendar in",
    Municipality,
    to=(for_municipality,),
    seen_through=SEE_MUNICIPALITY,
    strength=Strength.STRONG,
)
SEE_SCHOOL_CALENDAR = Permit(
    "see a school calendar",
    SchoolCalendar,
    to=(for_municipality,),
    columns={"municipality": "municipality"},
    along=("municipality", "applied_by"),
)
APPLY_SCHOOL_CALENDAR = Permit(
    "put a school calendar in force",
    SchoolCalendar,
    to=(for_municipality,),
    columns={"municipality": "municipality"},
    seen_through=SEE_SCHOOL_CALENDAR,
    strength=Strength.STRONG,
    along=("municipality", "applied_by"),
)
