"""Where a provider says that a login is over: through the browser of who logs out, or from server to server."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ransel.core.doors import public
from ransel.identity.actions.oidc import end_sessions_of_provider
from ransel.identity.oidc import proof
from ransel.identity.oidc.profile import profile
from ransel.identity.provider import NotProved, Unreachable, providers

NOT_KEPT = {"Cache-Control": "no-store"}


@public(reason="in the frame of a provider's page no cookie of ours comes along; who knows a session's name ends it")
@require_GET
@xframe_options_exempt
def ended_in_frame(request, name):
    """OpenID Connect Front-Channel Logout 1.0: the login by this name is over."""
    in_their_frame: Any = csp_replace({"frame-ancestors": settings.LOGIN_ORIGINS})
    return in_their_frame(_ended_in_frame)(request, name)


def _ended_in_frame(request: Any, name: str = "") -> HttpResponse:
    said = _profile(name)
    sid = request.GET.get("sid", "")
    if request.GET.get("iss") == said.issuer and sid:
        end_sessions_of_provider(provider=name, issuer=said.issuer, sid=sid)
    return HttpResponse(headers=NOT_KEPT)


@csrf_exempt  # a server has no cookie, and so no token of a form: what it says is signed instead
@public(reason="a provider tells us, from server to server, and signs what it says")
@require_POST
def ended(request, name):
    """OpenID Connect Back-Channel Logout 1.0: tried by the provider only once, and answered at once."""
    said = _profile(name)
    try:
        claims = proof.logout(request.POST.get("logout_token", ""), said)
    except (NotProved, Unreachable):
        return HttpResponse('{"error": "invalid_request"}', "application/json", status=400, headers=NOT_KEPT)
    end_sessions_of_provider(provider=name, issuer=said.issuer, sid=str(claims["sid"]), jti=str(claims["jti"]))
    return HttpResponse(headers=NOT_KEPT)


def _profile(name):
    """Of one that this installation uses."""
    if name not in [one.name for one in providers()]:
        raise Http404
    try:
        return profile(name)
    except KeyError:
        raise Http404 from None
