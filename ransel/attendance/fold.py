"""What a child's taps come to, whichever came first to us: taken by their own times, one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ransel.attendance.models import TapReason, TapVerb


@dataclass(frozen=True, slots=True)
class Said:
    """One tap. `after` it comes first: a child that came and left in the same minute came before it left.

    `fixed`: a person has put its time right; it is the beginning or the end of the presence of that id.
    """

    id: UUID
    at: datetime
    verb: str
    unit: UUID
    group: UUID
    after: bool = False
    fixed: UUID | None = None


@dataclass(slots=True)
class Stretch:
    """From the tap by which a child came to the one by which it left; `more` came while it was here."""

    came: Said
    more: list[Said] = field(default_factory=list)
    left: Said | None = None

    @property
    def coming(self) -> list[Said]:
        return [self.came, *self.more]


def fold(taps: Iterable[Said]) -> tuple[list[Stretch], dict[UUID, TapReason]]:
    """(the stretches in order, why others do not fit, by their ids). A child is in one unit at a time.

    A beginning and an end that a person has put right stay where they are: what would move them does not fit.
    """
    taps = sorted(taps, key=_order)
    ended = {one.fixed for one in taps if one.verb == TapVerb.LEAVE and one.fixed}
    stretches: list[Stretch] = []
    unfit: dict[UUID, TapReason] = {}
    for one in taps:
        here = stretches[-1] if stretches and not stretches[-1].left else None
        same = here is not None and here.came.unit == one.unit
        held = here is not None and here.came.fixed in ended and not one.fixed
        if one.verb == TapVerb.LEAVE and not same:
            unfit[one.id] = TapReason.ELSEWHERE if here else TapReason.NOT_HERE
        elif here and same and one.verb == TapVerb.COME and not one.fixed:
            here.more.append(one)
        elif held:
            unfit[one.id] = TapReason.CORRECTED
        elif here and one.verb == TapVerb.LEAVE:
            here.left = one
        elif here and same and not here.came.fixed:
            unfit |= dict.fromkeys((early.id for early in here.coming), TapReason.CORRECTED)
            stretches[-1] = Stretch(one)
        else:
            if here:
                here.left = one  # from school to after-school
            stretches.append(Stretch(one))
    return stretches, unfit


def _order(one: Said):
    """At the same moment who leaves one unit may come to another, and what somebody put right comes first."""
    return one.at, 2 if one.after else int(one.verb == TapVerb.COME), one.fixed is None, one.id
