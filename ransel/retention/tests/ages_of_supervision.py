"""What staff and families say of a day, with all that belongs to it, made today."""

from datetime import time

from ransel.attendance.models import CheckIn
from ransel.core import clock
from ransel.supervision.models import (
    AdultNumber,
    DayNote,
    Meal,
    RollCall,
    RollCallChild,
    SafeMark,
    Sleep,
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


def a_day_note(village):
    said = {"day": clock.today(), "slept": "badly", "sent_by": village.marte, "sent_at": clock.now()}
    return DayNote.objects.create(child=village.ella, **said)


def a_sleep(village):
    noted = {
        "child": village.ella,
        "unit": village.fjellheim,
        "day": clock.today(),
        "by": village.siri,
        "at": clock.now(),
    }
    return Sleep.objects.create(**noted, slept_at=clock.now())


def a_meal(village):
    noted = {
        "child": village.ella,
        "unit": village.fjellheim,
        "day": clock.today(),
        "by": village.siri,
        "at": clock.now(),
    }
    return Meal.objects.create(**noted, meal="lunch", ate="well")


def a_number_of_adults(village):
    said = {"group": village.bikuben, "day": clock.today(), "half": time(9), "number": 2}
    return AdultNumber.objects.create(**said, by=village.siri, at=clock.now())


SUPERVISION = {
    ("supervision.DayNote", "day"): (90, a_day_note),
    ("supervision.Sleep", "day"): (90, a_sleep),
    ("supervision.Meal", "day"): (90, a_meal),
    ("supervision.AdultNumber", "day"): (365, a_number_of_adults),
    ("supervision.Trip", "day"): (365, a_trip),
    ("supervision.RollCall", "day"): (365, a_roll_call),
}
