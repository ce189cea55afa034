from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ransel.access.allow import allow
from ransel.attendance import permits
from ransel.attendance.actions.stay_plans import answer_plan
from ransel.attendance.actions.stay_reminders import remind
from ransel.attendance.week.forms import WeekForm
from ransel.attendance.week.page import staff_week_of, week_asked, week_name
from ransel.attendance.week.plans import plan_before, plan_shown
from ransel.attendance.week.redrawn import drawn_anew, half_saved, try_to_change
from ransel.core import clock
from ransel.core.forms import needed_then, refusals_shown_on, sent
from ransel.core.http import go, half_done, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.dayboard.week.numbers import numbers_of
from ransel.dayboard.week.page import week_of_group
from ransel.dayboard.week.sheet import KIND, sheet_of
from ransel.people.models import Enrolment


@allow(permits.SEE_WEEK)
def group_week(request, group):
    week = week_of_group(group, week_asked(request.GET.get("week", "")))
    return _show(request, week)


@allow(permits.SEE_WEEK)
def group_numbers(request, group):
    return page(request, "dayboard/week/numbers.html", {"numbers": numbers_of(group)})


def _show(request, week, problem="", status=200, fragment=None):
    reminded = "reminded" in request.GET and request.method == "GET"
    context = {"week": week, "name_of": week_name, "problem": problem, "reminded": reminded}
    context["answered"] = request.GET.get("answered", "") if request.method == "GET" else ""
    return page(request, "dayboard/week/group.html", context, fragment=fragment, status=status)


@allow(permits.SEE_WEEK)
def group_week_sheet(request, group):
    """The week as a file; its name tells nobody who is in it."""
    week = week_of_group(group, week_asked(request.GET.get("week", "")))
    answer = HttpResponse(sheet_of(week), content_type=KIND)
    answer.headers["Content-Disposition"] = f'attachment; filename="ransel-{week_name(week.monday)}.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@allow(permits.SEE_WEEK, "POST")
@once
def remind_missing(request, group):
    """A reminder to the families of those without times in the week; to nobody else."""
    week = week_of_group(group, week_asked(request.GET.get("week", "")))
    onward = f"{reverse('group-week', args=[group.pk])}?week={week_name(week.monday)}"
    try:
        remind(by=request.actor, group=group, monday=week.monday)
    except Refused as refused:
        return _show(request, week, refused.reason, 422, fragment="remind")
    return go(request, f"{onward}&reminded=1")


class AnswerForm(forms.Form):
    approved = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")
    reason = forms.CharField(
        label=_("Why not? The family sees it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_then(self, "reason")


@allow(permits.ANSWER_PLAN, "GET", "POST")
@once
def answer_stay_plan(request, plan):
    form = AnswerForm(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            answer = answer_plan(by=request.actor, plan=plan, **form.cleaned_data)
            return _back_to_the_queue(request, plan, answer.outcome)
    context = {"plan": plan, "shown": plan_shown(request.actor, plan), "form": form}
    before = plan_before(plan)
    context["before"] = plan_shown(request.actor, before) if before else None
    return page(request, "dayboard/week/answer.html", context, fragment="fields", status=422 if form.errors else 200)


def _back_to_the_queue(request, plan, said):
    """To the week of the group, where the others that wait are; to the plan for who works in no group of the child.

    A child on loan has its plans where it belongs.
    """
    places = Enrolment.objects.not_over(clock.today()).filter(child=plan.child_id, unit=plan.unit_id)
    seen = places.filter(group__in=permits.SEE_WEEK.reach(request.actor))
    place = min(seen, key=lambda one: (one.stands_in_for_id is not None, one.starts), default=None)
    if place is None:
        return go(request, "stay-plan", plan.pk)
    return go(request, f"{reverse('group-week', args=[place.group_id])}?answered={said}")


@allow(permits.CHANGE_DAYS_AT_WORK, "GET", "POST")
@once
def staff_week(request, child):
    """A child's week, changed by staff; only in the units where they work with the child."""
    week = staff_week_of(request.actor, child, week_asked(request.GET.get("week", "")))
    onward = f"{reverse('staff-week', args=[child.pk])}?week={week_name(week.monday)}"
    form, half, saved = WeekForm(sent(request), week=week), "", 0
    if form.is_valid():
        wrong, saved = try_to_change(request.actor, form.asked)
        if not wrong:
            return go(request, f"{onward}&saved=1")
        week = staff_week_of(request.actor, child, week.monday)
        form, half = drawn_anew(request.POST, week, wrong), half_saved(saved, len(wrong))
    context = {"week": week, "form": form, "address": onward, "name_of": week_name, "half": half}
    context["saved"] = "saved" in request.GET and request.method == "GET"
    status = 200 if saved or not form.errors else 422
    answer = page(request, "dayboard/week/child.html", context, fragment="fields", status=status)
    return half_done(answer, onward) if saved else answer
