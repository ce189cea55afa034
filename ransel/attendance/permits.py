from dataclasses import replace

from ransel.access.permits import Permit
from ransel.access.relations import guardian, leader_of_child, pupil_self, staff_of_group
from ransel.attendance.models import Absence
from ransel.people.models import Child
from ransel.units.models import Function

ABSENCE, PRESENCE, EDIT = Function.Name.ABSENCE, Function.Name.PRESENCE, Function.Use.EDIT
NEAR = (guardian, pupil_self, staff_of_group, leader_of_child)
OF_CHILD = {"child": "child"}

SEE_DAY = Permit("see a child's day", Child, to=(guardian, pupil_self), along=("person",))
REPORT_ABSENCE = Permit(
    "report an absence",
    Child,
    to=(guardian, staff_of_group, leader_of_child),
    function=ABSENCE,
    use=EDIT,
    seen_through=SEE_DAY,
    along=("person",),
)
REPORT_OWN_ABSENCE = Permit(
    "report an absence at home", Child, to=(guardian,), function=ABSENCE, use=EDIT, along=("person",)
)
SEE_ABSENCE = Permit(
    "see an absence", Absence, columns=OF_CHILD, to=NEAR, function=ABSENCE, along=("child", "child__person")
)
WITHDRAW_ABSENCE = Permit(
    "withdraw an absence",
    Absence,
    columns=OF_CHILD,
    to=(guardian, staff_of_group),
    function=ABSENCE,
    use=EDIT,
    seen_through=SEE_ABSENCE,
    along=("child",),
)
SHORTEN_ABSENCE = replace(WITHDRAW_ABSENCE, name="shorten an absence")
CHANGE_AT_WORK = replace(WITHDRAW_ABSENCE, name="change what was told of a child at work", to=(staff_of_group,))
SEE_PRESENCE = Permit("see who is here", Child, to=(staff_of_group, leader_of_child), function=PRESENCE)
CHECK_IN = Permit(
    "check a child in and out", Child, to=(staff_of_group, leader_of_child), function=PRESENCE, along=("person",)
)
ASK_FAMILY = replace(CHECK_IN, name="ask where a child is")
ANSWER = Permit("say where a child is", Child, to=(guardian,), along=("person",))
