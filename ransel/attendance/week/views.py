from django.urls import reverse

from ransel.access.allow import allow, allow_all
from ransel.access.family import colours_of
from ransel.attendance import permits
from ransel.attendance.actions.stay_plans import send_plans, withdraw_plan
from ransel.attendance.stays.sent import Unseen
from ransel.attendance.week.forms import SpanForm, WeekForm, initial_of_plan
from ransel.attendance.week.page import week_asked, week_name, week_of
from ransel.attendance.week.plans import (
    are_shared,
    locked_before,
    over_of,
    plan_shown,
    targets_of,
)
from ransel.attendance.week.redrawn import drawn_anew, half_saved, try_to_change
from ransel.attendance.week.rota import plan_form, put_away, weeks_asked, widened
from ransel.attendance.week.span import asked_of_span, initial_of_week, saved_of, shown_of, the_same_plan
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent, show_refusal
from ransel.core.http import drawn_again, go, half_done, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.people.children import in_order
from ransel.units.models import Function

ON_TARGETS = {"children": "targets"}  # the action speaks of children; the form has them as targets


@allow(permits.SEE_STAY, "GET", "POST")
@once
def child_week(request, child):
    """One week of one child, in all its units. Each day that is sent is answered by itself."""
    week = week_of(request.actor, child, week_asked(request.GET.get("week", "")))
    onward = f"{reverse('child-week', args=[child.pk])}?week={week_name(week.monday)}"
    form, said = WeekForm(sent(request), week=week), ""
    if form.is_valid():
        asked = form.asked
        wrong, saved = try_to_change(request.actor, asked)
        if not wrong:
            return go(request, f"{onward}&saved=1")
        week = week_of(request.actor, child, week.monday)
        form = drawn_anew(request.POST, week, wrong)
        said = half_saved(saved, len(wrong))
        if saved:
            return half_done(_show_week(request, week, form, onward, said, 200), onward)
    return _show_week(request, week, form, onward, said, 422 if form.errors else 200)


def _saved_for(request) -> int:
    """Of how many children something was just saved."""
    said = request.GET.get("saved", "") if request.method == "GET" else ""
    return int(said) if said.isdecimal() and len(said) < 3 else 0


def _show_week(request, week, form, onward, said, status):
    context = {
        "week": week,
        "form": form,
        "address": onward,
        "half": said,
        "saved": _saved_for(request),
        "siblings": in_order(list(permits.SEE_STAY.reach(request.actor))),
        "may_change": permits.PLAN_STAY.holds(request.actor, week.child.pk),
        "name_of": week_name,
    }
    return page(request, "attendance/week/week.html", context, fragment="fields", status=status)


@allow_all(permits.SEE_STAY)
def stay_plans(request, children):
    """Everybody's plans: those that wait, count, come and were."""
    children = in_order(children)
    targets = targets_of(request.actor, children)
    context = {
        "targets": targets,
        "over": over_of(targets),
        "colours": colours_of(request.actor),
        "may_plan": permits.PLAN_STAY.reach(request.actor).exists(),
    }
    return page(request, "attendance/week/plans.html", context)


@allow_all(permits.PLAN_STAY, "GET", "POST")
@once
def plan_stay(request, children):
    """A rota for one child or several. `weeks` of the address says how many; `like` is a plan to begin from.

    Sent with `redraw`, it is drawn with so many weeks, and what was typed stands.
    """
    targets = targets_of(request.actor, in_order(children), Function.Use.EDIT)
    weeks = weeks_asked(request)
    chosen = [one for one in targets if str(one.child.pk) == request.GET.get("child", "") or len(targets) == 1]
    like = the_same_plan(targets, chosen, request.GET.get("like", ""), weeks)
    initial = {"targets": [one.value for one in chosen]} | initial_of_plan(like)
    redrawn, told = "redraw" in request.POST, request.method == "GET"
    form = plan_form(None if redrawn else sent(request), targets, weeks, chosen, initial)
    if redrawn:
        form.begin_as(widened(request.POST, weeks))
    elif form.is_valid():
        try:
            return _send_plan(request, form, targets)
        except Refused as refused:
            show_refusal(form, refused, ON_TARGETS)
            told = isinstance(refused, Unseen)
    context = {
        "form": form,
        "targets": targets,
        "weeks": weeks,
        "colours": colours_of(request.actor),
        "numbers": range(1, 9),
    }
    context["known"] = {one.value: one.number if told else _seen(request, one) for one in targets}
    context |= {"shared": are_shared(request.actor, children), "locked": locked_before(targets)}
    context["put_away"] = put_away(request.POST, weeks)
    status = 422 if form.errors else 200
    answer = page(request, "attendance/week/plan.html", context, fragment="fields", status=status)
    return drawn_again(answer) if redrawn else answer


