"""What the other guardians are told of about a child's days."""

from django.utils.translation import gettext_lazy as _

from ransel.attendance.permits import SEE_DAY
from ransel.notifications.kinds import Kind, of_child

KINDS = [
    Kind("absence.reported", _("Absence was reported for %(child)s"), SEE_DAY, of_child, opens="home"),
    Kind("absence.withdrawn", _("An absence was withdrawn for %(child)s"), SEE_DAY, of_child, opens="home"),
]
