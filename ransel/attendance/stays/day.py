"""A child's day in a unit as it is to be: what plans, changes and opening hours come to."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from ransel.units.opening import Opening

MOST_NUMBER = 2**31 - 1
Hours = tuple[tuple[time, time], ...]  # in order, none overlapping another; wall time in Oslo


class StayKind(StrEnum):
    """A closed day is no day for anyone. Missing: it is open, and nobody has said anything."""

    CLOSED = "closed"
    MISSING = "missing"
    OFF = "off"
    PRESENT = "present"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Change:
    """A late change: what was sent together with it, what the day was before, and whether staff have seen it."""

    notice: UUID
    before: "Stay"
    seen: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """`number` is that of the last adjustment, 0 without one. `home` is whose day it is, where that is agreed on.

    `plan` names the plan whose times these are; none where the day was adjusted.
    """

    kind: StayKind
    hours: Hours = ()
    why: str = ""
    plan: UUID | None = None
    number: int = 0
    sent_by: UUID | None = None
    by_staff: bool = False
    home: UUID | None = None
    changes: tuple[Change, ...] = ()

    @property
    def of_staff(self) -> bool:
        """Whether what it says is staff's own, and not a plan that they put back."""
        return self.by_staff and self.plan is None

    @property
    def before(self) -> "Stay | None":
        """What the day was before the first change that nobody has seen; both are shown until somebody has."""
        return next((one.before for one in self.changes if not one.seen), None)

    @property
    def mark(self) -> str:
        """By which a form says what its sender saw of the day; `marked` reads it."""
        return f"{self.number}.{self.plan.hex if self.plan else ''}"

    @property
    def comes(self) -> bool:
        return self.kind in (StayKind.TIMES, StayKind.PRESENT)

    @property
    def is_open(self) -> bool:
        return self.kind is not StayKind.CLOSED

    def says_the_same(self, other: "Stay") -> bool:
        return (self.kind, self.hours) == (other.kind, other.hours)


def marked(mark: str) -> tuple[int, UUID | None]:
    """(the number of the last change, the plan whose times it had); of anything else, as of a day with neither."""
    number, _dot, plan = mark.partition(".")
    try:
        return min(int(number), MOST_NUMBER), UUID(hex=plan) if plan else None
    except ValueError:
        return 0, None


def within(hours: Hours, opening: Opening) -> Hours:
    """What is left of them while the unit is open. Nothing left does not say that the child stays at home."""
    opens, closes = opening.opens or time.min, opening.closes or time.max
    if not hours or (opens <= hours[0][0] and hours[-1][1] <= closes):
        return hours
    cut = ((max(start, opens), min(end, closes)) for start, end in hours)
    return tuple((start, end) for start, end in cut if start < end)


def on_rota(starts: date, weeks: int, day: date) -> tuple[int, int]:
    """Which week of the rota a day is in, from 1, and its weekday: 1 is Monday (ISO 8601)."""
    monday = starts.toordinal() - starts.isoweekday() + 1
    return (day.toordinal() - monday) // 7 % weeks + 1, day.isoweekday()