def _send_plan(request, form, targets):
    by_value = {one.value: one for one in targets}
    chosen = [by_value[value] for value in dict.fromkeys(form.cleaned_data["targets"])]
    known = {one.where: _seen(request, one) for one in chosen}
    said = {"rota": form.rota, "weeks": form.weeks, "known": known}
    days = {name: form.cleaned_data[name] for name in ("starts", "ends")}
    plans = send_plans(by=request.actor, targets=[one.where for one in chosen], **said, **days)
    return go(request, "stay-plan", plans[0].pk) if len(plans) == 1 else go(request, "stay-plans")


def _seen(request, target):
    number = request.POST.get(f"seen_{target.value}", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


@allow(permits.SEE_PLAN)
def stay_plan(request, plan):
    """One plan, for the family and for those who answer it."""
    shown = plan_shown(request.actor, plan)
    return page(request, "attendance/week/stay_plan.html", {"shown": shown, "plan": plan})


@allow(permits.WITHDRAW_PLAN, "POST")
@once
def withdraw_stay_plan(request, plan):
    try:
        withdraw_plan(by=request.actor, plan=plan)
    except Refused as refused:
        context = {"shown": plan_shown(request.actor, plan), "plan": plan, "problem": refused.reason}
        return page(request, "attendance/week/stay_plan.html", context, status=422)
    return go(request, "stay-plan", plan.pk)


@allow_all(permits.PLAN_STAY, "GET", "POST")
@once
def time_off(request, children):
    """All the days of a span in one act: off, or at other times; or with a `week` in the address, its times."""
    targets = targets_of(request.actor, in_order(children), Function.Use.EDIT)
    named = request.GET.getlist("child")
    chosen = [one for one in targets if str(one.child.pk) in named or len(targets) == 1]
    monday = week_asked(request.GET["week"]) if "week" in request.GET else None
    initial = {"targets": [one.value for one in chosen], "drawn": clock.now().isoformat()} | initial_of_week(monday)
    form = SpanForm(sent(request), targets=[(one.value, one.words) for one in targets], initial=initial)
    outcome = None
    if form.is_valid():
        with refusals_shown_on(form, ON_TARGETS):
            picked = [one for one in targets if one.value in form.cleaned_data["targets"]]
            asked = asked_of_span(picked, form)
            wrong, _saved = try_to_change(request.actor, asked)
            outcome = shown_of(picked, asked, wrong)
            if not wrong:
                return go(request, f"{reverse('child-week', args=[picked[0].child.pk])}?{saved_of(asked, picked)}")
            form.draw_anew()
            if len(wrong) == len(asked):
                form.add_error(None, half_saved(0, len(wrong)))
    context = {"form": form, "targets": targets, "outcome": outcome, "colours": colours_of(request.actor)}
    context |= {"ticked": set(form["targets"].value() or []), "shared": are_shared(request.actor, children)}
    context |= {"monday": monday, "by_day": list(dict.fromkeys(one.child for one in chosen)) if monday else []}
    context["name_of"] = week_name
    status = 422 if form.errors else 200
    answer = page(request, "attendance/week/time_off.html", context, fragment="fields", status=status)
    return half_done(answer, "stay-plans") if outcome and status == 200 else answer
