"""The end of the day on the screen: who is still here, and the button once nobody is."""

from django.db.models import Q

from ransel.access.allow import allow
from ransel.attendance.actions.day_end import end_day, take_back_end
from ransel.attendance.models import DayEnd
from ransel.attendance.permits import END_DAY
from ransel.attendance.presence import here_in
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.dayboard.board import board_of
from ransel.supervision.models import RollCall, Trip


@allow(END_DAY, "GET", "POST")
@once
def closing(request, group):
    """Names of one's own group alone; of the unit's others how many are still here."""
    form = NothingToFillIn(sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            act = take_back_end if request.POST.get("verb") == "reopen" else end_day
            act(by=request.actor, group=group)
            return go(request, "closing", group.pk)
    board = board_of(group)
    mine = [tile for tile in board.tiles if tile.is_here]
    here = here_in(group.unit)
    others = [(one.name, here[one.pk]) for one in group.unit.groups.exclude(pk=group.pk) if one.pk in here]
    ended = DayEnd.objects.filter(unit=group.unit, day=clock.today(), reopened_at=None).select_related("by").first()
    context = {"board": board, "here": mine, "others": others, "ended": ended, "form": form}
    context |= _goes_on(group)
    return page(request, "dayboard/door/closing.html", context, fragment="fields", status=422 if form.errors else 200)


def _goes_on(group):
    """Trips of the group, and roll calls of it and of the whole unit, that nobody has ended. Two statements."""
    of = {"unit": group.unit, "day": clock.today(), "ended_at": None}
    called = RollCall.objects.filter(Q(group=group) | Q(group=None), **of)
    return {"trips": Trip.objects.filter(group=group, **of).order_by("at"), "roll_calls": called.order_by("at")}
