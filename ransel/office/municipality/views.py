"""What only the municipality does: adds units, and says what units of a kind begin with."""

from django.forms.models import model_to_dict
from django.urls import reverse

from ransel.access import setting_up
from ransel.access.actions import login_rules as actions
from ransel.access.actions import units
from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.municipality.forms import LoginRulesForm, RulesForm, SchoolYearForm, initial_of
from ransel.office.start import municipality_start
from ransel.office.unit.forms import UnitForm
from ransel.units.login_rules import login_rules_of


@allow(setting_up.SEE_MUNICIPALITY)
def start(request, municipality):
    context = {"start": municipality_start(municipality), "of": municipality.name, "back": reverse("office")}
    return page(request, "office/start/start.html", context)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def add_unit(request, municipality):
    form = UnitForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            unit = units.add_unit(by=request.actor, municipality=municipality, **form.cleaned_data)
            return go(request, "unit-groups", unit.pk)
    return _form(request, "office/municipality/add_unit.html", municipality, form)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def rules(request, municipality):
    form = RulesForm(sent(request), initial=initial_of(municipality.function_rules.all()))
    if form.is_valid():
        with refusals_shown_on(form):
            units.set_rules(by=request.actor, municipality=municipality, rules=form.rules)
            return _saved(request)
    return _form(request, "office/municipality/rules.html", municipality, form)


@allow(setting_up.SEE_MUNICIPALITY)
def school_years(request, municipality):
    years = municipality.school_years.order_by("-starts")
    context = {"municipality": municipality, "years": years}
    return page(request, "office/municipality/school_years.html", context)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def add_school_year(request, municipality):
    form = SchoolYearForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            units.add_school_year(by=request.actor, municipality=municipality, **form.cleaned_data)
            return go(request, "school-years", municipality.pk)
    return _form(request, "office/municipality/school_year.html", municipality, form)


@allow(setting_up.CHANGE_SCHOOL_YEAR, "GET", "POST")
@once
def change_school_year(request, year):
    days = {name: getattr(year, name) for name in ("starts", "second_term_starts", "ends")}
    form = SchoolYearForm(sent(request), initial=days)
    if form.is_valid():
        with refusals_shown_on(form):
            units.change_school_year(by=request.actor, year=year, **form.cleaned_data)
            return go(request, "school-years", year.municipality_id)
    return _form(request, "office/municipality/school_year.html", year.municipality, form, year=year)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def login_rules(request, municipality):
    form = LoginRulesForm(sent(request), initial=model_to_dict(login_rules_of([municipality.pk])[0]))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.set_login_rules(by=request.actor, municipality=municipality, **form.cleaned_data)
            return _saved(request)
    return _form(request, "office/municipality/login_rules.html", municipality, form)


def _saved(request):
    return go(request, f"{reverse('office')}?saved=1")


def _form(request, template, municipality, form, year=None):
    context = {"municipality": municipality, "form": form, "year": year}
    return page(request, template, context, fragment="form", status=422 if form.errors else 200)
