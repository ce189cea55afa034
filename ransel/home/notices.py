"""What guardians are told of about whose days are whose; in words that name nobody but the child."""

from django.utils.translation import gettext_lazy as _

from ransel.access.residence import SEE_HOMES
from ransel.notifications.kinds import Kind, Subject, of_child

HOMES = Subject("homes", _("Days in two homes"))


def _homes(what, says):
    return Kind(what, says, SEE_HOMES, of_child, opens="child", subject=HOMES, formal=True)


KINDS = [
    _homes("residence.proposed", _("Days in two homes were proposed for %(child)s")),
    _homes("residence.accepted", _("Days in two homes were agreed for %(child)s")),
    _homes("residence.declined", _("Days in two homes were declined for %(child)s")),
    _homes("residence.ended", _("Days in two homes end for %(child)s")),
]
