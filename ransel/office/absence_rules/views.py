"""When a child is missed in a unit, or in the units of a kind that have not said otherwise."""

from ransel.access import setting_up
from ransel.access.actions import absence_rules as actions
from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import page
from ransel.core.once import once
from ransel.office.absence_rules.forms import AbsenceRulesForm, initial_of
from ransel.office.opening.saved import saved
from ransel.units.absence_rules import absence_rules_of, usual
from ransel.units.models import UnitKind


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def of_unit(request, unit):
    form = AbsenceRulesForm(sent(request), initial=initial_of(absence_rules_of([unit])[unit.pk]))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.set_absence_rules(by=request.actor, unit=unit, **form.cleaned_data)
            return saved(request, unit=unit)
    return _form(request, form, unit=unit, municipality=None)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def of_kind(request, municipality):
    form = AbsenceRulesForm(sent(request), of_kinds=True, initial=initial_of(usual(UnitKind.KINDERGARTEN)))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.set_absence_rules_of_kind(by=request.actor, municipality=municipality, **form.cleaned_data)
            return saved(request, municipality=municipality)
    return _form(request, form, unit=None, municipality=municipality)


def _form(request, form, **more):
    template, status = "office/absence_rules/rules.html", 422 if form.errors else 200
    return page(request, template, {"form": form, **more}, fragment="form", status=status)
