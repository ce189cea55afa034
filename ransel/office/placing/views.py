"""A child begins, moves, is lent for some days, or ends; an adult becomes its guardian, or is so no longer."""

from ransel.access import placing
from ransel.access.actions import children as actions
from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.placing.forms import (
    PLACES,
    ChildForm,
    EndGuardianshipForm,
    EndPlaceForm,
    GuardianForm,
    LendForm,
    MoveForm,
)
from ransel.units.models import Group


@allow(placing.ADD_CHILD, "GET", "POST")
@once
def add_child(request, unit):
    begins = {"starts": clock.today(), "place_type": PLACES[unit.kind][0]}
    form = ChildForm(sent(request), groups=_open_groups(unit=unit), unit_kind=unit.kind, initial=begins)
    if form.is_valid():
        with refusals_shown_on(form):
            child = actions.add_child(by=request.actor, unit=unit, **form.cleaned_data)
            return go(request, "child-access", child.pk)
        form.ask_whether_another()
    context = {"unit": unit, "form": form}
    return page(request, "office/placing/child.html", context, fragment="form", status=422 if form.errors else 200)


@allow(placing.ADD_GUARDIAN, "GET", "POST")
@once
def add_guardian(request, child):
    form = GuardianForm(sent(request), initial={"residence": "lives_with"})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.add_guardian(by=request.actor, child=child, **form.cleaned_data)
            return go(request, "child-access", child.pk)
    return _form(request, "office/placing/guardian.html", form, child)


@allow(placing.END_GUARDIANSHIP, "GET", "POST")
@once
def end_guardianship(request, guardianship):
    form = EndGuardianshipForm(sent(request), initial={"last_day": clock.today()})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.end_guardianship(by=request.actor, guardianship=guardianship, **form.cleaned_data)
            return go(request, "child-access", guardianship.child_id)
    return _form(request, "office/placing/end_guardianship.html", form, guardianship.child, guardianship=guardianship)


@allow(placing.CHANGE_PLACE, "GET", "POST")
@once
def move(request, place):
    groups = _open_groups(unit=place.unit).exclude(pk=place.group_id)
    form = MoveForm(sent(request), groups=groups, initial={"starts": max(clock.today(), place.starts)})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.move(by=request.actor, place=place, **form.cleaned_data)
            return go(request, "child-access", place.child_id)
    return _form(request, "office/placing/move.html", form, place.child, place=place)


@allow(placing.CHANGE_PLACE, "GET", "POST")
@once
def lend(request, place):
    groups = _open_groups(unit__municipality=place.unit.municipality_id).exclude(pk=place.group_id)
    day = max(clock.today(), place.starts)
    form = LendForm(sent(request), groups=groups, initial={"starts": day, "ends": day})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.lend(by=request.actor, place=place, **form.cleaned_data)
            return go(request, "child-access", place.child_id)
    return _form(request, "office/placing/lend.html", form, place.child, place=place)


@allow(placing.CHANGE_PLACE, "GET", "POST")
@once
def end_place(request, place):
    form = EndPlaceForm(sent(request), initial={"last_day": max(clock.today(), place.starts)})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.end_place(by=request.actor, place=place, **form.cleaned_data)
            return go(request, "child-access", place.child_id)
    return _form(request, "office/placing/end_place.html", form, place.child, place=place)


def _open_groups(**where):
    return Group.objects.filter(closed_on=None, **where).select_related("unit").order_by("unit__name", "name")


def _form(request, template, form, child, **more):
    context = {"form": form, "child": child, **more}
    return page(request, template, context, fragment="form", status=422 if form.errors else 200)
