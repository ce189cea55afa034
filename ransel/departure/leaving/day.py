"""How a child leaves a unit on a day, read anew each time: the last that was said. Decision 0020."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.departure.models import DepartureDay, DepartureMode, PickupPerson
from ransel.departure.who import blocked_names
from ransel.receipts.models import ReceiptStep, Step

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

    `fetcher` is what forms call who picks it up, `who` the name. `withdrawn`: somebody was to pick it up who may do so
    no more, and is not named.
    """

    mode: DepartureMode | None = None
    at: time | None = None
    until: time | None = None
    fetcher: str = ""
    who: str = ""
    withdrawn: bool = False
    number: int = 0
    sent_by: UUID | None = None
    changes: tuple[Change, ...] = ()

    @property
    def content(self) -> tuple:
        return self.mode, self.at, self.until, self.fetcher

    @property
    def before(self) -> "Leaving | None":
        """What counted before the first change that nobody has seen; both are shown until somebody has."""
        return next((one.before for one in self.changes if not one.seen), None)


UNSAID = Leaving()


def leaving_of(children, first_day: date, last_day: date, **which) -> dict[Key, Leaving]:
    """What was said of these days, by child, unit and day. One statement, and one more where somebody named fetches."""
    rows = _rows(children, first_day, last_day, **which)
    named = {row[0] for row in rows if row[NAMED]}
    kept_away = blocked_names(named) if named else {}
    found: dict[Key, Leaving] = {}
    for child, unit, day, *row in rows:
        found[child, unit, day] = _next(found.get((child, unit, day), UNSAID), row, kept_away.get(child, set()))
    return found


COLUMNS = (
    *("child_id", "unit_id", "day", "number", "mode", "at", "until", "notice", "late", "sent_by_id"),
    *("guardian_id", "guardian__given_name", "pickup_person_id", "pickup_person__name", "pickup_person__folded"),
)
NAMED = COLUMNS.index("pickup_person_id")


def _rows(children, first_day, last_day, **which):
    seen = ReceiptStep.objects.filter(step=Step.SEEN, receipt__unit=OuterRef("unit"), receipt__about=OuterRef("notice"))
    guardian = guardianships_in_force(clock.today()).filter(child=OuterRef("child"), guardian=OuterRef("guardian"))
    lasts = Q(ends=None) | Q(ends__gte=OuterRef("day"))
    person = PickupPerson.objects.filter(lasts, pk=OuterRef("pickup_person"), starts__lte=OuterRef("day"))
    rows = DepartureDay.objects.filter(child__in=children, day__range=(first_day, last_day), **which)
    asked = (Exists(seen), Exists(guardian), Exists(person))
    return list(rows.order_by("number").values_list(*COLUMNS, *asked))


def _next(before: Leaving, row, kept_away) -> Leaving:
    number, mode, at, until, notice, late, sent_by, guardian, given_name, named, name, folded, *may = row
    seen, is_guardian, is_named = may
    withdrawn = bool(guardian and not is_guardian) or bool(named and (not is_named or folded in kept_away))
    said = {"number": number, "sent_by": sent_by, "withdrawn": withdrawn, "changes": before.changes}
    if late:
        said["changes"] += (Change(notice, before, seen),)
    if not withdrawn and (guardian or named):
        said |= {"who": given_name or name, "fetcher": guardian_value(guardian) if guardian else person_value(named)}
    return Leaving(DepartureMode(mode), at, until, **said)


def guardian_value(pk: UUID) -> str:
    return f"guardian:{pk}"


def person_value(pk: UUID) -> str:
    return f"person:{pk}"
