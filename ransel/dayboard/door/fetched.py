"""With whom a child left, where one tap did not say it."""

from django.urls import reverse

from ransel.access.allow import allow
from ransel.attendance.models import CheckIn
from ransel.core.forms import refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.dayboard.door.forms import FetchedForm
from ransel.dayboard.door.page import at_the_door
from ransel.dayboard.permits import SAY_WHO_FETCHED
from ransel.departure.actions.fetched import say_who_fetched


@allow(SAY_WHO_FETCHED, "GET", "POST")
@once
def fetched(request, here: CheckIn):
    door = at_the_door(request.actor, here.child, asked=str(here.group_id), unit=here.unit_id)
    back = f"{reverse('door', args=[here.child_id])}{door.query}"
    form = FetchedForm(sent(request), door=door)
    if form.is_valid():
        with refusals_shown_on(form):
            say_who_fetched(by=request.actor, check_in=here, going=form.going_said)
            return go(request, back)
    out = here.check_outs.filter(undone_at=None).first()
    context = {"here": here, "out": out, "door": door, "form": form, "back": back}
    return page(request, "dayboard/door/fetched.html", context, fragment="fields", status=422 if form.errors else 200)
