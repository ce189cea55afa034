"""How and with whom a child leaves."""

from ransel.departure.models.pickup import PickupPerson, PickupPersonQuerySet

__all__ = ["PickupPerson", "PickupPersonQuerySet"]
