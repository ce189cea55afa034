"""Stay plans: sent by a guardian for one child or several, answered by staff, taken back while they wait."""

from datetime import date

from django.utils.translation import gettext as _

from ransel.attendance import permits
from ransel.attendance.models import StayAnswer, StayInterval, StayPlan
from ransel.attendance.stays.sent import Rota, Sent, Where, work_out
from ransel.attendance.stays.who import groups_of
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child

Outcome = StayAnswer.Outcome


@writing()
def send_plans(
    *, by: Actor, targets: list[Where], rota: Rota, weeks: int, starts: date, ends: date | None, known: dict[Where, int]
) -> list[StayPlan]:
    """The same plan for each child in its unit. It counts when staff have approved it; at once where the unit says so.

    `known` is the number of the last plan the sender has seen of each. Raises Refused with what is wrong by day of the
    rota ("day_1_3") or by child ("children"), and then nothing is written; Http404 for what is not the sender's.
    """
    targets = list(dict.fromkeys(targets))
    pks = {child for child, _unit in targets}
    lock_all(Child, pks)
    children = {child.pk: child for child in permits.PLAN_STAY.ask_all(by, pks)}
    told = {"starts": starts, "ends": ends, "weeks": weeks}
    sent = work_out(by, children, targets, rota, known, **told)
    plans = _write(by, sent, rota)
    _tell("stay_plan.sent", by, plans)
    return plans


@writing()
def answer_plan(*, by: Actor, plan: StayPlan, approved: bool, reason: str = "") -> StayAnswer:
    """By staff. Answered already, by them or by another, the first answer stands. A no wants its reason."""
    lock(plan.child)
    plan = permits.ANSWER_PLAN.ask(by, plan.pk)
    if there := StayAnswer.objects.filter(plan=plan).first():
        if there.outcome == Outcome.WITHDRAWN:
            raise Refused(_("The family has taken it back."))
        return there
    if not approved and not reason.strip():
        raise Refused(_("Say why."), {"reason": _("The family sees it. Write what they can do instead.")})
    outcome = Outcome.APPROVED if approved else Outcome.REJECTED
    reason = "" if approved else reason.strip()
    answer = StayAnswer.objects.create(plan=plan, outcome=outcome, reason=reason, **_said(by))
    _tell(f"stay_plan.{outcome}", by, [plan])
    return answer


@writing()
def withdraw_plan(*, by: Actor, plan: StayPlan) -> StayAnswer:
    """By a guardian, while it waits; twice is once. Raises Refused when staff have answered."""
    lock(plan.child)
    plan = permits.WITHDRAW_PLAN.ask(by, plan.pk)
    if there := StayAnswer.objects.filter(plan=plan).first():
        if there.outcome == Outcome.WITHDRAWN:
            return there
        raise Refused(_("Staff have answered it. Send a new plan instead."))
    answer = StayAnswer.objects.create(plan=plan, outcome=Outcome.WITHDRAWN, **_said(by))
    _tell("stay_plan.withdrawn", by, [plan])
    return answer


def _said(by):
    return {"answered_by": by.person, "answered_at": clock.now()}


def _write(by, sent: list[Sent], rota):
    plans = [StayPlan(sent_by=by.person, sent_at=clock.now(), **one.columns) for one in sent]
    StayPlan.objects.bulk_create(plans)
    StayInterval.objects.bulk_create(
        StayInterval(plan=plan, week=week, weekday=weekday, start=start, end=end)
        for plan in plans
        for (week, weekday), hours in rota.items()
        for start, end in (hours or [(None, None)])
    )
    said = _said(by)
    replaced = [plan for one in sent for plan in one.replaces]
    audit.record_all("stay_plan.withdrawn", by=by, about=replaced)
    answers = [StayAnswer(plan=plan, outcome=Outcome.WITHDRAWN, **said) for plan in replaced]
    at_once = [plan for plan, one in zip(plans, sent, strict=True) if one.automatic]
    answers += [StayAnswer(plan=plan, outcome=Outcome.APPROVED, automatic=True, **said) for plan in at_once]
    StayAnswer.objects.bulk_create(answers)
    return plans


def _tell(what, by, plans):
    audit.record_all(what, by=by, about=plans)
    children = list({plan.child_id: plan.child for plan in plans}.values())
    topics = {f"group:{group}" for group in groups_of(children)} | {child.reference for child in children}
    announce_all(what, by=by, about=children, topics=topics)
