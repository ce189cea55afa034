"""How and with whom a child leaves."""

from ransel.departure.models.departure import AT_A_TIME, DepartureDay, DepartureMode
from ransel.departure.models.pickup import PickupPerson, PickupPersonQuerySet

__all__ = ["AT_A_TIME", "DepartureDay", "DepartureMode", "PickupPerson", "PickupPersonQuerySet"]
