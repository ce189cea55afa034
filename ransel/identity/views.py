from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ransel.core.doors import public
from ransel.core.http import go, page
from ransel.identity import actions, sessions
from ransel.identity.doors import BY_CODE, LoggedIn, logged_in
from ransel.identity.kept import kept
from ransel.identity.onward import onward
from ransel.identity.passkeys.views import COOKIE
from ransel.identity.provider import Declined, NoNumber, NotProved, Unreachable, providers
from ransel.units.login_rules import codes_are_given

SEND_AGAIN = LoggedIn("send what was kept", for_tablets=True)


@public(reason="those who come here are not logged in yet")
@require_GET
def login(request):
    to = onward(request)
    if (chosen := request.GET.get("language")) in dict(settings.LANGUAGES):
        answer = go(request, f"{reverse('login')}?{urlencode({'next': to})}")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, secure=request.is_secure(), samesite="Lax")
        return answer
    if request.actor:
        return go(request, to)
    ways = _ways(to, providers())
    said = {"declined": "declined" in request.GET, "passkey": request.GET.get("passkey"), "next": to}
    known = COOKIE in request.COOKIES
    shown = {"ways": ways, "languages": languages(to), "known": known, "lasting": _may_last(), **said}
    shown["codes"] = codes_are_given()
    return page(request, "identity/login.html", shown)


@logged_in(permit=BY_CODE)
def step_up(request):
    """For what asks for an eID, minutes ago."""
    return _step_up(request, [one for one in providers() if one.is_eid], for_work=False)


@logged_in()
def step_up_for_work(request):
    """For who came in with a passkey alone, and goes to where they work."""
    return _step_up(request, providers(), for_work=True)


def _step_up(request, those, *, for_work):
    to = onward(request)
    said = {"step_up": "1"} | ({"long_lived": "1"} if urlsplit(to).path == reverse("new-passkey") else {})
    shown = {"ways": _ways(to, those, **said), "back": reverse("front"), "for_work": for_work}
    return page(request, "identity/step_up.html", shown)


@logged_in(permit=SEND_AGAIN)
def send_again(request):
    return page(request, "identity/send_again.html", {"kept": kept(request)})


@logged_in(permit=BY_CODE)
def lasts(request):
    """An open page asks whether the login lasts: it is told 401 when it does not. See `ask_to_log_in`."""
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


@public(reason="the way out to the one who vouches for who somebody is")
@require_GET
def start(request, name):
    try:
        said = {"step_up": "step_up" in request.GET, "long_lived": "long_lived" in request.GET}
        return _provider(name).start(request, onward=onward(request), **said)
    except (Unreachable, NotProved):
        return _silent(request)


@public(reason="the way back from the one who vouches for who somebody is")
@require_http_methods(["GET", "POST"])
def finish(request, name):
    """Nobody is let in but on a proof; and nobody is let in as somebody else than who they were."""
    try:
        identity = _provider(name).finish(request)
    except Declined as broken_off:
        return go(request, f"{reverse('login')}?{urlencode({'declined': 1, 'next': broken_off.onward})}")
    except NoNumber:
        return _not_here(request, name, "identity/no_number.html")
    except NotProved:
        return page(request, "identity/not_proved.html", status=403)
    except Unreachable:
        return _silent(request)
    account = actions.account_of(identity)
    if account is None:
        return _not_here(request, name, "identity/unknown.html")
    vouched = {"provider": name, "provider_session": identity.provider_session, "long_token": identity.long_token}
    if request.actor and request.actor.account == account.pk:
        sessions.step_up(request, strong_at=identity.proved_at, **vouched)
    else:
        _tell_of_the_end(request)
        sessions.begin(request, account, strong_at=identity.proved_at, **vouched)
    return go(request, identity.onward or onward(request))


def _tell_of_the_end(request):
    if handle := request.session.get("handle"):
        actions.logged_out(handle=handle)


def _not_here(request, name, template):
    """They are logged in where they proved who they are, and must get out there: the next at this device is another."""
    request.session["provider"] = name
    return page(request, template, status=403)


def _silent(request):
    return page(request, "identity/unreachable.html", {"to": onward(request)}, status=503)


@public(reason="whoever wants out gets out, logged in or not")
@require_http_methods(["POST"])
def logout(request):
    """Here first: a provider where nobody is logged in any more sends nobody back."""
    provider = next((one for one in providers() if one.name == request.session.get("provider")), None)
    _tell_of_the_end(request)
    sessions.end(request)
    answer = go(request, (provider and provider.way_out(request)) or "login")
    answer.headers["Clear-Site-Data"] = '"cache"'  # what lies in storage our pages forget; taps that wait stay
    return answer


def languages(to):
    """[(code, its own name, address)], for who is not known yet, or not well enough to choose for good."""
    return [
        (code, name, f"{reverse('login')}?{urlencode({'language': code, 'next': to})}")
        for code, name in settings.LANGUAGES
    ]


def _ways(to, those, **said):
    query = urlencode({"next": to, **said})
    return [(one.label, f"{reverse('login-start', args=[one.name])}?{query}", one.is_eid) for one in those]


def _may_last():
    return any(one.long_lived for one in providers())


def _provider(name):
    for one in providers():
        if one.name == name:
            return one
    raise Http404
