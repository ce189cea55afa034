"""What is: when children are to be here, who is away, and who came and went."""

from ransel.attendance.models.absence import Absence, AbsenceQuerySet, AbsenceReport, Reason
from ransel.attendance.models.campaign import HolidayCampaign, HolidayDay, HolidayReminder, Stage
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
    "CheckIn",
    "CheckInQuerySet",
    "CheckOut",
    "HolidayCampaign",
    "HolidayDay",
    "HolidayReminder",
    "MOST_WEEKS",
    "Reason",
    "Stage",
    "StayAdjustment",
    "StayAnswer",
    "StayInterval",
    "StayPlan",
    "StayReminder",
]
