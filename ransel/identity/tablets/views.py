"""On the tablet itself: it is paired, somebody says who they are, opens it with a PIN, and leaves it locked."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ransel.core.doors import public
from ransel.core.forms import sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.identity.actions.tablets import answer_pairing
from ransel.identity.actions.turns import lock_up, take_turn, unlock
from ransel.identity.doors import AT_TABLET, logged_in
from ransel.identity.forms import CodeForm, OpenForm, WhoForm
from ransel.identity.onward import onward
from ransel.identity.pins.trying import MOST_WRONG, tries_left, why_no_try
from ransel.identity.tablets.codes import COOKIE
from ransel.identity.tablets.reading import at_hand, tablet_of

LASTS = 400 * 24 * 60 * 60  # seconds: the longest that browsers keep a cookie
SHOWN = "tablet_answer"  # the second code, in the session of nobody, until the office has written it


@public(reason="a tablet that is to be paired can not be logged in yet")
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request):
    """The first code is written here; then the second is shown until the office has written that."""
    if tablet_of(request):
        request.session.pop(SHOWN, None)
        return page(request, "identity/tablet/in_use.html") if _is_person(request) else go(request, "front")
    form = CodeForm(sent(request))
    if form.is_valid():
        if found := answer_pairing(code=form.cleaned_data["code"]):
            return _answered(request, *found)
        form.add_error("code", _("No pairing waits for this code. It holds for ten minutes."))
    context = {"form": form, "answer": request.session.get(SHOWN, "")}
    return page(request, "identity/tablet/pair.html", context, fragment="fields", status=422 if form.errors else 200)


def _is_person(request):
    return request.actor is not None and request.actor.tablet is None


def _answered(request, token, answer):
    request.session[SHOWN] = answer
    done = go(request, "tablet")
    safe = {"secure": request.is_secure(), "httponly": True, "samesite": "Strict"}
    done.set_cookie(COOKIE, token, max_age=LASTS, **safe)
    return done


@logged_in("GET", "POST", permit=AT_TABLET)
@once
def turn(request):
    """One tap: who stands there. What is tapped is credited to them, and nothing is opened."""
    if request.tablet is None:
        return go(request, "front")
    form = WhoForm(sent(request), people=at_hand(request.tablet))
    if form.is_valid():
        take_turn(tablet=request.tablet, person=form.cleaned_data["person"])
        return go(request, onward(request))
    context = {"form": form, "tablet": request.tablet, "onward": onward(request)}
    return page(request, "identity/tablet/turn.html", context, status=422 if form.errors else 200)


@logged_in("GET", "POST", permit=AT_TABLET)
@once
def pin(request):
    """Who, and their digits. A wrong try counts, and so it is answered by a page of its own."""
    if request.tablet is None:
        return go(request, "front")
    people = at_hand(request.tablet)
    form = OpenForm(sent(request), people=people, initial={"person": request.GET.get("person") or _standing(request)})
    if form.is_valid():
        person = form.cleaned_data["person"]
        if unlock(tablet=request.tablet, person=person, digits=form.cleaned_data["pin"]):
            return go(request, onward(request))
        again = {"next": onward(request), "person": str(person.pk), "wrong": "1"}
        return go(request, f"{reverse('tablet-pin')}?{urlencode(again)}")
    context = {"form": form, "tablet": request.tablet, "onward": onward(request), "fault": _fault(request, people)}
    context["at_door"] = _is_door(context["onward"])
    return page(request, "identity/tablet/pin.html", context, status=422 if form.errors else 200)


def _standing(request):
    one = request.actor.person
    return "" if one.pk == request.tablet.person_id else str(one.pk)


def _fault(request, people) -> str:
    """Of the try before: that it was wrong, or why no more are taken."""
    if "wrong" not in request.GET:
        return ""
    tried = [one for one in people if str(one.pk) == request.GET.get("person")]
    if tried and (why := why_no_try(tried[0], request.tablet)):
        return why
    left = tries_left(tried[0]) if tried else MOST_WRONG
    said = ngettext("%(num)s try is left.", "%(num)s tries are left.", left) % {"num": left}
    return f"{_('That is not your PIN.')} {said}" if left < MOST_WRONG else str(_("That is not your PIN."))


def _is_door(path) -> bool:
    """Whether they come from a tap on a child who does not leave by one."""
    try:
        return resolve(urlsplit(path).path).url_name == "door"
    except Resolver404:
        return False


@logged_in("POST", permit=AT_TABLET)
@once
def lock(request):
    if request.tablet:
        lock_up(tablet=request.tablet)
    return go(request, "front")


@logged_in(permit=AT_TABLET)
def awake(request):
    """Somebody is writing or pointing: to have come through the door is what it is for."""
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
