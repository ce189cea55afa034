"""Single days that are otherwise than the plan: changed by guardians and by staff, each day by itself."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.models import AdjustedInterval, StayAdjustment
from ransel.attendance.stays.who import groups_of
from ransel.attendance.stays.wishes import Key, Wish, look_up
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Subject, Told
from ransel.units.models import Unit


@writing()
def change_days(*, by: Actor, asked: dict[Key, Wish], in_campaign=False) -> dict[Key, str]:
    """{(child, unit, day): why it was not saved}; every other day that was asked for is saved.

    A day that is so already is saved. `in_campaign`: it answers one, which has asked for its own deadlines. Raises
    Refused, by the same keys, when no day can be; and then nothing is written. Raises Http404 for a child that is not
    the sender's.
    """
    pks = {child for child, _unit, _day in asked}
    lock_all(Child, pks)
    children = {child.pk: child for child in permits.ADJUST_STAY.ask_all(by, pks)}
    found = look_up(by, children, asked, in_campaign=in_campaign)
    wrong = {key: fault for key, said in asked.items() if (fault := found.fault(key, said))}
    if len(wrong) == len(asked):
        raise Refused(_("Nothing was saved."), wrong)
    new = {key: said for key, said in asked.items() if key not in wrong and found.is_new(key, said)}
    if new:
        _write(by, children, found, new)
    return wrong


def _write(by, children, found, new):
    said = {"sent_by": by.person, "sent_at": clock.now()}
    adjustments = [
        StayAdjustment(
            child_id=child,
            unit_id=unit,
            day=day,
            number=found.seen.stays[child, unit, day].number + 1,
            kind=one.kind,
            notice=found.notice_of(child, unit),
            late=found.is_late((child, unit, day), one),
            by_staff=found.by_staff(child),
            **said,
        )
        for (child, unit, day), one in new.items()
    ]
    StayAdjustment.objects.bulk_create(adjustments)
    AdjustedInterval.objects.bulk_create(
        AdjustedInterval(adjustment=row, start=start, end=end)
        for row, one in zip(adjustments, new.values(), strict=True)
        for start, end in one.hours
    )
    _send_late(by, children, found.seen.units, [row for row in adjustments if row.late])
    changed = [children[pk] for pk in dict.fromkeys(child for child, _unit, _day in new)]
    audit.record_all("stay.changed", by=by, about=changed)
    topics = {f"group:{group}" for group in groups_of(changed)} | {child.reference for child in changed}
    announce_all("stay.changed", by=by, about=changed, topics=topics)


def _send_late(by, children, units: dict, late):
    """What is changed when the week is locked, somebody must say that they have seen."""
    days: dict[tuple, list[date]] = {}
    for row in late:
        days.setdefault((row.child_id, row.unit_id, row.notice), []).append(row.day)
    sendings = [_sending(children[child], units[unit], notice, some) for (child, unit, notice), some in days.items()]
    if sendings:
        send_all(by=by, sendings=sendings)


def _sending(child: Child, unit: Unit, notice, days):
    of = {"child": child, "units": [unit], "about": notice, "told": Told.CHANGED, "subject": Subject.STAY}
    return Sending(first_day=min(days), last_day=max(days), **of)
