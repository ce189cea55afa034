"""That something was saved, said on the page one comes back to."""

from django.urls import reverse

from ransel.core.http import go
from ransel.units.models import Function


def saved(request, *, unit=None, municipality=None, cut=0):
    """Back to the page of all of it. `cut` is how many children have times that fit no longer."""
    of = ("unit-opening", unit) if unit else ("municipality-opening", municipality)
    more = f"&cut={cut}" if cut else ""
    return go(request, f"{reverse(of[0], args=[of[1].pk])}?saved=1{more}")


def said_of_saved(request, unit=None) -> dict:
    """What the page says of it; and whether the families were told, which they are where they see the times."""
    cut = request.GET.get("cut", "")
    found = {"saved": "saved" in request.GET, "cut": int(cut) if cut.isdecimal() and len(cut) < 5 else 0}
    sees = Function.objects.filter(unit=unit, name=Function.Name.STAY, guardians__gte=Function.Use.READ)
    return found | {"told": bool(found["cut"]) and sees.exists()}
