"""A code for a guardian without an eID: given on a sheet of paper, and withdrawn."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from ransel.access import office
from ransel.access.actions import login_codes as actions
from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.codes.forms import GiveCodeForm
from ransel.office.codes.reading import shown_text, standing_code_of, stands


@allow(office.GIVE_CODE, "GET", "POST")
@once
def give(request, guardianship):
    form = GiveCodeForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            ends_on = clock.today() + timedelta(days=form.cleaned_data["days"])
            code = actions.give_code(by=request.actor, guardianship=guardianship, ends_on=ends_on)
            return go(request, "login-code", code.pk)
    context = {"form": form, "guardianship": guardianship, "standing": standing_code_of(guardianship, request.actor)}
    status = 422 if form.errors else 200
    return page(request, "office/codes/give.html", context, fragment="form", status=status)


@allow(office.SEE_CODE)
def code(request, code):
    return _show(request, code, NothingToFillIn())


@allow(office.WITHDRAW_CODE, "POST")
@once
def withdraw(request, code):
    form = NothingToFillIn(request.POST)
    with refusals_shown_on(form):
        actions.withdraw_code(by=request.actor, code=code)
        return go(request, "login-code", code.pk)
    return _show(request, code, form, status=422)


def _show(request, code, form, status=200):
    address = settings.PUBLIC_URL.rstrip("/") + reverse("login-with-code")
    context = {
        "code": code,
        "text": shown_text(code, request.actor),
        "stands": stands(code),
        "address": address,
        "form": form,
    }
    return page(request, "office/codes/code.html", context, fragment="form", status=status)
