"""Everything that climbs a receipt. What was told, on which board it stood, and who saw it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce, raise_topics
from ransel.core.writing import lock, writing
from ransel.people.models import Child
from ransel.receipts import permits
from ransel.receipts.models import Receipt, ReceiptStep, Step, Subject, Told
from ransel.units.models import Unit

OF = {
    Subject.ABSENCE: permits.ACKNOWLEDGE,
    Subject.STAY: permits.ACKNOWLEDGE_STAY,
    Subject.DEPARTURE: permits.ACKNOWLEDGE_DEPARTURE,
    Subject.DAY_NOTE: permits.ACKNOWLEDGE_DAY_NOTE,
}


@dataclass(frozen=True)
class Sending:
    """One thing told about one child's days, to the units that are to know. `late` are those told after their hour.

    `standing` are the days that are left of something changed. A unit that is told for the first time is told just
    that; one with none of them left is told that it is withdrawn. Of what is taken back (`back`), nobody hears first.
    """

    child: Child
    units: list[Unit]
    about: UUID
    first_day: date
    last_day: date
    told: Told
    subject: Subject = Subject.ABSENCE
    standing: tuple[date, ...] | None = None
    back: bool = False
    late: frozenset[UUID] = frozenset()


@writing()
def send_all(*, by, sendings: list[Sending]):
    """One receipt a child and unit; told anew, the same receipt begins at the bottom again. Six statements at most."""
    known = {(one.about, one.unit_id): one for one in Receipt.objects.filter(about__in=[s.about for s in sendings])}
    new, grown, told = [], [], []
    for sending in sendings:
        for unit in sending.units:
            receipt = known.get((sending.about, unit.pk))
            if receipt is None and sending.back:
                continue
            if receipt is None:
                days = {"first_day": sending.first_day, "last_day": sending.last_day}
                of = {"child": sending.child, "unit": unit, "about": sending.about, "subject": sending.subject}
                receipt = Receipt(**of, **days)
                new.append(receipt)
            elif _grow(receipt, sending):
                grown.append(receipt)
            told.append((receipt, sending))
    Receipt.objects.bulk_create(new)
    if grown:
        Receipt.objects.bulk_update(grown, ["first_day", "last_day"])
    _tell(by, told, new)
    return [receipt for receipt, _sending in told]


def _grow(receipt, sending):
    before = receipt.first_day, receipt.last_day
    receipt.first_day = min(receipt.first_day, sending.first_day)
    receipt.last_day = max(receipt.last_day, sending.last_day)
    return before != (receipt.first_day, receipt.last_day)


def _tell(by, told, new):
    """Each gets its own next round. Those just made have had none."""
    older = [receipt.pk for receipt, _sending in told if receipt not in new]
    steps = ReceiptStep.objects.filter(receipt__in=older).values("receipt").annotate(last=Max("round"))
    rounds = dict(steps.values_list("receipt", "last")) if older else {}
    said = {"step": Step.SENT, "by": by.person, "at": clock.now()}
    ReceiptStep.objects.bulk_create(
        ReceiptStep(
            receipt=receipt,
            round=rounds.get(receipt.pk, 0) + 1,
            late=receipt.unit_id in sending.late,
            **said,
            **_what(receipt, sending, receipt in new),
        )
        for receipt, sending in told
    )


def _what(receipt, sending, is_new) -> dict:
    """What a unit is told: of its own days, which need not be all of them."""
    if sending.told != Told.CHANGED or sending.standing is None:
        return {"told": sending.told}
    if is_new:
        return {"told": Told.REPORTED}
    left = [day for day in sending.standing if receipt.first_day <= day <= receipt.last_day]
    return {"told": Told.CHANGED, "until": max(left)} if left else {"told": Told.WITHDRAWN}


@writing()
def mark_on_board(*, by, waiting: list[tuple[UUID, int, UUID]]):
    """The fragment with these was served to a signed-in board: (receipt, round, child). No tap, and so no permit."""
    climbed = [
        ReceiptStep(receipt_id=receipt, step=Step.ON_BOARD, round=number, by=by.person, at=clock.now())
        for receipt, number, _child in waiting
    ]
    ReceiptStep.objects.bulk_create(climbed, ignore_conflicts=True)
    raise_topics([f"child:{child}" for _receipt, _number, child in waiting])


@writing()
def acknowledge(*, by, receipt: Receipt, group_topics=()):
    """A named employee has seen it. Tapped twice, or by two, the first one stands."""
    receipt = lock(receipt)
    OF[Subject(receipt.subject)].ask(by, receipt.pk)
    number = receipt.steps.aggregate(last=Max("round"))["last"]
    step = ReceiptStep(receipt=receipt, step=Step.SEEN, round=number, by=by.person, at=clock.now())
    if receipt.steps.filter(step=Step.SEEN, round=number).exists():
        return receipt
    step.save(force_insert=True)
    audit.record("receipt.seen", by=by, about=receipt)
    announce("receipt.seen", by=by, about=receipt, topics=[f"child:{receipt.child_id}", *group_topics])
    return receipt
