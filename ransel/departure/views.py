from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ransel.access.allow import allow, allow_all
from ransel.access.family import colours_of
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent, show_refusal
from ransel.core.http import drawn_again, go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.departure import permits
from ransel.departure.actions import leaving
from ransel.departure.actions.pickup import add_pickup_person, end_pickup_person
from ransel.departure.forms import FetcherForm, LeavingForm
from ransel.departure.leaving.page import LeavingDay, leaving_day
from ransel.departure.leaving.plan_page import plan_page
from ransel.departure.leaving.sent import Unseen
from ransel.departure.plan_forms import LeavingPlanForm, as_typed, initial_of
from ransel.departure.who import fetched_by, least_age
from ransel.people.children import in_order


@allow_all(permits.SEE_FETCHERS)
def fetchers(request, children):
    """Everybody who may fetch one's children."""
    children = in_order(children)
    may_add = permits.CHANGE_FETCHERS.reach(request.actor).exists()
    context = {"fetched": fetched_by(request.actor, children), "colours": colours_of(request.actor), "may_add": may_add}
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


@allow(permits.SEE_LEAVING, "GET", "POST")
@once
def child_leaving(request, child):
    """How one child leaves on a day; `day` and `unit` of the address say which."""
    asked = day_asked(request), request.GET.get("unit", "")
    day = leaving_day(request.actor, child, *asked)
    if day is None:
        return page(request, "departure/nowhere.html", {"child": child})
    form = LeavingForm(sent(request), day=day)
    if form.is_bound and not day.is_of(*asked):
        form.add_error(None, _("Nothing was saved: the day you had open is over, or the child is not there then."))
    if form.is_valid():
        try:
            leaving.say_leaving(by=request.actor, asked={day.key: form.wish})
        except Refused as refused:
            day = leaving_day(request.actor, child, day.place.day, str(day.place.unit.pk)) or day
            form = _told_anew(request.POST, day, refused.per_item[day.key])
        else:
            return go(request, f"{address_of(day)}&saved=1")
    context = {"day": day, "form": form, "address": address_of(day)}
    context |= {
        "address_of": address_of,
        "visits_of": visits_of,
        "saved": "saved" in request.GET and request.method == "GET",
    }
    status = 422 if form.errors else 200
    return page(request, "departure/leaving.html", context, fragment="fields", status=status)


def address_of(day: LeavingDay, on=None, unit=None):
    """Of this page; on another day, or of another unit of the child."""
    query = {"day": (on or day.place.day).isoformat(), "unit": str((unit or day.place.unit).pk)}
    return f"{reverse('child-leaving', args=[day.child.pk])}?{urlencode(query)}"


def visits_of(day: LeavingDay):
    query = {"day": day.place.day.isoformat(), "unit": str(day.place.unit.pk)}
    return f"{reverse('child-visits', args=[day.child.pk])}?{urlencode(query)}"


def day_asked(request):
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _told_anew(posted, day, fault):
    """What was typed stands; what another has said is seen by now."""
    told = posted.copy()
    told["known"] = day.leaving.mark
    form = LeavingForm(told, day=day)
    form.is_valid()
    form.add_error(None, fault)
    return form


@allow(permits.SAY_LEAVING, "GET", "POST")
@once
def plan_leaving(request, child):
    """How one child leaves week by week; `unit` of the address says where. Sent with `redraw`, it is drawn anew."""
    shown = plan_page(request.actor, child, request.GET.get("unit", ""))
    if shown is None:
        return page(request, "departure/nowhere.html", {"child": child})
    before = shown.mine(request.actor.person)
    redrawn = "redraw" in request.POST
    weeks = _weeks_asked(request, before)
    begin_as = as_typed(request.POST) if redrawn else initial_of(before)
    form = LeavingPlanForm(None if redrawn else sent(request), page=shown, weeks=weeks, begin_as=begin_as)
    address = f"{reverse('plan-leaving', args=[child.pk])}?{urlencode({'unit': str(shown.unit.pk)})}"
    if form.is_valid():
        said = {"ways": form.said, "weeks": weeks}
        said |= {name: form.cleaned_data[name] for name in ("starts", "ends", "known")}
        try:
            leaving.plan_leaving(by=request.actor, child=child, unit=shown.unit.pk, **said)
            return go(request, f"{address}&saved=1")
        except Refused as refused:
            form = _plan_told_anew(request.POST, form, shown, refused)
    context = {"page": shown, "form": form, "address": address, "before": before}
    context["saved"] = "saved" in request.GET and request.method == "GET"
    status = 422 if form.errors else 200
    answer = page(request, "departure/leaving_plan.html", context, fragment="fields", status=status)
    return drawn_again(answer) if redrawn else answer


def _weeks_asked(request, before):
    said = request.POST.get("redraw") or request.POST.get("weeks") or str(before.weeks if before else 1)
    return 2 if said == "2" else 1


def _plan_told_anew(posted, form, shown, refused):
    """What was typed stands; a plan of the other guardian that was told of, is seen by now."""
    if isinstance(refused, Unseen):
        told = posted.copy()
        told["known"] = str(shown.number)
        form = LeavingPlanForm(told, page=shown, weeks=form.weeks, begin_as={})
        form.is_valid()
    show_refusal(form, refused)
    return form
