from ransel.access.allow import allow
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page, stay, stream
from ransel.core.once import once
from ransel.identity.tags import tag_for
from ransel.supervision import permits
from ransel.supervision.actions.roll_calls import call_roll, end_roll_call, mark_safe, unmark
from ransel.supervision.models import RollCall
from ransel.supervision.roll_call.forms import UNDO, CallForm, EndForm, SafeForm
from ransel.supervision.roll_call.page import roll_call_page, roll_calls_of, with_details


@allow(permits.CALL_ROLL, "GET", "POST")
@once
def call(request, group):
    """One tap calls the roll; one that is called stands above, and earlier ones below."""
    form = CallForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            made = call_roll(by=request.actor, group=group, **form.told)
            return go(request, "roll-call", made.pk)
    now, before = roll_calls_of(permits.SEE_ROLL_CALL.reach(request.actor), group)
    context = {"group": group, "form": form, "now": now, "before": before}
    return page(request, "supervision/roll_calls.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(permits.SEE_ROLL_CALL)
def roll_call(request, roll_call):
    return _show(request, roll_call)


@allow(permits.SEE_ROLL_CALL)
def roll_call_live(request, roll_call):
    own = [request.actor.person.reference, f"session:{request.actor.session}"]
    topics = [roll_call.reference]
    return stream(request, [*topics, *own], tag_for(request.actor, topics))


@allow(permits.SEE_ROLL_CALL)
def roll_call_sheet(request, roll_call):
    """For paper."""
    return page(
        request,
        "supervision/roll_call_sheet.html",
        {"shown": roll_call_page(roll_call, locked=request.actor.locked), "tells": False},
    )


@allow(permits.SEE_DETAILS)
def roll_call_details(request, roll_call):
    """For paper, with what is nobody else's business: a look at each child is recorded."""
    children = list(permits.told_of(request.actor, roll_call))
    permits.SEE_DETAILS.looked_at(request.actor, children)
    shown = with_details(roll_call_page(roll_call), {child.pk for child in children})
    return page(request, "supervision/roll_call_sheet.html", {"shown": shown, "tells": True})


@allow(permits.MARK_SAFE, "POST")
@once
def mark(request, roll_call):
    form = SafeForm(request.POST, children=roll_call.children.called().values("child"))
    if form.is_valid():
        does = unmark if form.cleaned_data["verb"] == UNDO else mark_safe
        with refusals_shown_on(form):
            does(by=request.actor, roll_call=roll_call, child=form.cleaned_data["child"])
            return stay(request, "roll-call", roll_call.pk)
    problems = [str(one) for some in form.errors.values() for one in some]
    return _show(request, roll_call, problems=problems, status=422)


@allow(permits.END_ROLL_CALL, "GET", "POST")
@once
def end(request, roll_call):
    shown = roll_call_page(roll_call)
    form = EndForm(sent(request), missing=[] if roll_call.ended_at else shown.missing)
    if form.is_valid():
        with refusals_shown_on(form, called=form.names):
            end_roll_call(by=request.actor, roll_call=roll_call, reasons=form.reasons)
            return go(request, "roll-call", roll_call.pk)
    context = {"shown": shown, "form": form}
    status = 422 if form.errors else 200
    return page(request, "supervision/roll_call_end.html", context, fragment="fields", status=status)


def _show(request, roll_call: RollCall, *, problems=(), status=200):
    tag = tag_for(request.actor, [roll_call.reference])
    shown = roll_call_page(roll_call, locked=request.actor.locked)
    context = {"shown": shown, "problems": problems, "tag": tag}
    answer = page(request, "supervision/roll_call.html", context, fragment="roll", status=status)
    answer.headers["HX-PTag"] = tag
    return answer
