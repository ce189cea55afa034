"""How many adults the children need. Source: barnehageloven § 26."""

from datetime import date
from math import ceil

UNDER_THREE, OVER_THREE = 3, 6  # children an adult
AUGUST = 8


def counts_as_over_three(born: date | None, day: date) -> bool:
    """From August of the year a child turns three. One whose birthday nobody knows counts as the smaller."""
    if born is None:
        return False
    return (day.year, day.month) >= (born.year + 3, AUGUST)


def adults_needed(under: int, over: int) -> int:
    """The norm is of the whole group, so parts of an adult are added before they are rounded up."""
    return ceil(under / UNDER_THREE + over / OVER_THREE)
