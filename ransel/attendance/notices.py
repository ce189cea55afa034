"""What the other guardians are told of about a child's days."""

from django.utils.translation import gettext_lazy as _

from ransel.attendance.permits import SEE_DAY, SEE_STAY
from ransel.notifications.kinds import Kind, of_child

KINDS = [
    Kind("absence.reported", _("Absence was reported for %(child)s"), SEE_DAY, of_child, opens="home"),
    Kind("absence.withdrawn", _("An absence was withdrawn for %(child)s"), SEE_DAY, of_child, opens="home"),
    Kind("stay_plan.sent", _("A stay plan was sent for %(child)s"), SEE_STAY, of_child, opens="stay-plans"),
    Kind("stay_plan.approved", _("A stay plan was approved for %(child)s"), SEE_STAY, of_child, opens="stay-plans"),
    Kind("stay_plan.rejected", _("A stay plan was not approved for %(child)s"), SEE_STAY, of_child, opens="stay-plans"),
    Kind("stay_plan.withdrawn", _("A stay plan was taken back for %(child)s"), SEE_STAY, of_child, opens="stay-plans"),
    Kind("stay_plan.missing", _("We need times for %(child)s"), SEE_STAY, of_child, opens="child-week"),
    Kind("holiday.opened", _("Say who comes in the holiday: %(child)s"), SEE_STAY, of_child, opens="home"),
    Kind("holiday.missing", _("We wait for an answer about the holiday: %(child)s"), SEE_STAY, of_child, opens="home"),
    Kind("holiday.answered", _("The holiday was answered for %(child)s"), SEE_STAY, of_child, opens="home"),
    Kind("stay.changed", _("Times were changed for %(child)s"), SEE_STAY, of_child, opens="child-week"),
]
