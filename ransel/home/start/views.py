"""Getting started, step by step, to be left and taken up again. See `steps`."""

from django.urls import reverse

from ransel.core.forms import sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.start.forms import StepForm
from ransel.home.start.steps import start_of, whom_to_ask
from ransel.identity.actions import first_steps
from ransel.identity.devices import kind_of
from ransel.identity.doors import logged_in


@logged_in("GET", "POST")
@once
def start(request):
    form = StepForm(sent(request))
    if form.is_valid():
        if not form.cleaned_data["step"]:
            first_steps.settle(by=request.actor)
            return go(request, "front")
        put_off = form.cleaned_data["later"]
        first_steps.take_step(by=request.actor, step=form.cleaned_data["step"], put_off=put_off)
        return go(request, "start")
    context = {"start": start_of(request.actor), "device": kind_of(request.META.get("HTTP_USER_AGENT", ""))}
    return page(request, "home/start/start.html", context, status=422 if form.errors else 200)


@logged_in()
def missing(request):
    """A child is not there: whom to ask, and what they have to look at."""
    back = reverse("start")
    return page(request, "home/start/missing.html", {"ask": whom_to_ask(request.actor), "back": back})
