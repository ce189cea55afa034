"""How far each receipt has come: its last round, read for a page in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.receipts.models import ReceiptStep, Step, Subject, Told


@dataclass
class Standing:
    """Where one receipt stands. `step` is the highest one climbed since it was last told."""

    receipt: UUID
    child: UUID
    unit: UUID
    unit_name: str
    about: UUID
    first_day: date
    last_day: date
    subject: str = Subject.ABSENCE
    round: int = 0
    step: Step = Step.SENT
    told: Told = Told.REPORTED
    late: bool = False
    until: date | None = None  # the last day that still stands, of something changed
    sent_by: str = ""
    sent_by_id: UUID | None = None
    sent_by_protected: bool = False
    sent_at: datetime | None = None
    on_board_at: datetime | None = None
    seen_by: str = ""
    seen_at: datetime | None = None

    @property
    def seen(self):
        return self.step >= Step.SEEN

    @property
    def withdrawn(self):
        return self.told == Told.WITHDRAWN

    @property
    def ends(self):
        """The last day it stands for."""
        return self.until or self.last_day

    @property
    def shortened(self):
        return self.ends < self.last_day

    @property
    def called_off(self) -> tuple[date, date]:
        """The first and last of the days it stands for no more."""
        if self.shortened:
            return self.ends + clock.DAY, self.last_day
        sent = timezone.localdate(self.sent_at) if self.sent_at else self.first_day
        return min(max(self.first_day, sent), self.last_day), self.last_day

    @property
    def back(self):
        """It was shortened, and its last day is over: the child comes."""
        return self.shortened and self.ends < clock.today()


def latest(sent: list[Standing]) -> list[Standing]:
    """Of each unit the one that was sent last: what was sent before it is replaced by it."""
    last: dict[UUID, Standing] = {}
    for one in sorted(sent, key=lambda one: (one.sent_at, one.round)):
        last[one.unit] = one
    return list(last.values())


COLUMNS = (
    *("receipt_id", "receipt__child_id", "receipt__unit_id", "receipt__unit__name", "receipt__about"),
    *("receipt__first_day", "receipt__last_day", "receipt__subject"),
    *("round", "step", "told", "late", "until", "at", "by_id", "by__given_name", "by__family_name", "by__protection"),
)


def standings(**which) -> list[Standing]:
    """Every receipt that fits, with its last round. `which` filters the receipts: receipt__child__in=…, and so on."""
    return _standings(_steps(**which))


def standings_of(children: Iterable[UUID], first_day: date, last_day: date) -> list[Standing]:
    """The same of these children, where it is about one of the days, both included."""
    return _standings(_steps_of(children=children, first_day=first_day, last_day=last_day))


@prepared(children=IDS, first_day=DAY, last_day=DAY)
def _steps_of(children, first_day, last_day):
    days = {"receipt__last_day__gte": first_day, "receipt__first_day__lte": last_day}
    return _steps(receipt__child__among=children, **days)


def _steps(**which):
    steps = ReceiptStep.objects.filter(**which).order_by("receipt__first_day", "receipt_id", "round", "step")
    return steps.values_list(*COLUMNS)


def _standings(rows) -> list[Standing]:
    found: dict[UUID, Standing] = {}
    for row in rows:
        *of, number, step, told, late, until, at, by, given, family, protection = row
        one = found.setdefault(of[0], Standing(*of))
        name = f"{given} {family}".strip()
        if step == Step.SENT:
            one.round, one.told, one.sent_by, one.sent_by_id, one.sent_at = number, Told(told), name, by, at
            one.sent_by_protected, one.late, one.until = protection > 0, late, until
            one.on_board_at, one.seen_by, one.seen_at = None, "", None
        elif step == Step.ON_BOARD:
            one.on_board_at = at
        elif step == Step.SEEN:
            one.seen_by, one.seen_at = name, at
        one.step = Step(step)
    return list(found.values())
