from collections.abc import Callable
from functools import partial

from django.middleware.csrf import get_token
from django.urls import reverse

from ransel.access.allow import allow, allow_all
from ransel.attendance.actions import presence
from ransel.attendance.actions.unaccounted import ask_family
from ransel.attendance.permits import SEE_CAMPAIGN, SEE_WEEK
from ransel.attendance.stays.effective import KINDS
from ransel.attendance.stays.queue import number_waiting
from ransel.core import clock
from ransel.core.forms import refusals_shown_on
from ransel.core.http import fetches_again, fragment, go, page, stay, stream
from ransel.core.once import once
from ransel.dayboard import permits
from ransel.dayboard.again import drawn_again
from ransel.dayboard.board import board_of, topics_of
from ransel.dayboard.door.trips import refuse_on_trip
from ransel.dayboard.forms import TapForm, Verb
from ransel.departure.actions.door import NotYet, let_go
from ransel.identity.tags import tag_for, versions_for
from ransel.people.models import Enrolment
from ransel.receipts.actions import acknowledge, mark_on_board
from ransel.receipts.permits import (
    ACKNOWLEDGE,
    ACKNOWLEDGE_DAY_NOTE,
    ACKNOWLEDGE_DEPARTURE,
    ACKNOWLEDGE_STAY,
)

DO: dict[Verb, Callable] = {
    Verb.COME: presence.check_in,
    Verb.UNDO: presence.undo,
    Verb.ASK: ask_family,
}
IN_GROUP = (Verb.COME, Verb.UNDO, Verb.ASK)


@allow_all(permits.AT_BOARD)
def groups(request, groups):
    """The groups one works in. Who works in one only is there at once."""
    if len(groups) == 1:
        return go(request, "board", groups[0].pk)
    ordered = sorted(groups, key=lambda group: (group.unit.name, group.year_level or 0, group.name))
    weeks = set(SEE_WEEK.reach(request.actor).filter(unit__kind__in=KINDS).values_list("pk", flat=True))
    campaigns = SEE_CAMPAIGN.reach(request.actor).filter(last_day__gte=clock.today()).distinct().order_by("first_day")
    context = {"groups": ordered, "weeks": weeks, "campaigns": campaigns, "plans": number_waiting(weeks)}
    return page(request, "dayboard/groups.html", context)


@allow(permits.AT_BOARD)
def board(request, group):
    """The board; or its fragment, 304 if nothing has happened. What it shows for the first time has come this far."""
    return _show(request, group)


@allow(permits.AT_BOARD)
def board_live(request, group):
    own = [request.actor.person.reference, f"session:{request.actor.session}"]
    return stream(request, [*topics_of(group), *own], tag_for(request.actor, topics_of(group)))


@allow(permits.AT_BOARD, "POST")
@once
def tap(request, group):
    """One tap on a child: came, left, the last of these undone, or the family is asked."""
    children = Enrolment.objects.on(clock.today()).filter(group=group).values("child")
    form = TapForm(request.POST, children=children)
    if form.is_valid():
        with refusals_shown_on(form):
            return _done(request, group, form.cleaned_data["child"], Verb(form.cleaned_data["verb"]))
    return _show(request, group, problems=form.problems, status=422)


def _done(request, group, child, verb):
    """Who has to be looked at before it goes home, is: on a page of its own."""
    if verb == Verb.LEAVE:
        try:
            refuse_on_trip([child], group.unit)
            let_go(by=request.actor, children=[child], unit=group.unit)
        except NotYet:
            return go(request, f"{reverse('door', args=[child.pk])}?group={group.pk}")
    else:
        DO[verb](by=request.actor, child=child, **({"group": group} if verb in IN_GROUP else {}))
    return stay(request, "board", group.pk)


@allow(ACKNOWLEDGE, "POST")
@once
def seen(request, receipt):
    return _seen(request, receipt)


@allow(ACKNOWLEDGE_STAY, "POST")
@once
def stay_seen(request, receipt):
    return _seen(request, receipt)


@allow(ACKNOWLEDGE_DEPARTURE, "POST")
@once
def departure_seen(request, receipt):
    return _seen(request, receipt)


@allow(ACKNOWLEDGE_DAY_NOTE, "POST")
@once
def day_note_seen(request, receipt):
    return _seen(request, receipt)


def _seen(request, receipt):
    groups = Enrolment.objects.on(clock.today()).filter(child=receipt.child_id, unit=receipt.unit_id)
    group = groups.filter(group__in=permits.SEE_BOARD.reach(request.actor)).values_list("group", flat=True).first()
    acknowledge(by=request.actor, receipt=receipt, group_topics=[f"group:{group}"] if group else [])
    return stay(request, "board", group) if group else go(request, "work")


def _show(request, group, *, problems=(), status=200):
    topics = topics_of(group)
    versions = versions_for(request, topics)  # before the board is read
    tag = tag_for(request.actor, topics, versions)
    if fetches_again(request) and request.method == "GET":
        of_group = [one for one in versions if one[0] in topics]
        answer = fragment(drawn_again(group, of_group, _how(request), partial(_draw, request, tag), get_token(request)))
    else:
        answer = _page(request, board_of(group), tag, problems, status)
    answer.headers["HX-PTag"] = tag
    return answer


def _how(request):
    """What makes a difference to the fragment: whether it is that of a tablet, locked, and shows how children leave."""
    return bool(request.tablet), request.actor.locked, bool(request.tablet and request.tablet.shows_ways)


def _draw(request, tag, board):
    return _page(request, board, tag).content.decode()


def _page(request, board, tag, problems=(), status=200):
    if board.waiting and request.method == "GET":
        mark_on_board(by=request.actor, waiting=board.waiting)
    context = {"board": board, "problems": problems, "tag": tag, "tablet": request.tablet}
    shown = "dayboard/locked.html" if request.actor.locked else "dayboard/board.html"
    return page(request, shown, context, fragment="board", status=status)
