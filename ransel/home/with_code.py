"""What a code on paper opens: absence is reported, and all else is asked an eID for."""

from ransel.access.allow import allow_all
from ransel.attendance.notice import today_so_far
from ransel.attendance.permits import REPORT_OWN_ABSENCE
from ransel.core.http import go, page
from ransel.identity.actor import Strength
from ransel.people.children import in_order


@allow_all(REPORT_OWN_ABSENCE)
def with_code(request, children):
    if request.actor.strength > Strength.CODE:
        return go(request, "front")
    context = {"children": in_order(children), "so_far": today_so_far(children)}
    return page(request, "home/with_code.html", context | {"sent": "sent" in request.GET})
