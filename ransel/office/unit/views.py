"""How a unit is set up: about it, its groups, who works there, and what it uses."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ransel.access import setting_up
from ransel.access.actions import posts, units
from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.square import picture_of
from ransel.office.start import unit_start
from ransel.office.unit.forms import EndForm, FunctionsForm, GroupForm, JoiningForm, PostForm, UnitForm, initial_of
from ransel.office.unit.people import groups_of, joinings_of, staff_of

OF_UNIT = ("name", "kind", "number", "phone", "email", "colour")
OF_GROUP = ("name", "kind", "year_level")


@allow(setting_up.SEE_SET_UP)
def start(request, unit):
    context = {
        "start": unit_start(unit, request.actor),
        "of": unit.name,
        "back": reverse("unit-access", args=[unit.pk]),
    }
    return page(request, "office/start/start.html", context)


@allow(setting_up.SEE_SET_UP)
def invitation(request, unit):
    """A sheet for families, in the language that they read: the address as a picture, and the steps."""
    asked = request.GET.get("language")
    chosen = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    languages = [(code, name, f"?language={code}") for code, name in settings.LANGUAGES]
    shown = {"unit": unit, "languages": languages, "address": settings.PUBLIC_URL}
    with translation.override(chosen):
        return page(request, "office/unit/invitation.html", shown | {"picture": picture_of(settings.PUBLIC_URL)})


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def about(request, unit):
    form = UnitForm(sent(request), initial={name: getattr(unit, name) for name in OF_UNIT})
    if form.is_valid():
        with refusals_shown_on(form):
            units.change_unit(by=request.actor, unit=unit, **form.cleaned_data)
            return go(request, "unit-about", unit.pk)
    return _form(request, "office/unit/about.html", unit, form)


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def functions(request, unit):
    locked = units.locked_in(unit)
    form = FunctionsForm(sent(request), unit_kind=unit.kind, locked=locked, initial=initial_of(unit.functions.all()))
    if form.is_valid():
        with refusals_shown_on(form):
            units.set_functions(by=request.actor, unit=unit, uses=form.uses)
            return go(request, "unit-functions", unit.pk)
    return _form(request, "office/unit/functions.html", unit, form)


@allow(setting_up.SEE_SET_UP)
def groups(request, unit):
    return page(request, "office/unit/groups.html", {"unit": unit, "groups": groups_of(unit)})


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def add_group(request, unit):
    form = GroupForm(sent(request), unit_kind=unit.kind)
    if form.is_valid():
        with refusals_shown_on(form):
            units.add_group(by=request.actor, unit=unit, **form.cleaned_data)
            return go(request, "unit-groups", unit.pk)
    return _form(request, "office/unit/group.html", unit, form)


@allow(setting_up.SET_UP_GROUP, "GET", "POST")
@once
def change_group(request, group):
    form = _group_form(group, sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            units.change_group(by=request.actor, group=group, **form.cleaned_data)
            return go(request, "unit-groups", group.unit_id)
    return _form(request, "office/unit/group.html", group.unit, form, group=group)


@allow(setting_up.SET_UP_GROUP, "POST")
@once
def close_group(request, group):
    closing = NothingToFillIn(request.POST)
    if closing.is_valid():
        with refusals_shown_on(closing):
            units.close_group(by=request.actor, group=group)
            return go(request, "unit-groups", group.unit_id)
    context = {"unit": group.unit, "form": _group_form(group), "group": group, "closing": closing}
    return page(request, "office/unit/group.html", context, fragment="form", status=422)


@allow(setting_up.SEE_SET_UP)
def staff(request, unit):
    return page(request, "office/unit/staff.html", {"unit": unit, "staff": staff_of(unit)})


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def begin_post(request, unit):
    open_groups = unit.groups.filter(closed_on=None).order_by("name")
    begins = {"starts": clock.today(), "role": "employee"}
    form = PostForm(sent(request), groups=open_groups, unit_kind=unit.kind, initial=begins)
    if form.is_valid():
        with refusals_shown_on(form):
            posts.begin_post(by=request.actor, unit=unit, **form.cleaned_data)
            return go(request, "unit-staff", unit.pk)
    return _form(request, "office/unit/post.html", unit, form)


@allow(setting_up.END_POST, "GET", "POST")
@once
def end_post(request, post):
    form = EndForm(sent(request), initial={"last_day": clock.today()})
    if form.is_valid():
        with refusals_shown_on(form):
            posts.end_post(by=request.actor, post=post, **form.cleaned_data)
            return go(request, "unit-staff", post.unit_id)
    return _form(request, "office/unit/end_post.html", post.unit, form, post=post)


@allow(setting_up.SEE_SET_UP)
def joinings(request, unit):
    return page(request, "office/unit/joinings.html", {"unit": unit, "joinings": joinings_of(unit)})


@allow(setting_up.SET_UP_UNIT, "GET", "POST")
@once
def join_groups(request, unit):
    open_groups = unit.groups.filter(closed_on=None).order_by("name")
    form = JoiningForm(sent(request), groups=open_groups, initial={"starts": clock.today()})
    if form.is_valid():
        with refusals_shown_on(form):
            units.join_groups(by=request.actor, unit=unit, **form.cleaned_data)
            return go(request, "unit-joinings", unit.pk)
    return _form(request, "office/unit/join.html", unit, form)


@allow(setting_up.END_JOINING, "POST")
@once
def end_joining(request, joining):
    units.end_joining(by=request.actor, joining=joining)
    return go(request, "unit-joinings", joining.unit_id)


def _group_form(group, said=None):
    initial = {name: getattr(group, name) for name in OF_GROUP}
    return GroupForm(said, unit_kind=group.unit.kind, initial=initial)


def _form(request, template, unit, form, **more):
    context = {"unit": unit, "form": form, "group": None, "closing": None, **more}
    return page(request, template, context, fragment="form", status=422 if form.errors else 200)
