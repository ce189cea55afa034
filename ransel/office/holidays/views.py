"""A unit's questions about holidays: asked by its leader, ended by its leader."""

from ransel.access.allow import allow
from ransel.attendance import permits
from ransel.attendance.actions.campaigns import begin_campaign, end_campaign
from ransel.attendance.stays.holiday import asked_of, deadline_of, phase_of
from ransel.attendance.stays.who import families_plan
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.office.holidays.forms import CampaignForm


@allow(permits.MAKE_CAMPAIGN)
def holidays(request, unit):
    campaigns = unit.holiday_campaigns.order_by("-first_day", "-made_at")
    shown = [(one, phase_of(one).value, deadline_of(one)) for one in campaigns]
    context = {"unit": unit, "campaigns": shown, "families_plan": families_plan(unit)}
    return page(request, "office/holidays/holidays.html", context)


@allow(permits.MAKE_CAMPAIGN, "GET", "POST")
@once
def begin(request, unit):
    groups = unit.groups.filter(closed_on=None).order_by("name")
    initial = {"opens_on": clock.today(), "groups": [group.pk for group in groups]}
    form = CampaignForm(sent(request), groups=groups, initial=initial)
    if form.is_valid():
        with refusals_shown_on(form):
            made = begin_campaign(by=request.actor, unit=unit, **form.told)
            return go(request, "campaign", made.pk)
    context = {"form": form, "unit": unit}
    return page(request, "office/holidays/begin.html", context, fragment="form", status=422 if form.errors else 200)


@allow(permits.END_CAMPAIGN, "GET", "POST")
@once
def end(request, campaign):
    if request.method == "GET" and campaign.ended_at:
        return go(request, "campaign", campaign.pk)
    if request.method == "GET":
        asked = asked_of(campaign)
        missing = sum(bool(asked.missing(child)) for child in asked.days)
        return page(request, "office/holidays/end.html", {"campaign": campaign, "missing": missing})
    end_campaign(by=request.actor, campaign=campaign)
    return go(request, "campaign", campaign.pk)
