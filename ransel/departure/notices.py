"""What the guardians are told of how their children leave, and who fetches them."""

from django.utils.translation import gettext_lazy as _

from ransel.departure.permits import SEE_FETCHERS, SEE_LEAVING
from ransel.notifications.kinds import Kind, Subject, of_child

LEAVING = Subject("leaving", _("How they leave, and who fetches them"))
OTHERWISE = _("It was changed how %(child)s leaves")

KINDS = [
    Kind("leaving.said", OTHERWISE, SEE_LEAVING, of_child, "child-leaving", of_one=True, subject=LEAVING),
    Kind("leaving.planned", OTHERWISE, SEE_LEAVING, of_child, "plan-leaving", of_one=True, subject=LEAVING),
    Kind("visit.taken", OTHERWISE, SEE_LEAVING, of_child, "child-leaving", of_one=True, subject=LEAVING),
    Kind("visit.ended", OTHERWISE, SEE_LEAVING, of_child, "child-leaving", of_one=True, subject=LEAVING),
    Kind("pickup_pass.made", OTHERWISE, SEE_LEAVING, of_child, "child-leaving", of_one=True, subject=LEAVING),
    Kind("pickup_pass.withdrawn", OTHERWISE, SEE_LEAVING, of_child, "child-leaving", of_one=True, subject=LEAVING),
    Kind(
        "pickup_person.added",
        _("Somebody new may fetch %(child)s"),
        SEE_FETCHERS,
        of_child,
        opens="fetchers",
        subject=LEAVING,
    ),
    Kind(
        "pickup_person.ended",
        _("Somebody may no longer fetch %(child)s"),
        SEE_FETCHERS,
        of_child,
        opens="fetchers",
        subject=LEAVING,
    ),
]
