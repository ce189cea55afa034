"""Nobody said that a child left. The day it was here is ended when the unit closed, and shown as what it is."""

from datetime import datetime, time
from itertools import groupby

from ransel.attendance.models import CheckIn, CheckOut
from ransel.core import clock, dates
from ransel.core.actions import raise_topics
from ransel.core.writing import writing
from ransel.units.opening import openings_of

LAST = time(23, 59)  # where the unit has not said when it closes


@writing()
def end_forgotten() -> int:
    """Of the days that are over, how many were ended. While a day lasts a child who was not checked out is here."""
    left = CheckOut.objects.filter(undone_at=None).values("check_in")
    open_ = CheckIn.objects.standing().filter(day__lt=clock.today()).exclude(pk__in=left)
    waiting = list(open_.select_related("unit").select_for_update(of=("self",), no_key=True).order_by("day", "pk"))
    ended = [CheckOut(check_in=one, at=at, noted_at=clock.now(), forgotten=True) for one, at in _ends(waiting)]
    CheckOut.objects.bulk_create(ended)
    if waiting:
        raise_topics(f"group:{one.group_id}" for one in waiting)
    return len(ended)


def _ends(waiting):
    """Each with the moment its unit closed; or when it came, if that was later."""
    for day, some in groupby(waiting, lambda one: one.day):
        there = list(some)
        openings = openings_of({one.unit for one in there}, day, day)
        for one in there:
            closes = datetime.combine(day, openings[one.unit_id, day].closes or LAST, dates.OSLO)
            yield one, max(closes, one.at)
