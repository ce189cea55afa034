"""What a child's taps come to, whichever came first to us: taken by their own times, one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ransel.attendance.models import TapReason, TapVerb


@dataclass(frozen=True, slots=True)
class Said:
    """One tap. `after` it comes first: a child that came and left in the same minute came before it left."""

    id: UUID
    at: datetime
    verb: str
    unit: UUID
    group: UUID
    after: bool = False


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
    """(the stretches in order, why others do not fit, by their ids). A child is in one unit at a time."""
    stretches: list[Stretch] = []
    unfit: dict[UUID, TapReason] = {}
    for one in sorted(taps, key=_order):
        here = stretches[-1] if stretches and not stretches[-1].left else None
        if one.verb == TapVerb.LEAVE:
            if here and here.came.unit == one.unit:
                here.left = one
            else:
                unfit[one.id] = TapReason.ELSEWHERE if here else TapReason.NOT_HERE
        elif here and here.came.unit == one.unit:
            here.more.append(one)
        else:
            if here:
                here.left = one  # from school to after-school
            stretches.append(Stretch(one))
    return stretches, unfit


def _order(one: Said):
    """At the same moment who leaves one unit may come to another."""
    return one.at, 2 if one.after else int(one.verb == TapVerb.COME), one.id
