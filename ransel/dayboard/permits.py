from ransel.access.permits import Permit
from ransel.access.relations import leader_of_unit, staff_in_group
from ransel.units.models import Function, Group

SEE_BOARD = Permit(
    "see the board",
    Group,
    to=(staff_in_group, leader_of_unit),
    function=Function.Name.DAYBOARD,
    along=("unit",),
)
