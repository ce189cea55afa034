from django.urls import reverse
from django.utils.translation import ngettext

from ransel.access.allow import allow
from ransel.access.family import colours_of
from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance import permits
from ransel.attendance.actions.campaigns import answer_campaign
from ransel.attendance.holiday.forms import HolidayForm, drawn_anew, rows_of
from ransel.attendance.stays.holiday import Phase, asked_of, deadline_of, phase_of
from ransel.attendance.week.plans import are_shared
from ransel.core.forms import sent
from ransel.core.http import go, half_done, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.people.children import in_order
from ransel.people.models import Person


@allow(permits.ANSWER_CAMPAIGN, "GET", "POST")
@once
def answer_holiday(request, campaign):
    """All the reader's children in it, day by day. Each day that is sent is answered by itself."""
    children = in_order(list(permits.PLAN_STAY.reach(request.actor)))
    groups, numbers = _groups(request, campaign, children)
    form = HolidayForm(sent(request), groups=groups)
    known = {child: _seen(request, child) for child in numbers} if request.method == "POST" else numbers
    said, wrong = "", {}
    if form.is_valid():
        wrong, saved, reason = _try(request.actor, campaign, form.answers, known)
        if not wrong and not reason:
            return go(request, f"{reverse('answer-holiday', args=[campaign.pk])}?saved=1")
        groups, numbers = _groups(request, campaign, children)
        form = drawn_anew(request.POST, form, HolidayForm(None, groups=groups))
        form.show_faults(wrong)
        if reason and not wrong:
            form.add_error(None, reason)
        if saved:
            said = ngettext("%(num)s day is saved", "%(num)s days are saved", saved) % {"num": saved}
            return half_done(_show(request, campaign, groups, numbers, form, said, 200), "answer-holiday", campaign.pk)
    numbers = numbers if wrong else known  # what another answered is seen when it has been told of
    return _show(request, campaign, groups, numbers, form, said, 422 if form.errors else 200)


def _try(actor, campaign, answers, known) -> tuple[dict, int, str]:
    """(why days were not saved, how many were, why none was)."""
    try:
        wrong = answer_campaign(by=actor, campaign=campaign, answers=answers, known=known) if answers else {}
    except Refused as refused:
        return refused.per_item, 0, refused.reason
    return wrong, len(answers) - len(wrong), ""


def _may_answer(campaign):
    return phase_of(campaign) in (Phase.PROVISIONAL, Phase.BINDING, Phase.LATE)


def _groups(request, campaign, children):
    """(the rows of each child, the number of each child's last answer)"""
    ids = [child.pk for child in children]
    asked = asked_of(campaign, ids)
    homes = homes_in_the_open(ids, campaign.first_day, campaign.last_day)
    names = dict(Person.objects.filter(pk__in=set(homes.values())).values_list("pk", "given_name"))
    shared = set(SEE_HOMES.reach(request.actor).filter(pk__in=ids).values_list("pk", flat=True))
    groups = rows_of(asked, ids, homes, names, request.actor.person.pk, shared)
    return groups, {child: asked.numbers(child) for child in asked.days}


def _seen(request, child):
    number = request.POST.get(f"seen_{child}", "")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _show(request, campaign, groups, numbers, form, said, status):
    children = list(permits.PLAN_STAY.reach(request.actor))
    context = {
        "campaign": campaign,
        "groups": groups,
        "numbers": numbers,
        "form": form,
        "half": said,
        "phase": phase_of(campaign).value,
        "deadline": deadline_of(campaign),
        "colours": colours_of(request.actor),
        "shared": are_shared(request.actor, [one for one in children if one.pk in numbers]),
        "saved": "saved" in request.GET and request.method == "GET",
        "may_answer": _may_answer(campaign),
    }
    return page(request, "attendance/holiday/answer.html", context, fragment="fields", status=status)
