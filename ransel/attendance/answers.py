"""The pages on which a guardian answers: still away today, and where is the child."""

from ransel.access.allow import allow
from ransel.attendance import permits
from ransel.attendance.actions import morning, unaccounted
from ransel.attendance.answer_forms import StillAwayForm, WhereForm
from ransel.attendance.asked import answers_shown, today_of
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once


@allow(permits.REPORT_OWN_ABSENCE, "GET", "POST")
@once
def still_away(request, child):
    """One question, once; or what has happened meanwhile, and then nothing is asked."""
    form = StillAwayForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            morning.answer_still_away(by=request.actor, child=child, **form.cleaned_data)
            return go(request, "home")
    asked = morning.question_of(request.actor.person, child)
    context = {"child": child, "form": form, "asked": asked, "day": today_of(child)}
    return page(request, "attendance/still_away.html", context, fragment="fields", status=422 if form.errors else 200)


@allow(permits.ANSWER, "GET", "POST")
@once
def where_is(request, child):
    """Three answers. What has been answered stands above, by whom and when; another may still be given."""
    may_report = permits.REPORT_OWN_ABSENCE.holds(request.actor, child.pk)
    form = WhereForm(sent(request), may_report=may_report)
    if form.is_valid():
        with refusals_shown_on(form):
            unaccounted.answer(by=request.actor, child=child, **form.told)
            return go(request, "where-is-child", child.pk)
    context = {
        "child": child,
        "form": form,
        "asked": answers_shown(child, request.actor.person),
        "may_report": may_report,
    }
    return page(request, "attendance/where_is.html", context, fragment="form", status=422 if form.errors else 200)
