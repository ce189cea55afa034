"""How and with whom a child leaves."""

from ransel.departure.models.departure import AT_A_TIME, DepartureDay, DepartureMode
from ransel.departure.models.handover import Handover
from ransel.departure.models.pickup import PickupPerson, PickupPersonQuerySet
from ransel.departure.models.pickup_pass import PickupPass, PickupPassQuerySet
from ransel.departure.models.plan import MOST_WEEKS, DeparturePlan, DepartureWeekday
from ransel.departure.models.visit import Visit

__all__ = [
    "AT_A_TIME",
    "MOST_WEEKS",
    "DepartureDay",
    "DepartureMode",
    "DeparturePlan",
    "DepartureWeekday",
    "Handover",
    "PickupPass",
    "PickupPassQuerySet",
    "PickupPerson",
    "PickupPersonQuerySet",
    "Visit",
]
