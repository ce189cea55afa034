"""A trip and a roll call with all that belongs to them, made today."""

from ransel.attendance.models import CheckIn
from ransel.core import clock
from ransel.supervision.models import (
    RollCall,
    RollCallChild,
    SafeMark,
    Trip,
    TripChild,
    TripCount,
    TripReturn,
    TripTick,
)


def a_trip(village):
    now, of = {"by": village.siri, "at": clock.now()}, {"unit": village.fjellheim, "group": village.bikuben}
    trip = Trip.objects.create(**of, day=clock.today(), to="Skogen", adults=2, **now)
    here = CheckIn.objects.create(child=village.ella, **of, day=clock.today(), noted_at=clock.now(), **now)
    who = {"child": village.ella, "group": village.bikuben, "check_in": here}
    along = TripChild.objects.create(trip=trip, **who, **now)
    TripReturn.objects.create(trip_child=along, how="back", **now)
    count = TripCount.objects.create(trip=trip, expected=1, counted=1, **now)
    TripTick.objects.create(count=count, trip_child=along)
    return trip


def a_roll_call(village):
    now = {"by": village.siri, "at": clock.now()}
    made = RollCall.objects.create(unit=village.fjellheim, drill=True, day=clock.today(), **now)
    listed = RollCallChild.objects.create(roll_call=made, child=village.ella, group=village.bikuben, where="here")
    SafeMark.objects.create(listed=listed, **now)
    return made


SUPERVISION = {
    ("supervision.Trip", "day"): (365, a_trip),
    ("supervision.RollCall", "day"): (365, a_roll_call),
}
