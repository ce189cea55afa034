"""What is: when children are to be here, who is away, who came and went, and who is missed."""

from ransel.attendance.models.absence import Absence, AbsenceQuerySet, AbsenceReport, MorningQuestion, Reason
from ransel.attendance.models.calendar import CalendarFeed, CalendarFeedQuerySet
from ransel.attendance.models.campaign import HolidayCampaign, HolidayDay, HolidayReminder, Stage
from ransel.attendance.models.presence import CheckIn, CheckInQuerySet, CheckOut, DayEnd, HeadCount, PresenceCorrection
from ransel.attendance.models.queued import QueuedTap, TapOutcome, TapReason, TapVerb
from ransel.attendance.models.stay import (
    MOST_WEEKS,
    AdjustedInterval,
    StayAdjustment,
    StayAnswer,
    StayInterval,
    StayPlan,
    StayReminder,
)
from ransel.attendance.models.unaccounted import Asked, FamilyAnswer, Where

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "AbsenceReport",
    "AdjustedInterval",
    "Asked",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "CheckIn",
    "CheckInQuerySet",
    "CheckOut",
    "DayEnd",
    "FamilyAnswer",
    "HeadCount",
    "HolidayCampaign",
    "HolidayDay",
    "HolidayReminder",
    "MOST_WEEKS",
    "MorningQuestion",
    "PresenceCorrection",
    "QueuedTap",
    "Reason",
    "Stage",
    "StayAdjustment",
    "StayAnswer",
    "StayInterval",
    "StayPlan",
    "StayReminder",
    "TapOutcome",
    "TapReason",
    "TapVerb",
    "Where",
]
