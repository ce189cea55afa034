"""The devices that take notices: asked for, removed, tried; and where they say that one came."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ransel.core import clock
from ransel.core.doors import public
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page, stay
from ransel.core.once import once
from ransel.home.telling_forms import DeviceForm, RenewalForm, SubscriptionForm
from ransel.identity.devices import called
from ransel.identity.doors import logged_in
from ransel.notifications.actions import push, trials
from ransel.notifications.actions.keys import push_key
from ransel.notifications.standing import last_trial

PATIENCE = timedelta(seconds=30)  # after that, something is probably wrong


@logged_in("POST")
@once
def add(request):
    """By our own script, with what the browser gave it."""
    form = SubscriptionForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            push.subscribe(by=request.actor, **_browser(request), **form.cleaned_data)
            return go(request, f"{reverse('notice-settings')}?saved")
    return _refused(form)


@logged_in("GET", "POST")
@once
def renew(request):
    """By our worker, when the browser has another address than the one we were told. First it asks for what it needs:
    our key, to ask its push service, and the token that every form of ours carries.
    """
    if request.method != "POST":
        needs = {"key": push_key().public, "token": get_token(request)}
        return JsonResponse(needs, headers={"Cache-Control": "no-store"})
    form = RenewalForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            push.renew(by=request.actor, **_browser(request), **form.cleaned_data)
            return stay(request, "notice-settings")
    return _refused(form)


def _browser(request):
    """What it calls itself, and the longer login that this one came of, if it did."""
    grant = request.session.get("grant")
    called_itself = called(request.META.get("HTTP_USER_AGENT", ""))
    return {"device": called_itself, "grant": UUID(str(grant)) if grant else None}


def _refused(form):
    """Said to the script in one sentence."""
    said = " ".join(str(one) for one in form.non_field_errors())
    kind = "text/plain; charset=utf-8"
    return HttpResponse(said, status=422, content_type=kind, headers={"Cache-Control": "no-store"})


@logged_in("POST")
@once
def remove(request):
    form = DeviceForm(request.POST)
    if form.is_valid() and form.cleaned_data["device"]:
        push.remove_device(by=request.actor, device=form.cleaned_data["device"])
    return go(request, f"{reverse('notice-settings')}?saved")


@logged_in("GET", "POST")
@once
def test(request):
    """How the last test goes. The page looks again by itself until it has come, or should have."""
    form = DeviceForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            trials.ask_trial(by=request.actor, **form.cleaned_data)
            return go(request, "notice-test")
    trial = last_trial(request.actor.person)
    context = {"form": form, "trial": trial, "state": _state(trial)}
    return page(request, "home/telling/test.html", context, fragment="state", status=422 if form.errors else 200)


def _state(trial):
    """One word for how far it is: the page has sentences for each."""
    if trial is None:
        return "none"
    if trial.refused_at:
        return "refused"
    if trial.arrived_at:
        return "arrived"
    if trial.point and trial.sent_at:
        return "sent"
    return "late" if clock.now() - trial.asked_at > PATIENCE else "waits"


@public(reason="a phone says that a notice came; the secret it was given with the notice is all it says")
@csrf_exempt  # a phone that shows a notice has no page, and no token of a form; what it sends nobody else knows
@require_http_methods(["POST"])
def arrived(request):
    """Answered alike, whatever is known of the token."""
    with suppress(ValueError):
        trials.arrived(UUID(request.POST.get("token", "")))
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
