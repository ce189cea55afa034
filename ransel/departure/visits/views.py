from ransel.access.allow import allow
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.departure import permits
from ransel.departure.actions.visits import end_visit, make_visit, take_visit
from ransel.departure.leaving.page import leaving_day
from ransel.departure.views import address_of, day_asked, visits_of
from ransel.departure.visits.forms import VisitForm
from ransel.departure.visits.reading import visits_of as standing


@allow(permits.SAY_LEAVING, "GET", "POST")
@once
def child_visits(request, child):
    """Whom the child goes home with, or takes along, on the day and in the unit of the address."""
    day = _day(request, child)
    if day is None:
        return page(request, "departure/nowhere.html", {"child": child})
    form = VisitForm(sent(request), initial={"known": day.leaving.mark})
    if form.is_valid():
        with refusals_shown_on(form):
            said = {"unit": day.place.unit.pk, "day": day.place.day, **form.cleaned_data}
            take_visit(by=request.actor, child=child, **said)
            return go(request, f"{address_of(day)}&saved=1")
    return _show(request, day, form)


@allow(permits.SAY_LEAVING, "POST")
@once
def make(request, child):
    day = _day(request, child)
    if day is None:
        return page(request, "departure/nowhere.html", {"child": child}, status=422)
    form = NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            make_visit(by=request.actor, child=child, unit=day.place.unit.pk, day=day.place.day)
            return go(request, visits_of(day))
    shown = VisitForm(initial={"known": day.leaving.mark})
    return _show(request, day, shown, problems=form.non_field_errors())


@allow(permits.END_VISIT, "POST")
@once
def end(request, visit):
    mine = permits.SAY_LEAVING.reach(request.actor).filter(pk__in=[visit.host_id, visit.guest_id]).first()
    end_visit(by=request.actor, visit=visit)
    day = leaving_day(request.actor, mine, visit.day, str(visit.unit_id)) if mine else None
    return go(request, visits_of(day)) if day else go(request, "home")


def _day(request, child):
    """The day asked for, and no other: what is sent for a day is saved for no other."""
    asked = day_asked(request), request.GET.get("unit", "")
    day = leaving_day(request.actor, child, *asked)
    return day if day and (request.method == "GET" or day.is_of(*asked)) else None


def _show(request, day, form, problems=()):
    visits = standing(day.child, day.place.day, day.place.unit.pk)
    context = {"day": day, "form": form, "visits": visits, "address": visits_of(day), "problems": problems}
    context["new"] = visits_of(day).replace("/visits/?", "/visits/new/?")
    status = 422 if form.errors or problems else 200
    return page(request, "departure/visits.html", context, fragment="fields", status=status)
