"""The page about oneself: who one is here, in which roles, in which language, and the way out."""

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ransel.access.allow import allow_all
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.may import may_of
from ransel.home.permits import SEE_TODAY
from ransel.home.queued.kept import kept_of
from ransel.home.whereto import roles_of
from ransel.identity import actions
from ransel.identity.doors import logged_in
from ransel.identity.forms import EndLoginsForm, LanguageForm, RemoveDeviceForm
from ransel.identity.logins import code_of, devices_of, logins_of
from ransel.identity.passkeys.terms import terms_of
from ransel.notifications.standing import notices_of
from ransel.people.children import in_order

ROLES = {
    "home": (_("My children"), "House"),
    "work": (_("Boards"), "Tasklist"),
    "office": (_("Desk"), "Buildings3"),
}


@logged_in("GET", "POST")
@once
def logins(request):
    """Where one is logged in, and the way to end what one does not know, or has left somewhere."""
    found = logins_of(request.actor)
    form = EndLoginsForm(request.POST if request.method == "POST" else None, logins=found)
    if form.is_valid():
        actions.end_own_logins(by=request.actor, handles=form.handles)
        return go(request, f"{reverse('logins')}?ended")
    said = {word: word in request.GET for word in ("ended", "on", "removed")}
    terms = terms_of(request.actor.person)
    ways = {"devices": devices_of(request.actor, terms), "code": code_of(request.actor)}
    shown = {"logins": found, "may_last": bool(terms), **ways, **said}
    return page(request, "home/logins.html", shown, status=422 if form.errors else 200)


@logged_in("POST")
@once
def remove_device(request):
    """It opens us no longer, and what it opened is closed; also where one has it in one's hand."""
    form = RemoveDeviceForm(request.POST)
    if not form.is_valid():
        raise BadRequest("a device to remove")
    actions.end_own_grant(by=request.actor, grant=form.cleaned_data["device"])
    return go(request, f"{reverse('logins')}?removed")


@allow_all(SEE_TODAY)
def without_network(request, children):
    """What this phone may keep; the names that are chosen on it are sent nowhere."""
    kept = kept_of(children, may_of(request.actor, children))
    return page(request, "home/queued/names.html", {"children": in_order(children), "kept": kept})


@logged_in("GET", "POST")
@once
def me(request):
    said = {"language": request.actor.person.language}
    form = LanguageForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        actions.choose_language(by=request.actor, language=form.cleaned_data["language"])
        translation.activate(form.cleaned_data["language"])
        return go(request, "me")
    names = roles_of(request.actor)
    roles = [(reverse(name), *ROLES[name]) for name in names]
    context = {
        "form": form,
        "roles": roles,
        "at_work": "work" in names,
        "names": names,
        "new": sum(one.new for one in notices_of(request.actor)),
    }
    return page(request, "home/me.html", context, status=422 if form.errors else 200)
