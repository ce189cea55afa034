from dataclasses import replace

from ransel.access.permits import Permit
from ransel.access.relations import leader_of_child, leader_of_unit, staff_in_group, staff_of_group, tablet_of_group
from ransel.attendance.models import CheckIn
from ransel.attendance.permits import LOOK_AFTER
from ransel.units.models import Function, Group

SEE_BOARD = Permit(
    "see the board",
    Group,
    to=(staff_in_group, leader_of_unit),
    function=Function.Name.DAYBOARD,
    along=("unit",),
)
AT_BOARD = replace(SEE_BOARD, to=(*SEE_BOARD.to, tablet_of_group))  # locked, a tablet shows less of it
AT_THE_DOOR = replace(LOOK_AFTER, name="see a child at the door")
CORRECT_TIMES = Permit(
    "correct when a child was here",
    CheckIn,
    columns={"child": "child", "unit": "unit"},
    to=(staff_of_group, leader_of_child),
    function=Function.Name.PRESENCE,
    only={"undone_at": None},
    along=("child__person", "unit"),
)
SAY_WHO_FETCHED = replace(CORRECT_TIMES, name="say afterwards with whom a child left", function=Function.Name.DEPARTURE)
