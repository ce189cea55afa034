"""What is told and noted of a day while the children are there."""

from ransel.supervision.models.adults import AdultNumber
from ransel.supervision.models.care import Ate, Meal, MealTime, Sleep
from ransel.supervision.models.day_note import LONGEST, Breakfast, DayNote, Mood, Slept, Things

__all__ = [
    "LONGEST",
    "AdultNumber",
    "Ate",
    "Breakfast",
    "DayNote",
    "Meal",
    "MealTime",
    "Mood",
    "Sleep",
    "Slept",
    "Things",
]
