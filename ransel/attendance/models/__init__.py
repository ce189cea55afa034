"""What is: who is away, and who came and went."""

from ransel.attendance.models.absence import Absence, AbsenceQuerySet, AbsenceReport, Reason
from ransel.attendance.models.presence import CheckIn, CheckInQuerySet, CheckOut

__all__ = ["Absence", "AbsenceQuerySet", "AbsenceReport", "CheckIn", "CheckInQuerySet", "CheckOut", "Reason"]
