"""What was said of how children leave, plans and single days alike, in one statement."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, Exists, IntegerField, OuterRef, UUIDField

from ransel.core.prepared import DAY, IDS, prepared
from ransel.core.union import kind, nothing
from ransel.departure.models import DepartureDay, DeparturePlan
from ransel.departure.who import said_by_a_guardian
from ransel.receipts.models import ReceiptStep, Step

PLAN, SINGLE_DAY = 1, 2
HOW = ("mode", "at", "until")
WHO = ("guardian_id", "guardian__given_name", "pickup_person_id")
NAMED = ("pickup_person__name", "pickup_person__folded", "pickup_person__starts", "pickup_person__ends")
WIDTH = len(HOW) + len(WHO) + len(NAMED) + 4  # with who may, and whose guest


class Said(NamedTuple):
    """One day of a plan's rota, or a single day; `way` is as `reading.Way` has it."""

    what: int
    child: UUID
    unit: UUID
    number: int
    sent_by: UUID
    starts: date  # of a single day: that day
    ends: date
    plan: UUID
    weeks: int
    week: int | None
    weekday: int | None
    notice: UUID
    late: bool
    seen: bool
    ended_at: datetime | None
    counts: bool
    way: tuple


def said_of(children: Iterable[UUID], first_day: date, last_day: date) -> list[Said]:
    """One statement."""
    rows = _rows(children=set(children), first_day=first_day, last_day=last_day)
    return [Said._make((*row[:-WIDTH], row[-WIDTH:])) for row in rows]


OF = ("child_id", "unit_id", "number", "sent_by_id")


def plans_that_count():
    """Those of guardians: who is none any more, or is kept from the child, has no say."""
    return DeparturePlan.objects.filter(said_by_a_guardian("sent_by"))


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _rows(children, first_day, last_day):
    plans = plans_that_count().filter(child__among=children, starts__lte=last_day, ends__gte=first_day)
    days = DepartureDay.objects.filter(child__among=children, day__range=(first_day, last_day))
    seen = ReceiptStep.objects.filter(step=Step.SEEN, receipt__unit=OuterRef("unit"), receipt__about=OuterRef("notice"))
    no, nobody, none = nothing(BooleanField, False), nothing(UUIDField), nothing(IntegerField, 0)
    no_day = (nobody, no, no, nothing(DateTimeField), no)
    ways = [f"weekdays__{name}" for name in (*HOW, *WHO, *NAMED)]
    return plans.values_list(
        *(kind(PLAN), *OF, "starts", "ends", "pk", "weeks", "weekdays__week", "weekdays__weekday"),
        *(*no_day, *ways, *_may("weekdays__"), nobody, nothing(CharField, "")),
    ).union(
        days.values_list(
            *(kind(SINGLE_DAY), *OF, "day", "day", nobody, none, none, none),
            *("notice", "late", Exists(seen), "visit__ended_at", said_by_a_guardian("sent_by")),
            *(*HOW, *WHO, *NAMED, *_may(), "visit_id", "visit__host__person__given_name"),
        ),
        all=True,
    )


def _may(where=""):
    """Whether who picks up is a guardian; or was named by one."""
    return said_by_a_guardian(f"{where}guardian"), said_by_a_guardian(f"{where}pickup_person__added_by")
