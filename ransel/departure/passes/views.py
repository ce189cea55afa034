from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.square import picture_of
from ransel.departure import permits
from ransel.departure.actions.passes import make_pass, withdraw_pass
from ransel.departure.leaving.page import leaving_day
from ransel.departure.passes.code import digits_of
from ransel.departure.passes.forms import PassForm
from ransel.departure.passes.reading import passes_of


@allow(permits.MAKE_PASS, "GET", "POST")
@once
def make(request, child):
    """A pass for today; `unit` of the address says where."""
    day = leaving_day(request.actor, child, clock.today(), request.GET.get("unit", ""))
    if day is None or not day.is_today:
        return page(request, "departure/nowhere.html", {"child": child})
    form = PassForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            made = make_pass(by=request.actor, child=child, unit=day.place.unit.pk, **form.cleaned_data)
            return go(request, "pickup-pass", made.pk)
    context = {"day": day, "form": form, "address": address_of(child, day.place.unit.pk)}
    return page(request, "departure/make_pass.html", context, fragment="fields", status=422 if form.errors else 200)


def address_of(child, unit: UUID):
    return f"{reverse('make-pass', args=[child.pk])}?{urlencode({'unit': str(unit)})}"


@allow(permits.SEE_PASS)
def pickup_pass(request, one):
    """What is shown at the door: the picture leads staff to the page of the pass at work."""
    return _show(request, one, NothingToFillIn())


@allow(permits.WITHDRAW_PASS, "POST")
@once
def withdraw(request, one):
    form = NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            withdraw_pass(by=request.actor, pickup_pass=one)
            return go(request, "pickup-pass", one.pk)
    return _show(request, one, form, 422)


def _show(request, one, form, status=200):
    shown = next((each for each in passes_of(request.actor, one.child) if each.one == one), None)
    picture = picture_of(request.build_absolute_uri(reverse("use-pass", args=[one.pk])))
    context = {"one": one, "shown": shown, "picture": picture, "digits": digits_of(one), "form": form}
    return page(request, "departure/pass.html", context, fragment="fields", status=status)
