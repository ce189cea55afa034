"""When a unit is open, and which days are free in it, or in the whole municipality."""

from django.db.models import Q

from ransel.access import setting_up
from ransel.access.actions import opening
from ransel.access.allow import allow
from ransel.attendance.actions import hours as hours_of
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.absence_rules.shown import missing_in, missing_in_kinds
from ransel.office.opening.forms import ClosedDaysForm, HoursForm, OpenDayForm, StayRulesForm, initial_of
from ransel.office.opening.saved import said_of_saved, saved
from ransel.office.opening.year import rules_of_kinds, rules_shown, specials_of, weeks_of
from ransel.units.models import ClosedDay, OpeningHours, StayRules
from ransel.units.stay_rules import rules_of


@allow(setting_up.SEE_SET_UP)
def of_unit(request, unit):
    closed = ClosedDay.objects.filter(Q(unit=unit) | Q(unit=None, municipality=unit.municipality_id))
    specials = specials_of(closed, unit.opening_exceptions.all())
    context = {
        "unit": unit,
        "weeks": weeks_of(unit),
        "specials": specials,
        "rules": rules_shown(unit),
        "missing": missing_in(unit),
    } | said_of_saved(request, unit)
    return page(request, "office/opening/unit.html", context)


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def hours(request, unit):
    initial = {"starts": clock.today()}
    for one in OpeningHours.objects.on(clock.today()).filter(unit=unit):
        initial |= {f"opens_{one.weekday}": one.opens, f"closes_{one.weekday}": one.closes}
    form = HoursForm(sent(request), initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            starts = form.cleaned_data["starts"]
            cut = hours_of.set_opening_hours(by=request.actor, unit=unit, hours=form.hours, starts=starts)
            return saved(request, unit=unit, cut=cut)
    return _form(request, "office/opening/hours.html", form, unit=unit)


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def open_day(request, unit):
    form = OpenDayForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            cut = hours_of.open_day(by=request.actor, unit=unit, **form.cleaned_data)
            return saved(request, unit=unit, cut=cut)
    return _form(request, "office/opening/open_day.html", form, unit=unit)


@allow(setting_up.OPEN_OTHERWISE, "POST")
@once
def take_back_open_day(request, exception):
    cut = hours_of.take_back_open_day(by=request.actor, exception=exception)
    return saved(request, unit=exception.unit, cut=cut)


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def close_days(request, unit):
    form = ClosedDaysForm(sent(request), unit_kind=unit.kind)
    if form.is_valid():
        with refusals_shown_on(form):
            cut = hours_of.close_days(by=request.actor, unit=unit, **form.told)
            return saved(request, unit=unit, cut=cut)
    return _form(request, "office/opening/close_days.html", form, unit=unit, municipality=None)


@allow(setting_up.OPEN_AGAIN, "POST")
@once
def take_back_closed_day(request, closed):
    opening.take_back_closed_day(by=request.actor, closed=closed)
    if closed.unit_id:
        return go(request, "unit-opening", closed.unit_id)
    return go(request, "municipality-opening", closed.municipality_id)


@allow(setting_up.SEE_MUNICIPALITY)
def of_municipality(request, municipality):
    specials = specials_of(ClosedDay.objects.filter(unit=None, municipality=municipality))
    context = {"municipality": municipality, "specials": specials, "rules": rules_of_kinds(municipality)}
    context["missing"] = missing_in_kinds(municipality)
    return page(request, "office/opening/municipality.html", context | said_of_saved(request))


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def close_days_everywhere(request, municipality):
    form = ClosedDaysForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            opening.close_days_everywhere(by=request.actor, municipality=municipality, **form.told)
            return saved(request, municipality=municipality)
    return _form(request, "office/opening/close_days.html", form, unit=None, municipality=municipality)


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def stay_rules(request, unit):
    form = StayRulesForm(sent(request), unit_kind=unit.kind, initial=initial_of(rules_of([unit])[unit.pk]))
    if form.is_valid():
        with refusals_shown_on(form):
            opening.set_stay_rules(by=request.actor, unit=unit, **form.cleaned_data)
            return saved(request, unit=unit)
    return _form(request, "office/opening/stay_rules.html", form, unit=unit, municipality=None)


@allow(setting_up.SET_UP_MUNICIPALITY, "GET", "POST")
@once
def stay_rules_of_kind(request, municipality):
    form = StayRulesForm(sent(request), initial=initial_of(StayRules()))
    if form.is_valid():
        with refusals_shown_on(form):
            opening.set_stay_rules_of_kind(by=request.actor, municipality=municipality, **form.cleaned_data)
            return saved(request, municipality=municipality)
    return _form(request, "office/opening/stay_rules.html", form, unit=None, municipality=municipality)


def _form(request, template, form, **more):
    return page(request, template, {"form": form, **more}, fragment="form", status=422 if form.errors else 200)
