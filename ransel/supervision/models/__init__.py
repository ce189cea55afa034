"""What staff do to know where the children are: trips, with their counts, and roll calls."""

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
    "RollCall",
    "RollCallChild",
    "RollCallChildQuerySet",
    "SafeMark",
    "Trip",
    "TripChild",
    "TripChildQuerySet",
    "TripCount",
    "TripQuerySet",
    "TripReturn",
    "TripTick",
]
