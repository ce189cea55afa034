"""How a child leaves a unit on a day: what is said, and how forms call it."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from ransel.departure.models import DepartureMode

Key = tuple[UUID, UUID, date]  # child, unit, day


@dataclass(frozen=True, slots=True)
class Change:
    """A late change: what was sent together with it, what counted before, and whether staff have seen it."""

    notice: UUID
    before: "Leaving"
    seen: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a child leaves; without a mode nobody has said.

    `fetcher` is what forms call who picks it up, `who` the name; with another child, the visit and that child's.
    `withdrawn`: somebody was to pick it up who may do so no more, and is not named. `number` is that of the last that
    was said of the day, 0 where only a `plan` says it.
    """

    mode: DepartureMode | None = None
    at: time | None = None
    until: time | None = None
    fetcher: str = ""
    who: str = ""
    withdrawn: bool = False
    number: int = 0
    plan: UUID | None = None
    sent_by: UUID | None = None
    changes: tuple[Change, ...] = ()

    @property
    def content(self) -> tuple:
        return self.mode, self.at, self.until, self.fetcher

    @property
    def mark(self) -> str:
        """By which a form says what its sender saw of the day."""
        return f"{self.number}.{self.plan.hex if self.plan else ''}"

    @property
    def before(self) -> "Leaving | None":
        """What counted before the first change that nobody has seen, if it is another: both are shown until then."""
        before = next((one.before for one in self.changes if not one.seen), None)
        return before if before and before.content != self.content else None


UNSAID = Leaving()


def guardian_value(pk: UUID) -> str:
    return f"guardian:{pk}"


def person_value(pk: UUID) -> str:
    return f"person:{pk}"


def columns_of(fetcher: str) -> dict:
    """What a row has of who picks up."""
    kind, _colon, who = fetcher.partition(":")
    return {
        "guardian_id": UUID(who) if kind == "guardian" else None,
        "pickup_person_id": UUID(who) if kind == "person" else None,
    }
