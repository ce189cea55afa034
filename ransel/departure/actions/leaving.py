"""How children leave, as guardians say it: each day by itself, the last counts. Nothing is written over."""

from datetime import date
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ransel.access.homes import homes_in_the_open
from ransel.attendance.stays.who import groups_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce, announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.departure import permits
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import Key, columns_of
from ransel.departure.leaving.sent import Sent, Slot, work_out
from ransel.departure.leaving.wishes import Found, look_up
from ransel.departure.models import DepartureDay, DeparturePlan, DepartureWeekday, Visit
from ransel.identity.actor import Actor
from ransel.people.models import Child, Person
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Subject, Told


@writing()
def say_leaving(*, by: Actor, asked: dict[Key, Wish]) -> dict[Key, str]:
    """{(child, unit, day): why it was not saved}; every other one is. What is said already is said once.

    Raises Refused, by the same keys, when none can be, and then nothing is written; Http404 for a child that is not
    the sender's.
    """
    pks = {child for child, _unit, _day in asked}
    lock_all(Child, pks)
    children = {child.pk: child for child in permits.SAY_LEAVING.ask_all(by, pks)}
    found = look_up(by, children, asked)
    wrong = {key: fault for key, said in asked.items() if (fault := found.fault(key, said))}
    if len(wrong) == len(asked):
        raise Refused(_("Nothing was saved."), wrong)
    new = {key: said for key, said in asked.items() if key not in wrong and found.is_new(key, said)}
    if new:
        _write(by, children, found, new)
    return wrong


@writing()
def plan_leaving(
    *,
    by: Actor,
    child: Child,
    unit: UUID,
    ways: dict[Slot, Wish],
    weeks: int,
    starts: date,
    ends: date | None,
    known: int,
) -> DeparturePlan:
    """How the child leaves week by week. Days that are said otherwise stand; weekdays that are not in it say nothing.

    Raises Refused as `work_out` has it, and then nothing is written; Http404 for a child that is not the sender's.
    """
    child = permits.SAY_LEAVING.ask(by, lock(child).pk)
    sent = work_out(by, Sent(child, unit, weeks, starts, ends, ways, known))
    of = {"child": child, "unit_id": unit, "weeks": weeks, "starts": starts, "ends": sent.last, "number": sent.number}
    plan = DeparturePlan.objects.create(sent_by=by.person, sent_at=clock.now(), **of)
    DepartureWeekday.objects.bulk_create(
        DepartureWeekday(
            plan=plan, week=week, weekday=day, mode=way.mode, at=way.at, until=way.until, **columns_of(way.fetcher)
        )
        for (week, day), way in ways.items()
    )
    audit.record("leaving.planned", by=by, about=plan)
    topics = {f"group:{group}" for group in groups_of([child])} | {child.reference}
    announce("leaving.planned", by=by, about=child, topics=topics)
    return plan


def _write(by, children, found: Found, new):
    notices: dict[UUID, UUID] = {}
    rows = []
    for (child, unit, day), said in new.items():
        rows.append(
            DepartureDay(
                child_id=child,
                unit_id=unit,
                day=day,
                number=found.leaving((child, unit, day)).number + 1,
                mode=said.mode,
                at=said.at,
                until=said.until,
                **columns_of(said.fetcher),
                visit_id=said.visit,
                notice=notices.setdefault(child, uuid4()),
                late=found.places[child, unit, day].late,
                sent_by=by.person,
                sent_at=clock.now(),
            )
        )
    DepartureDay.objects.bulk_create(rows)
    _end_visits(by, rows)
    _send_late(by, children, found, [row for row in rows if row.late])
    changed = [children[pk] for pk in notices]
    audit.record_all("leaving.said", by=by, about=changed)
    topics = {f"group:{group}" for group in groups_of(changed)} | {child.reference for child in changed}
    announce_all("leaving.said", by=by, about=changed, topics=topics)


def refuse_anothers_day(by, child: Child, day: date):
    """Where the child lives in two homes by turns, each says of its own days."""
    home = homes_in_the_open([child.pk], day, day).get((child.pk, day))
    if home and home != by.person.pk:
        said = {"name": Person.objects.get(pk=home).given_name}
        raise Refused(_("This day is with %(name)s, who says it.") % said)


def _end_visits(by, rows):
    """Who leaves otherwise goes home with nobody that day."""
    for row in rows:
        others = Visit.objects.filter(guest=row.child_id, unit=row.unit_id, day=row.day, ended_at=None)
        others.exclude(pk=row.visit_id).update(ended_by=by.person, ended_at=clock.now())


def _send_late(by, children, found, late):
    """What is said of today after the unit's hour, somebody must say that they have seen."""
    sendings = [
        Sending(
            child=children[row.child_id],
            units=[found.places[row.child_id, row.unit_id, row.day].unit],
            about=row.notice,
            first_day=row.day,
            last_day=row.day,
            told=Told.CHANGED,
            subject=Subject.DEPARTURE,
        )
        for row in late
    ]
    if sendings:
        send_all(by=by, sendings=sendings)
