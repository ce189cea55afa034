"""Somebody without an eID comes in by a code that their child's unit has given them."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ransel.core.doors import public
from ransel.core.forms import sent
from ransel.core.http import go, page
from ransel.identity import sessions
from ransel.identity.actions import codes
from ransel.identity.codes.forms import CodeForm
from ransel.identity.onward import onward
from ransel.units.login_rules import codes_are_given


@public(reason="those who come here are not logged in yet; the code says who they are")
@require_http_methods(["GET", "POST"])
def open_code(request):
    """In with what stands on the paper; of all that can be wrong with it, one sentence."""
    if not codes_are_given():
        raise Http404
    to, form = onward(request), CodeForm(sent(request))
    if request.actor:
        return go(request, to)
    if form.is_valid():
        if code := codes.open_code(text=form.cleaned_data["code"]):
            sessions.begin(request, codes.account_of(code), code=code)
            return go(request, to)
        form.add_error("code", _("This code does not open Ransel. Look at it once more, or ask where you got it."))
    context, status = {"form": form, "next": to}, 422 if form.errors else 200
    return page(request, "identity/codes/open.html", context, fragment="form", status=status)
