"""What is: when children are to be here, who is away, and who came and went."""

from ransel.attendance.models.absence import Absence, AbsenceQuerySet, AbsenceReport, Reason
from ransel.attendance.models.calendar import CalendarFeed, CalendarFeedQuerySet
from ransel.attendance.models.presence import CheckIn, CheckInQuerySet, CheckOut
from ransel.attendance.models.stay import (
    MOST_WEEKS,
    AdjustedInterval,
    StayAdjustment,
    StayAnswer,
    StayInterval,
    StayPlan,
    StayReminder,
)

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "AbsenceReport",
    "AdjustedInterval",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "CheckIn",
    "CheckInQuerySet",
    "CheckOut",
    "MOST_WEEKS",
    "Reason",
    "StayAdjustment",
    "StayAnswer",
    "StayInterval",
    "StayPlan",
    "StayReminder",
]
