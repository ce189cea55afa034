"""The effective day worked out plainly: one child, one unit and one day at a time, as one would explain it aloud."""

from datetime import date, timedelta

from django.utils import timezone

from ransel.access.homes import homes_of
from ransel.access.residence import SEE_HOMES
from ransel.attendance.models import StayAdjustment, StayPlan
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import FREE_IN, ClosedDay, OpeningException, OpeningHours, Unit, UnitKind
from ransel.units.public_holidays import public_holiday


def effective(child: Child, unit: Unit, day: date):
    """None without a place; else ("closed",) or ("times", [(start, end)]) and so on."""
    if not has_place(child, unit, day):
        return None
    is_open, opens, closes = opened(unit, day)
    if not is_open:
        return ("closed",)
    last = StayAdjustment.objects.filter(child=child, unit=unit, day=day).order_by("-number").first()
    if last and last.kind != "as_plan":
        return said(last.kind, list(last.intervals.order_by("start").values_list("start", "end")), opens, closes)
    plan = plan_for(child, unit, day)
    if plan is None:
        return ("missing",)
    first_monday = plan.starts - timedelta(days=plan.starts.weekday())
    week = (day - first_monday).days // 7 % plan.weeks + 1
    slots = plan.intervals.filter(week=week, weekday=day.isoweekday()).order_by("start")
    if not slots:
        return ("off",)
    if slots[0].start is None:
        return ("present",)
    return said("times", [(one.start, one.end) for one in slots], opens, closes)


def said(kind, hours, opens, closes):
    if kind != "times":
        return ("off",) if kind == "time_off" else (kind,)
    cut = [(max(start, opens) if opens else start, min(end, closes) if closes else end) for start, end in hours]
    left = [(start, end) for start, end in cut if start < end]
    return ("times", left) if left else ("present",)


def has_place(child, unit, day):
    for place in Enrolment.objects.filter(child=child, unit=unit):
        away = Enrolment.objects.filter(stands_in_for=place)
        base = place.stands_in_for
        if place.holds_on(day) and not any(one.holds_on(day) for one in away) and (not base or base.holds_on(day)):
            return True
    return False


def opened(unit, day):
    exception = OpeningException.objects.filter(unit=unit, day=day).first()
    if exception:
        return True, exception.opens, exception.closes
    own = ClosedDay.objects.filter(unit=unit, day=day)
    common = ClosedDay.objects.filter(unit=None, municipality=unit.municipality, day=day)
    if any(getattr(one, FREE_IN[UnitKind(unit.kind)]) for one in [*own, *common]) or public_holiday(day):
        return False, None, None
    hours = [one for one in OpeningHours.objects.filter(unit=unit) if one.holds_on(day)]
    if not hours:
        return day.weekday() < 5, None, None
    today = [one for one in hours if one.weekday == day.isoweekday()]
    return (True, today[0].opens, today[0].closes) if today else (False, None, None)


def plan_for(child, unit, day):
    approved = StayPlan.objects.filter(child=child, unit=unit, answer__outcome="approved").order_by("-number")
    counting = [plan for plan in approved if timezone.localdate(plan.answer.answered_at) <= day]
    holding = [plan for plan in counting if plan.holds_on(day)]
    home = home_on(child, day)
    if home is None:
        return holding[0] if holding else None
    own = [plan for plan in holding if plan.home_id == home]
    common = [plan for plan in holding if plan.home_id is None]
    return (own or common or [None])[0]


def home_on(child, day):
    """Whose day it is, as far as anybody may know: asked of the permit, of each guardian by itself."""
    from ransel.identity.actor import Actor

    known = any(
        SEE_HOMES.holds(Actor(person), child.pk)
        for person in Person.objects.filter(guardianships__child=child).distinct()
    )
    home = homes_of([child], day, day)[child.pk, day] if known else None
    return home and home.pk
