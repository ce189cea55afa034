from ransel.access.permits import Permit
from ransel.access.relations import for_municipality
from ransel.identity.actor import Strength
from ransel.integrations.models import Import
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
