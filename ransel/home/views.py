from django.conf import settings
from django.utils import translation

from ransel.access.allow import allow, allow_all
from ransel.attendance.permits import REPORT_OWN_ABSENCE
from ransel.core import clock
from ransel.core.doors import public
from ransel.core.http import by_htmx, go, page, stream, tag_of, unchanged
from ransel.core.models import Topic
from ransel.home import permits
from ransel.home.access import access_to
from ransel.home.today import today_of, topics_of
from ransel.home.whereto import front_of, units_to_ask
from ransel.identity.doors import logged_in
from ransel.people.children import in_order


@public(reason="the front door sends everyone on to where they belong")
def front(request):
    return go(request, front_of(request.actor) if request.actor else "login")


@allow_all(permits.SEE_TODAY)
def today(request, children):
    """The whole page, or the part of it that fetches itself again when something has happened."""
    children = in_order(children)
    tag = _tag(request, children)
    if by_htmx(request) and (same := unchanged(request, tag)):
        return same
    if not children:
        return page(request, "home/nobody.html", {"units": units_to_ask(request.actor)})
    context = {"today": today_of(request.actor, children), "may_report": _may_report(request), "tag": tag}
    answer = page(request, "home/today.html", context, fragment="cards")
    answer.headers["HX-PTag"] = tag
    return answer


@allow_all(permits.SEE_TODAY)
def today_live(request, children):
    own = f"session:{request.actor.session}"
    return stream(request, [*topics_of(request.actor, children), own], _tag(request, in_order(children)))


@logged_in()
def quick(request):
    return page(request, "home/quick.html", {"may_report": _may_report(request)})


@allow(permits.SEE_WHO_SEES)
def child(request, child):
    return page(request, "home/child.html", {"child": child, "access": access_to(child, request.actor)})


def _may_report(request):
    return REPORT_OWN_ABSENCE.reach(request.actor).exists()


def _tag(request, children):
    """All that the page depends on: what happened to the children, which they are, the day, and the language."""
    raised = Topic.versions(topics_of(request.actor, children))
    ids = [child.pk for child in children]
    return tag_of(raised, ids, clock.today(), translation.get_language(), settings.BUILD)
