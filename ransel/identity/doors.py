"""The outermost question at a door: is anyone logged in, and strongly enough? What they may do is for access to say."""

from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ransel.core.http import by_htmx, go
from ransel.identity import kept
from ransel.identity.actor import Strength
from ransel.identity.tags import unchanged


@dataclass(frozen=True, eq=False)
class LoggedIn:
    """The permit for pages that show only who one is. They look nothing up, and whoever is logged in sees their own."""

    name: str
    strength: Strength = Strength.ANY
    for_tablets: bool = False  # opened with a PIN
    for_locked: bool = False

    @property
    def least(self) -> Strength:
        """The weakest login that gets anywhere."""
        return self.strength


OWN = LoggedIn("see one's own login")
BY_CODE = LoggedIn("be here by a code alone", Strength.CODE)
AT_TABLET = LoggedIn("stand at a shared tablet", for_tablets=True, for_locked=True)


def logged_in(*verbs, permit=OWN):
    """For a page about the one who is logged in. Without verbs, for reading only."""
    return guarded(permit, verbs, lambda view, request: view(request))


def guarded(permit, verbs, entered):
    """A door that asks for a login of the permit's strength, and then lets `entered` decide."""

    def decorate(view):
        if "POST" in verbs and not hasattr(view, "once"):
            raise ImproperlyConfigured(f"{view.__name__} writes, and must be @once")

        @require_http_methods(verbs or ["GET", "HEAD"])
        @wraps(view)
        def door(request, *args, **kwargs):
            if request.actor is None:
                return ask_to_log_in(request)
            if same := unchanged(request):
                return same
            if request.actor.tablet and (elsewhere := _not_on_tablets(request, permit)):
                return elsewhere
            # Before any look-up: a weak login learns nothing, not even what exists.
            if request.actor.strength < (permit.strength if request.actor.tablet else permit.least):
                return _step_up(request, permit)
            if request.method == "POST":
                kept.forget(request)
            return entered(view, request, *args, **kwargs)

        guarded_door: Any = door
        guarded_door.permit = permit
        return guarded_door

    return decorate


def ask_to_log_in(request):
    """A page goes to the login. What an open page fetches by itself is told 401, else it would fetch for ever."""
    if request.method == "GET" and (by_htmx(request) or "text/event-stream" in request.headers.get("Accept", "")):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("login"), "Cache-Control": "no-store"})
    return _ask(request, "login")


def _not_on_tablets(request, permit):
    """While it is locked, a shared tablet shows little; and nobody's own pages, nor what wants an eID, ever."""
    if permit.strength == Strength.STRONG:
        raise PermissionDenied
    if request.actor.locked:
        return None if permit.for_locked else _ask_and_keep(request, "tablet-pin")
    return None if permit.for_tablets else go(request, "front")


def _step_up(request, permit):
    """To an eID where that is asked for; and before anything at work, to whoever vouches for staff. Who came by a code
    is shown what it opens: most of them have no eID.
    """
    if request.actor.by_code:
        return _ask_and_keep(request, "step-up") if request.method == "POST" else go(request, "with-code")
    if permit.strength == Strength.STRONG:
        return _ask_and_keep(request, "step-up")
    return _ask_and_keep(request, "enter-pin" if request.actor.strength >= Strength.PROVED else "step-up-for-work")


def _ask_and_keep(request, door):
    """A form that was sent is kept meanwhile, and can be sent as it was once they have proved who they are."""
    if request.method == "POST" and kept.keep(request):
        return go(request, f"{reverse(door)}?{urlencode({'next': reverse('send-again')})}")
    return _ask(request, door)


def _ask(request, door):
    """On to a login or step-up page that comes back here. A form that was sent comes back to the page it stood on."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return go(request, f"{resolve_url(door)}?{urlencode({'next': here})}")
