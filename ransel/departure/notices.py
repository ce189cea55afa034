"""What the guardians are told of who fetches their children."""

from django.utils.translation import gettext_lazy as _

from ransel.departure.permits import SEE_FETCHERS
from ransel.notifications.kinds import Kind, of_child

KINDS = [
    Kind(
        "pickup_person.added",
        _("Somebody new may fetch %(child)s"),
        SEE_FETCHERS,
        of_child,
        opens="fetchers",
    ),
    Kind(
        "pickup_person.ended",
        _("Somebody may no longer fetch %(child)s"),
        SEE_FETCHERS,
        of_child,
        opens="fetchers",
    ),
]
