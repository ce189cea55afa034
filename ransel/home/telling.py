"""How one is told: by which way, of what, of which child, and when one is not disturbed."""

from django.urls import reverse

from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.home.permits import CHOOSE_TELLING
from ransel.home.telling_forms import TellingForm, WishesForm
from ransel.identity.doors import logged_in
from ransel.notifications import mail
from ransel.notifications.actions import wishing
from ransel.notifications.actions.keys import push_key
from ransel.notifications.models import Channel
from ransel.notifications.standing import devices_of, reached
from ransel.notifications.wishes import wishes_of


@logged_in("GET", "POST")
@once
def settings(request):
    person = request.actor.person
    form = TellingForm(sent(request), wishes=wishes_of([person.pk])[person.pk], channels=_channels())
    if form.is_valid():
        with refusals_shown_on(form):
            wishing.choose_hours(by=request.actor, **form.hours)
            wishing.wish(by=request.actor, said=form.wishes)
            return go(request, f"{reverse('notice-settings')}?saved")
    context = {
        "form": form,
        "saved": "saved" in request.GET,
        "devices": devices_of(person),
        "reached": reached(person),
        "children": CHOOSE_TELLING.reach(request.actor).order_by("person__birth_date", "pk"),
        "key": push_key().public,
        "now": clock.now(),
    }
    return page(request, "home/telling/settings.html", context, status=422 if form.errors else 200)


@allow(CHOOSE_TELLING, "GET", "POST")
@once
def of_child(request, child):
    person = request.actor.person
    form = WishesForm(sent(request), wishes=wishes_of([person.pk])[person.pk], channels=_channels(), child=child.pk)
    if form.is_valid():
        wishing.wish(by=request.actor, said=form.wishes, child=child)
        return go(request, f"{reverse('notice-settings')}?saved")
    context = {"form": form, "child": child, "reached": reached(person)}
    return page(request, "home/telling/of_child.html", context, status=422 if form.errors else 200)


def _channels():
    return [Channel.PUSH, Channel.EMAIL, *([Channel.PHONE] if mail.sends_texts() else [])]
