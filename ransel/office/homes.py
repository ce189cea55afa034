"""Two homes on the office's page of a child, and an agreement registered there on what the office has seen."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.access import residence
from ransel.access.actions import residence as actions
from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.homes import Strip, coming_weeks
from ransel.home.residence import guardians_of
from ransel.home.residence_forms import RHYTHMS, rota_form
from ransel.office.access.forms import REASON
from ransel.people.models import Child, ResidencePattern


@dataclass
class HomesAtOffice:
    strip: Strip | None
    waiting: ResidencePattern | None


def homes_at_office(child: Child, actor) -> HomesAtOffice | None:
    """None where an address is protected. Five statements."""
    if not residence.SEE_HOMES_AT_OFFICE.holds(actor, child.pk):
        return None
    waiting = ResidencePattern.objects.unanswered().filter(child=child).select_related("proposed_by").first()
    return HomesAtOffice(coming_weeks(child), waiting)


@allow(residence.REGISTER_RESIDENCE, "GET", "POST")
@once
def register(request, child):
    rhythm = request.POST.get("rhythm") or request.GET.get("rhythm") or "about"
    form = rota_form(sent(request), rhythm, guardians_of(child))
    form.fields["reason"] = forms.CharField(
        label=_("What have you seen?"),
        help_text=_("For example: agreement signed by both, 23 November. It stays in the log."),
        error_messages={"required": _("Write what you have seen.")},
        **REASON,
    )
    if form.is_valid():
        with refusals_shown_on(form):
            said = {name: form.cleaned_data[name] for name in ("starts", "homes", "reason")}
            actions.register(by=request.actor, child=child, **said)
            return go(request, "child-access", child.pk)
    context = {"child": child, "form": form, "rhythm": rhythm, "rhythms": RHYTHMS}
    return page(request, "office/access/register_homes.html", context, status=422 if form.errors else 200)
