"""Holiday campaigns: begun and ended by leaders, answered by guardians day by day, reminded of by staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ransel.access.residence import SEE_HOMES
from ransel.attendance import permits
from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.models import HolidayCampaign, HolidayDay, HolidayReminder, Stage, StayAdjustment
from ransel.attendance.stays.checking import fault_of_hours
from ransel.attendance.stays.day import Hours, marked
from ransel.attendance.stays.holiday import Phase, Survey, asked_of, phase_of
from ransel.attendance.stays.who import refuse_where_families_do_not_plan
from ransel.attendance.stays.wishes import Wish
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce, announce_all
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Group, Unit

LONGEST = 100  # days
Kind = StayAdjustment.Kind
Day = tuple[UUID, date]  # a child's


@dataclass(frozen=True)
class Said:
    """Whether a child comes on a day; with times where the campaign asks for them."""

    comes: bool
    hours: Hours = ()
    mark: str = ""  # of the day as the sender has seen it; without one it is not asked


@writing()
def begin_campaign(*, by: Actor, unit: Unit, groups: list[Group], **columns) -> HolidayCampaign:
    """The families of these groups are asked, from the day it opens. Raises Refused for dates that can not be."""
    unit = permits.MAKE_CAMPAIGN.ask(by, lock(unit).pk)
    refuse_where_families_do_not_plan(unit)
    _check_dates(**{name: columns.get(name) for name in DATES})
    if not groups or any(group.unit_id != unit.pk for group in groups):
        raise Refused(_("Whom do you ask?"), {"groups": _("Choose one or more.")})
    _refuse_what_is_asked(groups, columns["first_day"], columns["last_day"])
    campaign = HolidayCampaign.objects.create(unit=unit, made_by=by.person, made_at=clock.now(), **columns)
    campaign.groups.set(groups)
    _tell_groups("holiday.begun", by, campaign, groups)
    tell_families(by=by, campaign=campaign)
    return campaign


@writing()
def tell_families(*, by: Actor, campaign: HolidayCampaign) -> bool:
    """That they can answer, once it is open; whether they were told now. Told once."""
    campaign = lock(campaign)
    if campaign.told_at or phase_of(campaign) not in (Phase.PROVISIONAL, Phase.BINDING):
        return False
    campaign.told_at = clock.now()
    campaign.save(update_fields=["told_at"])
    about = list(Child.objects.filter(pk__in=asked_of(campaign).days))
    announce_all("holiday.opened", by=by, about=about, topics=[child.reference for child in about])
    return True


@writing()
def end_campaign(*, by: Actor, campaign: HolidayCampaign) -> HolidayCampaign:
    """Nobody is asked any more. What was answered bindingly stands as days of the children; twice is once."""
    campaign = permits.END_CAMPAIGN.ask(by, lock(campaign).pk)
    if not campaign.ended_at:
        campaign.ended_by, campaign.ended_at = by.person, clock.now()
        campaign.save(update_fields=["ended_by", "ended_at"])
        _tell_groups("holiday.ended", by, campaign, list(campaign.groups.all()))
    return campaign


@writing()
def answer_campaign(
    *, by: Actor, campaign: HolidayCampaign, answers: dict[Day, Said], known: dict[UUID, int]
) -> dict[Day, str]:
    """{(child, day): why it was not saved}; all other days are. A binding answer is the child's day from now on.

    `known` is the highest number of each child's answers that the sender has seen. Raises Refused, by the same keys,
    when nothing can be saved, and then nothing is.
    """
    pks = {child for child, _day in answers}
    lock_all(Child, pks)
    campaign = permits.ANSWER_CAMPAIGN.ask(by, lock(campaign).pk)
    permits.PLAN_STAY.ask_all(by, pks)
    found, phase = asked_of(campaign, pks), phase_of(campaign)
    if phase in (Phase.COMING, Phase.OVER):
        raise Refused(_("Nobody is asked about this now."))
    wrong = _faults(by, found, phase, answers, known)
    if phase is not Phase.PROVISIONAL:
        wrong |= _change(by, found, {key: said for key, said in answers.items() if key not in wrong})
    if answers and len(wrong) == len(answers):
        raise Refused(_("Nothing was saved."), wrong)
    saved = {key: said for key, said in answers.items() if key not in wrong}
    _write(by, found, phase, saved)
    children = list(Child.objects.filter(pk__in={child for child, _day in saved}))
    audit.record_all("holiday.answered", by=by, about=children)
    topics = [child.reference for child in children] + [campaign.reference]
    announce_all("holiday.answered", by=by, about=children, topics=topics)
    return wrong


@writing()
def remind_of_campaign(*, by: Actor, campaign: HolidayCampaign, groups=None) -> list[HolidayReminder]:
    """To the families (of these groups, or of all) that have days without an answer, and to no other.

    Of each group once a day: those of a group that was reminded already are left alone. Raises Refused when all were.
    """
    campaign = permits.SEE_CAMPAIGN.ask(by, lock(campaign).pk)
    if phase_of(campaign) not in (Phase.PROVISIONAL, Phase.BINDING):
        raise Refused(_("Nobody is asked about this now."))
    refuse_where_families_do_not_plan(campaign.unit)
    wanted = campaign.groups.all() if groups is None else campaign.groups.filter(pk__in=groups)
    done = HolidayReminder.objects.filter(campaign=campaign, day=clock.today()).values("group")
    left = list(wanted.exclude(pk__in=done))
    if not left:
        raise Refused(_("They were reminded today already."))
    found = asked_of(campaign, groups=left)
    missing = [child for child in found.days if found.missing(child)]
    if not missing:
        raise Refused(_("Nothing is missing."))
    said = {"day": clock.today(), "sent_by": by.person, "sent_at": clock.now()}
    reminders = [HolidayReminder(campaign=campaign, group=group, **said) for group in left]
    HolidayReminder.objects.bulk_create(reminders)
    audit.record("holiday.reminded", by=by, about=campaign)
    about = list(Child.objects.filter(pk__in=missing))
    announce_all("holiday.missing", by=by, about=about, topics=[child.reference for child in about])
    return reminders


DATES = ("first_day", "last_day", "opens_on", "provisional_until", "binding_until")


def _check_dates(first_day, last_day, opens_on, provisional_until, binding_until):
    wrong = {}
    if last_day < first_day:
        wrong["last_day"] = _("The last day is before the first.")
    elif (last_day - first_day).days >= LONGEST:
        wrong["last_day"] = _("That is more than a hundred days at once.")
    if binding_until >= first_day:
        wrong["binding_until"] = _("Choose a day before the holiday begins.")
    elif binding_until < max(opens_on, clock.today()):
        wrong["binding_until"] = _("Families must have time to answer: choose a later day.")
    if provisional_until and not opens_on <= provisional_until < binding_until:
        wrong["provisional_until"] = _("Choose a day after it opens, and before the binding deadline.")
    if wrong:
        raise Refused(_("Look at the days."), wrong)


def _refuse_what_is_asked(groups, first_day, last_day):
    """A day is asked about once: of two answers nobody would know which counts."""
    asked = HolidayCampaign.objects.filter(groups__in=groups, ended_at=None)
    there = asked.filter(first_day__lte=last_day, last_day__gte=first_day).order_by("first_day").first()
    if there:
        says = _("These days are asked about already, in %(title)s. End that first, or choose other days or groups.")
        raise Refused(_("Look at the days."), {"first_day": says % {"title": there.title}})


def _faults(by, found: Survey, phase, answers, known) -> dict[Day, str]:
    shared = set(SEE_HOMES.reach(by).filter(pk__in=found.days).values_list("pk", flat=True))
    return {
        key: fault for key, said in answers.items() if (fault := _fault(by, found, phase, key, said, known, shared))
    }


def _fault(by, found, phase, key, said, known, shared):
    child, day = key
    if day not in found.days.get(child, ()):
        return _("Nobody is asked about this day.")
    if day < clock.today():
        return _("This day is over.")
    before = found.answers.get(key)
    if before and before.sent_by != by.person.pk and child not in shared:
        return _("Another guardian has answered. Ring the unit.")
    if before and before.number > known.get(child, 0) and (before.comes, before.hours) != (said.comes, said.hours):
        return _("Another guardian answered this day meanwhile. Look at it, and send yours again.")
    if phase is Phase.LATE and said.comes and not (before and before.comes and before.stage == Stage.BINDING):
        return _("The deadline is over. Ring the unit, and ask whether there is room.")
    if said.comes and found.wants_times(child, day) and not said.hours and phase is not Phase.PROVISIONAL:
        return _("Write the times.")
    return fault_of_hours(said.hours) or found.fault_of_hours(day, said.hours)


def _change(by, found: Survey, answers: dict[Day, Said]) -> dict[Day, str]:
    """The children's days are as was answered. What can not be, by the rules of any day, is told by day."""
    stays, unit = found.seen.stays, found.campaign.unit_id
    asked = {}
    for (child, day), said in answers.items():
        now = stays[child, unit, day]
        kind = _kind(said, now, found.seen.planned((child, unit, day)))
        if kind:
            asked[child, unit, day] = Wish(
                kind, said.hours if kind == Kind.TIMES else (), *marked(said.mark or now.mark)
            )
    if not asked:
        return {}
    try:
        with transaction.atomic():  # a refusal that is answered here takes back no more than its own
            wrong = change_days(by=by, asked=asked, in_campaign=True)
    except Refused as refused:
        wrong = refused.per_item
    return {(child, day): fault for (child, _unit, day), fault in wrong.items()}


def _kind(said, now, planned):
    """Who comes without saying when, comes as the day is already, or as the plan says; or at a time not known yet."""
    if not said.comes:
        return Kind.TIME_OFF
    if said.hours:
        return Kind.TIMES
    if now.comes:
        return None
    return Kind.AS_PLAN if planned.comes else Kind.PRESENT


def _write(by, found: Survey, phase, saved):
    stage = Stage.PROVISIONAL if phase is Phase.PROVISIONAL else Stage.BINDING
    sent = {"sent_by": by.person, "sent_at": clock.now(), "campaign": found.campaign, "stage": stage}
    rows = []
    for (child, day), said in saved.items():
        start, end = said.hours[0] if said.hours else (None, None)
        number = found.numbers(child) + 1
        rows.append(HolidayDay(child_id=child, day=day, number=number, comes=said.comes, start=start, end=end, **sent))
    HolidayDay.objects.bulk_create(rows)


def _tell_groups(what, by, campaign, groups):
    audit.record(what, by=by, about=campaign)
    topics = [campaign.unit.reference, *(group.reference for group in groups)]
    announce(what, by=by, about=campaign, topics=topics)
