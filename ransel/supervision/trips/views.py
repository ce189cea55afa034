from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page, stay, stream
from ransel.core.once import once
from ransel.identity.tags import tag_for
from ransel.supervision import permits
from ransel.supervision.actions import trips as act
from ransel.supervision.here import here_now, told_apart
from ransel.supervision.models import Trip, TripReturn
from ransel.supervision.trips.forms import UNDO, ChildrenForm, CountForm, EndForm, MarkForm, StartForm
from ransel.supervision.trips.page import TripPage, children_of, trip_page, trips_of
from ransel.supervision.trips.topics import topics_of


@allow(permits.START_TRIP)
def trips(request, group):
    """Those of the group that are out, that were forgotten, and that ended today."""
    forgotten, out, ended = trips_of(permits.SEE_TRIP.reach(request.actor), group)
    context = {"group": group, "forgotten": forgotten, "out": out, "ended": ended}
    return page(request, "supervision/trips.html", context)


@allow(permits.START_TRIP, "GET", "POST")
@once
def start(request, group):
    groups, here = _who(request.actor, group)
    ours = [str(one.child) for one in here if one.group == group.pk]
    form = StartForm(sent(request), children=[one.child for one in here], initial={"children": ours})
    if form.is_valid():
        with refusals_shown_on(form):
            trip = act.start_trip(by=request.actor, group=group, **form.cleaned_data)
            return go(request, "trip", trip.pk)
    context = {"group": group, "form": form, "sections": _by_group(groups, here)}
    return page(request, "supervision/trip_start.html", context, fragment="fields", status=_status(form))


@allow(permits.LEAD_TRIP, "GET", "POST")
@once
def join(request, trip):
    """More children set out with those who are out."""
    groups, here = _who(request.actor, trip.group)
    form = ChildrenForm(sent(request), children=[one.child for one in here])
    if form.is_valid():
        with refusals_shown_on(form):
            act.join_trip(by=request.actor, trip=trip, **form.cleaned_data)
            return go(request, "trip", trip.pk)
    context = {"trip": trip, "form": form, "sections": _by_group(groups, here)}
    return page(request, "supervision/trip_join.html", context, fragment="fields", status=_status(form))


@allow(permits.SEE_TRIP)
def trip(request, trip):
    return _show(request, trip)


@allow(permits.SEE_TRIP)
def trip_live(request, trip):
    topics = topics_of(trip)
    own = [request.actor.person.reference, f"session:{request.actor.session}"]
    return stream(request, [*topics, *own], tag_for(request.actor, topics))


@allow(permits.LEAD_TRIP, "POST")
@once
def mark(request, trip):
    """One tap: a child is back, or with other staff, or out after all."""
    form = MarkForm(request.POST, children=trip.children.values("child"))
    if form.is_valid():
        child, verb = form.cleaned_data["child"], form.cleaned_data["verb"]
        with refusals_shown_on(form):
            if verb == UNDO:
                act.undo_return(by=request.actor, trip=trip, child=child)
            else:
                act.account_for(by=request.actor, trip=trip, child=child, how=TripReturn.How(verb))
            return stay(request, "trip", trip.pk)
    problems = [str(one) for some in form.errors.values() for one in some]
    return _show(request, trip, problems=problems, status=422)


@allow(permits.LEAD_TRIP, "GET", "POST")
@once
def count(request, trip):
    shown = _page_of(request.actor, trip)
    form = CountForm(sent(request), children=[one.id for one in children_of(trip)])
    if form.is_valid():
        said = form.cleaned_data
        with refusals_shown_on(form):
            told = {"stop": said["stop"], "counted": said["counted"], "seen": said["children"]}
            act.count_on_trip(by=request.actor, trip=trip, **told)
            return go(request, "trip", trip.pk)
    context = {"shown": shown, "form": form}
    return page(request, "supervision/trip_count.html", context, fragment="fields", status=_status(form))


@allow(permits.LEAD_TRIP, "GET", "POST")
@once
def end(request, trip):
    form = EndForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            act.end_trip(by=request.actor, trip=trip, reason=form.cleaned_data["reason"])
            return go(request, "trips", trip.group_id) if _starts(request, trip) else go(request, "trip", trip.pk)
    context = {"shown": _page_of(request.actor, trip), "form": form}
    return page(request, "supervision/trip_end.html", context, fragment="fields", status=_status(form))


def _starts(request, trip) -> bool:
    """Whether the reader has the page of the group the trip set out from; staff of a joined one may not."""
    return permits.START_TRIP.holds(request.actor, trip.group_id)


def _show(request, trip: Trip, *, problems=(), status=200):
    tag = tag_for(request.actor, topics_of(trip))
    shown = _page_of(request.actor, trip)
    back = next((pk for pk in (trip.group_id, *(one.group for one in shown.children)) if pk in shown.doors), None)
    context = {"shown": shown, "problems": problems, "tag": tag, "back": back}
    answer = page(request, "supervision/trip.html", context, fragment="trip", status=status)
    answer.headers["HX-PTag"] = tag
    return answer


def _page_of(actor, trip) -> TripPage:
    return trip_page(actor, trip, permits.groups_taken_along(actor, trip.group))


def _who(actor, group):
    """(the groups the reader may take along, the children of these who are here and not out)"""
    groups = {one.pk: one for one in permits.groups_taken_along(actor, group)}
    return groups, [one for one in here_now(group.unit) if one.trip is None and one.group in groups]


def _by_group(groups, here):
    """[(group, [(child's id, name)])]: those who share a first name are told apart."""
    names = dict(zip((one.child for one in here), told_apart((one.given, one.family) for one in here), strict=True))
    ordered = sorted(groups.values(), key=lambda group: group.name)
    return [(group, [(one.child, names[one.child]) for one in here if one.group == group.pk]) for group in ordered]


def _status(form) -> int:
    return 422 if form.errors else 200
