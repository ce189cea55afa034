"""What is told, noted and counted of a day while the children are there."""

from ransel.supervision.models.adults import AdultNumber
from ransel.supervision.models.care import Ate, Meal, MealTime, Sleep
from ransel.supervision.models.day_note import LONGEST, Breakfast, DayNote, Mood, Slept, Things
from ransel.supervision.models.roll_call import RollCall, RollCallChild, RollCallChildQuerySet, SafeMark
from ransel.supervision.models.trip import (
    Trip,
    TripChild,
    TripChildQuerySet,
    TripCount,
    TripQuerySet,
    TripReturn,
    TripTick,
)

__all__ = [
    "LONGEST",
    "AdultNumber",
    "Ate",
    "Breakfast",
    "DayNote",
    "Meal",
    "MealTime",
    "Mood",
    "RollCall",
    "RollCallChild",
    "RollCallChildQuerySet",
    "SafeMark",
    "Sleep",
    "Slept",
    "Things",
    "Trip",
    "TripChild",
    "TripChildQuerySet",
    "TripCount",
    "TripQuerySet",
    "TripReturn",
    "TripTick",
]
