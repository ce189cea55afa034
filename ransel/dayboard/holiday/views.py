from django.urls import reverse

from ransel.access.allow import allow
from ransel.attendance import permits
from ransel.attendance.actions.campaigns import remind_of_campaign
from ransel.attendance.stays.who import families_plan
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.dayboard.holiday.page import overview_of


@allow(permits.SEE_CAMPAIGN)
def campaign(request, campaign):
    return _show(request, campaign)


@allow(permits.SEE_CAMPAIGN, "POST")
@once
def remind(request, campaign):
    try:
        remind_of_campaign(by=request.actor, campaign=campaign, groups=_groups(request.actor, campaign))
    except Refused as refused:
        return _show(request, campaign, refused.reason, 422, fragment="remind")
    return go(request, f"{reverse('campaign', args=[campaign.pk])}?reminded=1")


def _groups(actor, campaign):
    """One's own; those who lead see all of them."""
    return None if permits.END_CAMPAIGN.holds(actor, campaign.pk) else permits.SEE_WEEK.reach(actor).values("pk")


def _show(request, campaign, problem="", status=200, fragment=None):
    overview = overview_of(campaign, _groups(request.actor, campaign))
    context = {
        "overview": overview,
        "campaign": campaign,
        "problem": problem,
        "reminded": "reminded" in request.GET and request.method == "GET",
        "phase": overview.phase.value,
        "families_plan": families_plan(campaign.unit),
        "may_end": permits.END_CAMPAIGN.holds(request.actor, campaign.pk),
    }
    return page(request, "dayboard/holiday/campaign.html", context, fragment=fragment, status=status)
