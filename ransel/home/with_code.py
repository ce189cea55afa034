"""What a code on paper opens: absence is reported, and all else is asked an eID for."""

from django.urls import reverse

from ransel.access.allow import allow_all
from ransel.attendance.notice import today_so_far
from ransel.attendance.permits import REPORT_OWN_ABSENCE
from ransel.core.http import go, page
from ransel.identity.views import languages
from ransel.people.children import in_order


@allow_all(REPORT_OWN_ABSENCE)
def with_code(request, children):
    if not request.actor.by_code:
        return go(request, "front")
    context = {"children": in_order(children), "so_far": today_so_far(children)}
    context |= {"sent": "sent" in request.GET, "languages": languages(reverse("with-code"))}
    return page(request, "home/with_code.html", context)
