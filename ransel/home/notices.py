"""What guardians are told of about whose days are whose; in words that name nobody but the child."""

from django.utils.translation import gettext_lazy as _

from ransel.access.residence import SEE_HOMES
from ransel.notifications.kinds import Kind, of_child

KINDS = [
    Kind("residence.proposed", _("Days in two homes were proposed for %(child)s"), SEE_HOMES, of_child, opens="child"),
    Kind("residence.accepted", _("Days in two homes were agreed for %(child)s"), SEE_HOMES, of_child, opens="child"),
    Kind("residence.declined", _("Days in two homes were declined for %(child)s"), SEE_HOMES, of_child, opens="child"),
    Kind("residence.ended", _("Days in two homes end for %(child)s"), SEE_HOMES, of_child, opens="child"),
]
