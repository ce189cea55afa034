"""What is: who is away, who came and went, and who is missed."""

from ransel.attendance.models.absence import Absence, AbsenceQuerySet, AbsenceReport, MorningQuestion, Reason
from ransel.attendance.models.presence import CheckIn, CheckInQuerySet, CheckOut
from ransel.attendance.models.unaccounted import Asked, FamilyAnswer, Where

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "AbsenceReport",
    "Asked",
    "CheckIn",
    "CheckInQuerySet",
    "CheckOut",
    "FamilyAnswer",
    "MorningQuestion",
    "Reason",
    "Where",
]
