"""The guardian's page about the address by which another calendar reads the days."""

from django.conf import settings
from django.urls import reverse

from ransel.attendance.actions.calendar_feeds import end_calendar_feed, make_calendar_feed
from ransel.attendance.models import CalendarFeed
from ransel.attendance.permits import READ_FEED, SEE_STAY
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, half_done, page
from ransel.core.once import once
from ransel.identity.actor import Strength
from ransel.identity.doors import LoggedIn, logged_in

MAKE = LoggedIn("subscribe to the calendar", Strength.STRONG)


@logged_in()
def subscription(request):
    """Whether there is one, and since when. The address itself is told once, by `make`."""
    feed = CalendarFeed.objects.in_use().filter(person=request.actor.person).first()
    may = READ_FEED.reach(request.actor).exists()
    protected = not may and SEE_STAY.reach(request.actor).exists()
    return page(request, "home/calendar/subscription.html", {"feed": feed, "may": may, "protected": protected})


@logged_in("GET", "POST", permit=MAKE)
@once
def make(request):
    """What is sent twice is made once, and then the address is not shown again: it is nowhere to be found."""
    form, secret = NothingToFillIn(sent(request)), None
    if form.is_valid():
        with refusals_shown_on(form):
            secret = make_calendar_feed(by=request.actor)
    feed = CalendarFeed.objects.in_use().filter(person=request.actor.person).first()
    context = {"form": form, "feed": feed, **_addresses(secret)}
    status = 422 if form.errors else 200
    answer = page(request, "home/calendar/subscribe.html", context, fragment="fields", status=status)
    return half_done(answer, "calendar-subscription") if secret else answer


def _addresses(secret):
    """For people to copy, and for a calendar on this device to open."""
    if secret is None:
        return {"address": "", "opens": ""}
    address = settings.PUBLIC_URL.rstrip("/") + reverse("calendar-feed", args=secret)
    return {"address": address, "opens": "webcal:" + address.partition(":")[2]}


@logged_in("POST")
@once
def end(request):
    end_calendar_feed(by=request.actor)
    return go(request, "calendar-subscription")
