"""The rows of a day are made to say what the taps come to: corrected, undone and new ones, in a few statements."""

from ransel.attendance.actions import questions
from ransel.attendance.actions.day_end import reopen_day
from ransel.attendance.actions.presence import come_after_all
from ransel.attendance.models import CheckIn, CheckOut, PresenceCorrection, QueuedTap
from ransel.audit import actions as audit
from ransel.core.actions import announce_all
from ransel.departure.actions.door import agreed_of
from ransel.departure.leaving.day import columns_of
from ransel.departure.models import Handover
from ransel.departure.queue.plan import Plan, outcome_of
from ransel.departure.queue.standing import Known
from ransel.units.models import Group


def write(by, group: Group, plan: Plan, children: dict):
    """Inside an action, with the children locked. What is undone first: a presence ends but once."""
    undone = {"undone_by": by.person, "undone_at": plan.now}
    CheckOut.objects.filter(pk__in=[one.pk for one in plan.undone_outs]).update(**undone)
    CheckIn.objects.filter(pk__in=[one.pk for one in plan.undone_ins]).update(**undone)
    PresenceCorrection.objects.bulk_create(plan.kept)
    _change(CheckIn, plan.ins, ["at", "by"])
    _change(CheckOut, plan.outs, ["at", "by"])
    CheckIn.objects.bulk_create(plan.new_ins)
    CheckOut.objects.bulk_create(plan.new_outs)
    _say_how_they_left(plan, children, group.unit)
    QueuedTap.objects.bulk_create(plan.new_taps)
    _mark(plan.taps)
    come = {pk: children[pk] for pk in plan.touched & plan.here}
    if come:
        come_after_all(by, come, group.unit)
        questions.here_now(by=by, children=list(come.values()))
    if plan.here:
        reopen_day(by=by, unit=group.unit)
    _tell(by, group, plan, children)


def _change(model, rows, fields):
    """In one statement for many, where the framework's own would take one arm of a CASE for each."""
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields)


def _mark(taps: list[Known]):
    rows = QueuedTap.objects.in_bulk([one.pk for one in taps])
    for one in taps:
        row = rows[one.pk]
        row.check_in, row.check_out, row.reason, row.outcome = one.check_in, one.check_out, one.reason, outcome_of(one)
    _change(QueuedTap, list(rows.values()), ["check_in", "check_out", "outcome", "reason"])


def _say_how_they_left(plan: Plan, children, unit):
    """As was said of a check-out that this one stands for; else as agreed, which was looked at when it was received."""
    if not plan.moved:
        return
    before = {one.check_out_id: one for one in Handover.objects.filter(check_out__in=filter(None, plan.moved.values()))}
    of_child = {out.pk: plan.child_of[out.check_in_id] for out in plan.new_outs}
    agreed = agreed_of(children, unit)
    rows = []
    for pk, was in plan.moved.items():
        if was in before:
            row = before[was]
            row.pk, row.check_out_id, row._state.adding = Handover().pk, pk, True
            rows.append(row)
        elif one := agreed.get(of_child[pk]):
            rows.append(Handover(check_out_id=pk, mode=one.mode or "", as_agreed=True, **columns_of(one.fetcher)))
    Handover.objects.bulk_create(rows)


def _tell(by, group, plan: Plan, children):
    said: dict[str, list] = {
        "child.came": plan.new_ins,
        "child.left": plan.new_outs,
        "child.came.undone": plan.undone_ins,
        "child.left.undone": plan.undone_outs,
        "child.times.corrected": [*plan.ins, *plan.outs],
    }
    groups = {f"group:{one.group_id}" for one in [*plan.new_ins, *plan.ins, *plan.undone_ins]}
    topics = [group.reference, *groups, *(child.reference for child in children.values())]
    for what, rows in said.items():
        if rows:
            audit.record_all(what, by=by, about=rows)
            about = {plan.child_of[one.pk if isinstance(one, CheckIn) else one.check_in_id] for one in rows}
            announce_all(what, by=by, about=[children[pk] for pk in about], topics=topics)
