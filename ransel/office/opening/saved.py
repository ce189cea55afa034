"""That something was saved, said on the page one comes back to."""

from django.urls import reverse

from ransel.core.http import go


def saved(request, *, unit=None, municipality=None, cut=0):
    """Back to the page of all of it. `cut` is how many children have times that fit no longer."""
    of = ("unit-opening", unit) if unit else ("municipality-opening", municipality)
    more = f"&cut={cut}" if cut else ""
    return go(request, f"{reverse(of[0], args=[of[1].pk])}?saved=1{more}")


def said_of_saved(request) -> dict:
    """What the page says of it."""
    cut = request.GET.get("cut", "")
    return {"saved": "saved" in request.GET, "cut": int(cut) if cut.isdecimal() and len(cut) < 5 else 0}
