"""One's own PIN: chosen with a strong login, and written where a page asks for it on one's own device."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.identity import sessions
from ransel.identity.actions.pins import choose_pin, try_pin
from ransel.identity.actor import Strength
from ransel.identity.doors import LoggedIn, logged_in
from ransel.identity.forms import NewPinForm, PinForm
from ransel.identity.models import Pin
from ransel.identity.onward import onward
from ransel.identity.pins.trying import why_no_try

CHOOSE = LoggedIn("choose one's PIN", Strength.STRONG)


@logged_in("GET", "POST", permit=CHOOSE)
@once
def choose(request):
    form = NewPinForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form, called={"digits": "pin"}):
            choose_pin(by=request.actor, digits=form.cleaned_data["pin"])
            return go(request, "me")
    context = {"form": form, "pin": Pin.objects.filter(person=request.actor.person).first()}
    return page(request, "identity/choose_pin.html", context, fragment="fields", status=422 if form.errors else 200)


@logged_in("GET", "POST")
@once
def enter(request):
    """Before a page that shows what is nobody else's business. A wrong try counts, and has an answer that stays."""
    form = PinForm(sent(request))
    if form.is_valid():
        if try_pin(person=request.actor.person, digits=form.cleaned_data["pin"]):
            sessions.proved_by_pin(request)
            return go(request, onward(request))
        return go(request, f"{reverse('enter-pin')}?{urlencode({'next': onward(request), 'wrong': '1'})}")
    why_not = why_no_try(request.actor.person)
    fault = why_not or (_("That is not your PIN.") if "wrong" in request.GET else "")
    context = {"form": form, "onward": onward(request), "fault": fault, "may_try": not why_not}
    return page(request, "identity/enter_pin.html", context, status=422 if form.errors else 200)
