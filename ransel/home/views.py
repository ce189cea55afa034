from ransel.access.allow import allow, allow_all
from ransel.cards.permits import HAS_CARD
from ransel.core.doors import public
from ransel.core.http import go, page, stream
from ransel.departure.permits import SEE_FETCHERS
from ransel.home import permits
from ransel.home.access import access_to
from ransel.home.homes import homes_shown
from ransel.home.may import may_of
from ransel.home.queued.kept import kept_of
from ransel.home.today import today_of, topics_of
from ransel.home.whereto import front_of, units_to_ask
from ransel.identity.tags import tag_for
from ransel.people.children import in_order


@public(reason="the front door sends everyone on to where they belong")
def front(request):
    return go(request, front_of(request.actor) if request.actor else "login")


@allow_all(permits.SEE_TODAY)
def today(request, children):
    """The whole page, or the part of it that fetches itself again when something has happened."""
    children = in_order(children)
    tag = tag_for(request.actor, topics_of(children))
    if not children:
        return page(request, "home/nobody.html", {"units": units_to_ask(request.actor)})
    may = may_of(request.actor, children)
    shown = {"may_report": may.report, "may_plan": may.plan, "may_see_day": may.day}
    context = {"today": today_of(request.actor, children, may), "tag": tag, **shown, "sent": "sent" in request.GET}
    context["begins"] = request.session.row.account.settled_at is None
    context["kept"] = kept_of(children, may)
    answer = page(request, "home/today.html", context, fragment="cards")
    answer.headers["HX-PTag"] = tag
    return answer


@allow_all(permits.SEE_TODAY)
def today_live(request, children):
    own = f"session:{request.actor.session}"
    topics = topics_of(children)
    person = request.actor.person.reference
    return stream(request, [*topics, person, own], tag_for(request.actor, topics))


@allow_all(permits.SEE_TODAY)
def quick(request, children):
    may = may_of(request.actor, children)
    return page(request, "home/quick.html", {"may_report": may.report, "may_plan": may.plan})


@allow(permits.SEE_WHO_SEES)
def child(request, child):
    context = {"homes": homes_shown(child, request.actor), "fetched": SEE_FETCHERS.holds(request.actor, child.pk)}
    context["writes_card"] = HAS_CARD.holds(request.actor, child.pk)
    return page(request, "home/child.html", {"child": child, "access": access_to(child, request.actor), **context})
