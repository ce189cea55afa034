"""The office's pages about who has access: a unit's children, one child's adults, and two things to do."""

from ransel.access import office
from ransel.access.actions import guardians as actions
from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.access.forms import ConfirmForm, ReasonForm
from ransel.office.access.who import children_of, who_sees
from ransel.office.homes import homes_at_office


@allow(office.SEE_UNIT)
def unit(request, unit):
    return page(request, "office/access/unit.html", {"unit": unit, "children": children_of(unit)})


@allow(office.SEE_ACCESS)
def child(request, child):
    context = {"who": who_sees(child), "homes": homes_at_office(child, request.actor)}
    return page(request, "office/access/child.html", context)


@allow(office.CONFIRM_GUARDIAN, "GET", "POST")
@once
def confirm(request, guardianship):
    form = ConfirmForm(sent(request), initial={"ground": guardianship.ground})
    if form.is_valid():
        with refusals_shown_on(form):
            actions.confirm_guardian(by=request.actor, guardianship=guardianship, **form.cleaned_data)
            return go(request, "child-access", guardianship.child_id)
    return _form(request, "office/access/confirm.html", form, guardianship, guardianship.guardian)


@allow(office.SET_BLOCK, "GET", "POST")
@once
def block(request, guardianship):
    form = ReasonForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            actions.set_block(by=request.actor, guardianship=guardianship, **form.cleaned_data)
            return go(request, "child-access", guardianship.child_id)
    return _form(request, "office/access/block.html", form, guardianship, guardianship.guardian)


def _form(request, template, form, thing, adult):
    context = {"form": form, "thing": thing, "adult": adult, "child": thing.child}
    return page(request, template, context, fragment="form", status=422 if form.errors else 200)
