from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from ransel.access.allow import allow, allow_all
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.departure import permits
from ransel.departure.actions.leaving import say_leaving
from ransel.departure.actions.pickup import add_pickup_person, end_pickup_person
from ransel.departure.forms import FetcherForm, LeavingForm
from ransel.departure.leaving.page import LeavingDay, leaving_day
from ransel.departure.who import fetched_by, least_age
from ransel.people.children import colours, in_order


@allow_all(permits.SEE_FETCHERS)
def fetchers(request, children):
    """Everybody who may fetch one's children."""
    children = in_order(children)
    may_add = permits.CHANGE_FETCHERS.reach(request.actor).exists()
    context = {"fetched": fetched_by(request.actor, children), "colours": colours(children), "may_add": may_add}
    context["today"] = clock.today()
    return page(request, "departure/fetchers.html", context)


@allow_all(permits.ADD_FETCHER, "GET", "POST")
@once
def add_fetcher(request, children):
    children = in_order(children)
    by_value = {str(child.pk): child for child in children}
    chosen = [pk for pk in by_value if pk == request.GET.get("child", "") or len(children) == 1]
    initial = {"children": chosen, "starts": clock.today()}
    names = [(pk, child.given_name) for pk, child in by_value.items()]
    form = FetcherForm(sent(request), children=names, age=least_age(children), initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            said = form.cleaned_data
            picked = [by_value[pk] for pk in said.pop("children")]
            add_pickup_person(by=request.actor, children=picked, **said)
            return go(request, "fetchers")
    status = 422 if form.errors else 200
    return page(request, "departure/add_fetcher.html", {"form": form}, fragment="fields", status=status)


@allow(permits.END_FETCHER, "GET", "POST")
@once
def end_fetcher(request, pickup_person):
    form = NothingToFillIn(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            end_pickup_person(by=request.actor, pickup_person=pickup_person)
            return go(request, "fetchers")
    context = {"form": form, "one": pickup_person}
    return page(request, "departure/end_fetcher.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(permits.SAY_LEAVING, "GET", "POST")
@once
def child_leaving(request, child):
    """How one child leaves on a day; `day` and `unit` of the address say which."""
    day = leaving_day(request.actor, child, _day_asked(request), request.GET.get("unit", ""))
    if day is None:
        return page(request, "departure/nowhere.html", {"child": child})
    form = LeavingForm(sent(request), day=day)
    if form.is_valid():
        try:
            say_leaving(by=request.actor, asked={day.key: form.wish})
        except Refused as refused:
            day = leaving_day(request.actor, child, day.place.day, str(day.place.unit.pk)) or day
            form = _told_anew(request.POST, day, refused.per_item[day.key])
        else:
            return go(request, f"{address_of(day)}&saved=1")
    context = {"day": day, "form": form, "address": address_of(day)}
    context |= {"address_of": address_of, "saved": "saved" in request.GET and request.method == "GET"}
    status = 422 if form.errors else 200
    return page(request, "departure/leaving.html", context, fragment="fields", status=status)


def address_of(day: LeavingDay, on=None, unit=None):
    """Of this page; on another day, or of another unit of the child."""
    query = {"day": (on or day.place.day).isoformat(), "unit": str((unit or day.place.unit).pk)}
    return f"{reverse('child-leaving', args=[day.child.pk])}?{urlencode(query)}"


def _day_asked(request):
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _told_anew(posted, day, fault):
    """What was typed stands; what another has said is seen by now."""
    told = posted.copy()
    told["number"] = str(day.leaving.number)
    form = LeavingForm(told, day=day)
    form.is_valid()
    form.add_error(None, fault)
    return form
