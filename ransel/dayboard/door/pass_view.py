"""What the picture of a pass leads staff to: whether it may be used, and the tap that uses it."""

from ransel.access.allow import allow
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.dayboard.door.page import at_the_door
from ransel.departure import permits
from ransel.departure.actions.door import let_go_with
from ransel.departure.door.judging import Going, why_not
from ransel.departure.models import DepartureMode
from ransel.departure.passes.code import digits_of


@allow(permits.USE_PASS, "GET", "POST")
@once
def use_pass(request, one):
    """Who reads the picture has been shown the pass: the digits need not be written."""
    door = at_the_door(request.actor, one.child, unit=one.unit_id)
    shown = {"pickup_pass": one.pk, "code": digits_of(one)}
    going = Going(DepartureMode.PICKED_UP, known=request.POST.get("known", door.agreed.mark), **shown)
    form = NothingToFillIn(sent(request))
    if form.is_valid():
        with refusals_shown_on(form, {"going": "__all__"}):
            let_go_with(by=request.actor, child=one.child, unit=door.group.unit, going=going)
            return go(request, "board", door.group.pk)
    fault = (
        ""
        if form.errors
        else next(iter(why_not(one.child.given_name, door.agreed, going, door.may, clock.now()).values()), "")
    )
    context = {"one": one, "door": door, "form": form, "fault": fault}
    return page(request, "dayboard/door/pass.html", context, fragment="fields", status=422 if form.errors else 200)
