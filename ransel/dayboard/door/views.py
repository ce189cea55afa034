from django.urls import reverse
from django.utils import timezone

from ransel.access.allow import allow
from ransel.attendance.actions.corrections import correct_times
from ransel.attendance.actions.presence import check_in, check_in_all, check_out
from ransel.attendance.models import CheckIn
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.dayboard import permits
from ransel.dayboard.board import board_of
from ransel.dayboard.door.forms import AtForm, GoingForm, TimesForm, TogetherForm
from ransel.dayboard.door.page import at_the_door, group_of
from ransel.dayboard.door.trips import refuse_on_trip
from ransel.departure.actions.door import NotYet, let_go, let_go_with


@allow(permits.AT_THE_DOOR, "GET", "POST")
@once
def door(request, child):
    """How the child goes home, where one tap is not enough; and its times today. `group` of the address says where."""
    shown = at_the_door(request.actor, child, asked=request.GET.get("group", ""))
    told = {"at": request.GET.get("at", "")[:5]}  # of a tap that waited without network
    form = (
        GoingForm(sent(request), door=shown, told=told) if shown.uses_departure else AtForm(sent(request), initial=told)
    )
    if form.is_valid():
        with refusals_shown_on(form):
            _let_go(request.actor, shown, form)
            return go(request, "board", shown.group.pk)
    return _show(request, shown, form, AtForm(initial=told))


def _let_go(actor, shown, form):
    """A unit that does not use departures says when, and no more."""
    said = {"by": actor, "child": shown.child, "at": form.moment}
    if shown.uses_departure:
        let_go_with(**said, unit=shown.group.unit, going=form.going_said)
        return
    try:
        check_out(**said)
    except Refused as refused:
        raise Refused(refused.reason, {"at": refused.reason}) from refused


@allow(permits.AT_THE_DOOR, "POST")
@once
def comes(request, child):
    """The child came, at a time that is over or now."""
    shown = at_the_door(request.actor, child, asked=request.GET.get("group", ""))
    form = AtForm(request.POST)
    if form.is_valid():
        try:
            check_in(by=request.actor, child=child, group=shown.group, at=form.moment)
            return go(request, "board", shown.group.pk)
        except Refused as refused:
            form.add_error("at", refused.reason)
    return _show(request, shown, GoingForm(door=shown), form)


def _show(request, shown, form, coming):
    context = {"door": shown, "form": form, "coming": coming}
    status = 422 if form.errors or coming.errors else 200
    return page(request, "dayboard/door/child.html", context, fragment="fields", status=status)


@allow(permits.CORRECT_TIMES, "GET", "POST")
@once
def times(request, here: CheckIn):
    """The times of one presence, corrected."""
    out = here.check_outs.filter(undone_at=None).first()
    initial = {"came": _hour(here.at), "left": _hour(out.at) if out and not out.forgotten else None}
    form = TimesForm(sent(request), has_left=bool(out), initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            correct_times(by=request.actor, check_in=here, **form.told)
            return go(request, _back_from(request.actor, here))
    context = {"here": here, "out": out, "form": form, "back": _back_from(request.actor, here)}
    return page(request, "dayboard/door/times.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(permits.SEE_BOARD, "GET", "POST")
@once
def together(request, group):
    """Several come, or go home as agreed, in one act. Who has to be looked at first is said, and unticked."""
    board = board_of(group)
    verb = request.POST.get("verb", "")
    forms = {
        one: TogetherForm(
            sent(request) if verb in (one, "") else None,
            auto_id=f"{one}_%s",
            children=[tile.id for tile in board.tiles],
        )
        for one in ("leave", "come")
    }
    form = forms["come" if verb == "come" else "leave"]
    not_yet: dict = {}
    if form.is_valid():
        said = {"by": request.actor, "children": form.cleaned_data["children"], "at": form.moment}
        try:
            if form.cleaned_data["verb"] == "come":
                check_in_all(**said, group=group)
            else:
                refuse_on_trip(said["children"], group.unit)
                let_go(**said, unit=group.unit)
            return go(request, "board", group.pk)
        except NotYet as refused:
            not_yet = refused.per_item
        except Refused as refused:
            form.add_error(None, refused.reason)
    chosen = {str(pk) for pk in form["children"].value() or []} - {str(pk) for pk in not_yet}
    context = {"board": board, "forms": forms, "form": form, "not_yet": not_yet, "chosen": chosen}
    status = 422 if form.errors or not_yet else 200
    return page(request, "dayboard/door/together.html", context, fragment="fields", status=status)


def _hour(moment):
    return timezone.localtime(moment).time()


def _back_from(actor, here):
    """To the child at the door; of another day, to the board."""
    group = group_of(actor, here.child, asked=str(here.group_id))
    if here.day == clock.today():
        return f"{reverse('door', args=[here.child_id])}?group={group.pk}"
    return reverse("board", args=[group.pk])
