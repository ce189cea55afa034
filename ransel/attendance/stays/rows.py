"""What was said of children's stays, plans and single days alike, in one statement: a page has few to spend."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, Exists, IntegerField, OuterRef, UUIDField

from ransel.attendance.models import StayAdjustment, StayPlan
from ransel.core.prepared import DAY, IDS, prepared
from ransel.core.union import kind, nothing
from ransel.receipts.models import ReceiptStep, Step

PLAN, ADJUSTMENT = 1, 2


class Said(NamedTuple):
    """One time of a plan's rota, or of a day; of one without times, once."""

    what: int
    child: UUID
    unit: UUID
    number: int
    sent_by: UUID
    starts: date  # of a single day: that day
    start: time | None
    end: time | None
    plan: UUID
    ends: date
    weeks: int
    home: UUID | None
    answered_at: datetime
    week: int | None
    weekday: int | None
    kind: str
    notice: UUID
    late: bool
    by_staff: bool
    seen: bool


def told_of(children: Iterable[UUID], first_day: date, last_day: date) -> list[Said]:
    """In the order of their times. One statement."""
    said = map(Said._make, _rows(children=set(children), first_day=first_day, last_day=last_day))
    return sorted(said, key=lambda one: (one.week or 0, one.weekday or 0, one.start or time.min))


OF = ("child_id", "unit_id", "number", "sent_by_id")
TIMES = ("intervals__start", "intervals__end")


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _rows(children, first_day, last_day):
    plans = StayPlan.objects.approved().not_over(first_day).filter(child__among=children, starts__lte=last_day)
    days = StayAdjustment.objects.filter(child__among=children, day__range=(first_day, last_day))
    steps = ReceiptStep.objects.filter(
        step=Step.SEEN, receipt__unit=OuterRef("unit"), receipt__about=OuterRef("notice")
    )
    rota = ("pk", "ends", "weeks", "home_id", "answer__answered_at", "intervals__week", "intervals__weekday")
    no, nobody, none = nothing(BooleanField, False), nothing(UUIDField), nothing(IntegerField, 0)
    no_day = (nobody, "day", none, nobody, nothing(DateTimeField), none, none)
    no_kind = (nothing(CharField, ""), nobody, no, no, no)
    return plans.values_list(kind(PLAN), *OF, "starts", *TIMES, *rota, *no_kind).union(
        days.values_list(
            *(kind(ADJUSTMENT), *OF, "day", *TIMES, *no_day),
            *("kind", "notice", "late", "by_staff", Exists(steps)),
        ),
        all=True,
    )
