"""The places of the guardian's pages, and of the desks. Only what exists: nothing leads nowhere."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ransel.home.queued.kept import whose

HOME = (
    ("home", _("Today"), "House", False),
    ("calendar", _("Calendar"), "Calendar", False),
    ("quick", _("Tell us"), "mono", True),
    ("me", _("More"), "MenuGrid", False),
)


def places(request):
    """For the base templates. No query: what somebody may do there, the pages themselves ask.

    `phone`: on whose phone it is, where it is one's own and not a tablet.
    """
    if not getattr(request, "actor", None) or not request.path.startswith(("/home/", "/me/")):
        return {"navigation": [], "phone": ""}
    return {
        "navigation": [
            {"label": label, "url": reverse(name), "icon": icon, "current": request.path == reverse(name), "main": main}
            for name, label, icon, main in HOME
        ],
        "phone": "" if request.actor.tablet else whose(request.actor),
    }
