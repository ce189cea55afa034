"""A device is made to open us, and opens us. Forms carry the answer of the device; without scripts there is none."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ransel.core.doors import public
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once, once_each
from ransel.identity import sessions, tasks
from ransel.identity.actions import grants
from ransel.identity.actor import Strength
from ransel.identity.devices import called
from ransel.identity.doors import LoggedIn, logged_in
from ransel.identity.onward import onward
from ransel.identity.passkeys import asked, ceremony
from ransel.identity.passkeys.forms import PasskeyForm
from ransel.identity.passkeys.terms import account_of, terms_of, usable
from ransel.identity.provider import NotProved, providers

NEW = LoggedIn("let a device open one's own login", Strength.STRONG)
COOKIE = "passkey"  # that a device has one, and nothing of whose it is: so the login page says what is nearest
COOKIE_LASTS = 400 * 24 * 3600  # seconds, the longest that browsers take


@logged_in("GET", "POST", permit=NEW)
@once
def new(request):
    """To an eID first; and to its provider once more, unasked for, where it must hear that the login shall last."""
    account, form = account_of(request.actor), PasskeyForm(sent(request))
    terms, provider = terms_of(request.actor.person), _provider(request)
    if terms is None or provider is None:
        return page(request, "identity/passkeys/off.html")
    if provider.gives_token and not sessions.long_token(request.session):
        said = urlencode({"next": request.get_full_path(), "long_lived": "1"})
        return go(request, f"{reverse('login-start', args=[provider.name])}?{said}")
    if form.is_valid():
        with refusals_shown_on(form):
            if _made(request, account, form, provider):
                back = onward(request) if request.POST.get("next") else f"{reverse('logins')}?on"
                return _known(request, go(request, back))
    back = onward(request) if {"next"} & {*request.GET, *request.POST} else ""
    shown = {"form": form, "days": terms.unused.days, "most": terms.longest.days, "next": back}
    return page(request, "identity/passkeys/new.html", shown, status=422 if form.errors else 200)


def _made(request, account, form, provider):
    """Whether the device's answer was one to what it was asked; said on the form where it was not."""
    try:
        challenge = asked.spend(request, asked.MAKE, account.pk)
        key = ceremony.made(form.cleaned_data["answer"], ceremony.site(request), challenge)
    except NotProved:
        form.add_error(None, _("It took too long, or the device did not answer as it should. Try once more."))
        return False
    device, token = called(request.META.get("HTTP_USER_AGENT", "")), sessions.long_token(request.session)
    said = {"device": device, "provider": provider.name, "token": token}
    grants.give_grant(by=request.actor, account=account, key=key, **said)
    return True


@logged_in("POST", permit=NEW)
@once_each
def new_asked(request):
    """What the device is asked to make. Asked again, what it was asked before counts no longer."""
    account = account_of(request.actor)
    challenge = asked.ask(request, asked.MAKE, account.pk)
    known = [bytes(one.passkey.credential) for one in usable(account.pk, terms_of(account.person))]
    said = {"handle": grants.handle_of(account=account), "called": account.person.name, "known": known}
    return _told(ceremony.to_make(ceremony.site(request), challenge, **said))


@public(reason="those who come here are not logged in yet; it names nobody")
@require_POST
def open_asked(request):
    return _told(ceremony.to_open(ceremony.site(request), asked.ask(request, asked.OPEN)))


@public(reason="those who come here are not logged in yet; the passkey says who they are")
@require_POST
def open_here(request):
    """In with what the device has shown; or back to the login, where the eID is, and no word of what was wrong."""
    to, grant = onward(request), None
    try:
        challenge = asked.spend(request, asked.OPEN)
    except NotProved:
        return _refused(request, to, late=True)
    if len(text := request.POST.get("answer", "")) <= ceremony.MOST:
        grant = grants.open_grant(text=text, challenge=challenge, where=ceremony.site(request))
    if grant is None or not tasks.check(grant):
        return _refused(request, to)
    sessions.begin(request, grant.account, grant=grant)
    return _known(request, go(request, to))


def _refused(request, to, *, late=False):
    answer = go(request, f"{reverse('login')}?{urlencode({'passkey': 'late' if late else 'no', 'next': to})}")
    if not late:
        answer.delete_cookie(COOKIE)
    return answer


def _known(request, answer):
    said = {"secure": request.is_secure(), "httponly": True, "samesite": "Lax"}
    answer.set_cookie(COOKIE, "1", max_age=COOKIE_LASTS, **said)
    return answer


def _told(options):
    return JsonResponse(options, headers={"Cache-Control": "no-store"})


def _provider(request):
    """Who vouched for them in this session, if a login of its may last."""
    name = request.session.get("provider")
    return next((one for one in providers() if one.name == name and one.long_lived), None)
