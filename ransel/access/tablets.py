"""Who pairs tablets, changes and unpairs them: who sets the unit up."""

from dataclasses import replace

from ransel.access.office import LEADS
from ransel.access.permits import Permit
from ransel.access.setting_up import SEE_SET_UP, SET_UP_UNIT
from ransel.identity.actor import Strength
from ransel.identity.models import Tablet

SEE_TABLETS, BEGIN_PAIRING = SEE_SET_UP, SET_UP_UNIT
CHANGE_TABLET = Permit(
    "pair or change a tablet",
    Tablet,
    columns={"unit": "unit", "municipality": "unit__municipality"},
    to=LEADS,
    strength=Strength.STRONG,
    only={"unpaired_at": None},
    along=("unit", "person"),
)
UNPAIR_TABLET = replace(CHANGE_TABLET, name="unpair a tablet", only={})  # twice, too: the form is answered alike
