"""One of each thing that goes by its age, made today."""

from datetime import time, timedelta
from uuid import uuid4

from django.utils import timezone

from conftest import TUESDAY_MORNING
from ransel.attendance.models import (
    Absence,
    AbsenceReport,
    Asked,
    CalendarFeed,
    CheckIn,
    DayEnd,
    FamilyAnswer,
    HeadCount,
    HolidayCampaign,
    HolidayDay,
    HolidayReminder,
    MorningQuestion,
    QueuedTap,
    StayAdjustment,
    StayInterval,
    StayPlan,
    StayReminder,
)
from ransel.audit.models import AccessRecord, Event
from ransel.cards.models import CardNote
from ransel.core import clock
from ransel.core.jobs.models import Job
from ransel.core.models import Announcement, Submission
from ransel.departure.models import DepartureDay, DeparturePlan, DepartureWeekday, PickupPass, PickupPerson, Visit
from ransel.identity.actions.tablets import begin_pairing
from ransel.identity.actions.turns import lock_up, take_turn
from ransel.identity.actor import Actor
from ransel.identity.models import Account, Grant, LoginCode, PinTry, Session, SpentToken
from ransel.integrations.models import BrokenRow, Change, Import, SchoolCalendar, StagedRow
from ransel.people.models import Guardianship, Post
from ransel.receipts.models import Receipt, ReceiptStep
from ransel.retention.tests.ages_of_letters import LETTERS
from ransel.retention.tests.ages_of_notices import NOTICES
from ransel.retention.tests.ages_of_supervision import SUPERVISION

TODAY = TUESDAY_MORNING.date()


def after(days):
    return clock.moved_to(TUESDAY_MORNING + timedelta(days=days), still=True)


def roster(village, **said):
    read = {"municipality": village.fjordvik, "system": "other", "read_by": village.municipality}
    return Import.objects.create(**read | {"read_at": clock.now()} | said)


def applied(village):
    return roster(village, applied_by=village.municipality, applied_at=clock.now(), begun_at=clock.now())


def a_calendar(village, **said):
    read = {"municipality": village.fjordvik, "read_by": village.municipality, "read_at": clock.now()}
    return SchoolCalendar.objects.create(**read, **said)


def a_link(village):
    return {"municipality": village.fjordvik, "system": "other", "kind": "person", "target": uuid4(), "digest": ""}


def a_check_in(village):
    here = {"child": village.ella, "unit": village.fjellheim, "group": village.bikuben, "by": village.siri}
    return CheckIn.objects.create(day=TODAY, at=clock.now(), noted_at=clock.now(), **here)


def a_receipt(village):
    of = {"child": village.ella, "unit": village.fjellheim, "about": uuid4()}
    receipt = Receipt.objects.create(first_day=TODAY, last_day=TODAY, **of)
    ReceiptStep.objects.create(receipt=receipt, step=1, round=1, by=village.marte, at=clock.now())
    return receipt


def an_absence(village):
    absence = Absence.objects.create(child=village.ella, day=TODAY, notice=uuid4())
    AbsenceReport.objects.create(absence=absence, reason="ill", reported_by=village.marte, reported_at=clock.now())
    return absence


def a_plan(village):
    said = {"weeks": 1, "number": 1, "sent_by": village.marte, "sent_at": clock.now()}
    plan = StayPlan.objects.create(child=village.ella, unit=village.fjellheim, starts=TODAY, ends=TODAY, **said)
    StayInterval.objects.create(plan=plan, week=1, weekday=2)
    return plan


def a_fetcher(village):
    said = {"name": "Bjørg", "folded": "bjørg", "relation": "mormor", "phone": "+4790000001", "of_age": 16}
    added = {"added_by": village.marte, "added_at": clock.now()}
    return PickupPerson.objects.create(child=village.ella, starts=TODAY, ends=TODAY, **said, **added)


def a_visit(village):
    made = {"made_by": village.marte, "made_at": clock.now()}
    return Visit.objects.create(host=village.ella, unit=village.fjellheim, day=TODAY, lookup="x", **made)


def a_queued_tap(village):
    here = {"child": village.ella, "unit": village.fjellheim, "group": village.bikuben, "by": village.siri}
    now = clock.now()
    return QueuedTap.objects.create(day=TODAY, verb="come", tapped_at=now, said_at=now, received_at=now, **here)


def a_count(village):
    said = {"group": village.bikuben, "day": TODAY, "expected": 2, "counted": 2}
    return HeadCount.objects.create(**said, by=village.siri, at=clock.now())


def a_pass(village):
    said = {"name": "Kari", "folded": "kari", "from_time": time(15), "to_time": time(16), "day": TODAY}
    made = {"made_by": village.marte, "made_at": clock.now()}
    return PickupPass.objects.create(child=village.ella, unit=village.fjellheim, **said, **made)


def a_way_home(village):
    sent = {"number": 1, "mode": "picked_up", "notice": uuid4(), "sent_by": village.marte, "sent_at": clock.now()}
    return DepartureDay.objects.create(child=village.ella, unit=village.fjellheim, day=TODAY, **sent)


def a_departure_plan(village):
    sent = {"number": 1, "weeks": 1, "sent_by": village.marte, "sent_at": clock.now()}
    plan = DeparturePlan.objects.create(child=village.ella, unit=village.fjellheim, starts=TODAY, ends=TODAY, **sent)
    DepartureWeekday.objects.create(plan=plan, week=1, weekday=2, mode="picked_up", pickup_person=a_fetcher(village))
    return plan


def an_adjustment(village):
    said = {"number": 1, "kind": "time_off", "notice": uuid4(), "sent_by": village.marte, "sent_at": clock.now()}
    return StayAdjustment.objects.create(child=village.ella, unit=village.fjellheim, day=TODAY, **said)


def a_campaign(village):
    days = {"first_day": TODAY, "last_day": TODAY, "opens_on": TODAY - timedelta(days=9)}
    days["binding_until"] = TODAY - timedelta(days=2)
    said = {"title": "Jul", "made_by": village.leader, "made_at": clock.now()}
    campaign = HolidayCampaign.objects.create(unit=village.fjellheim, **days, **said)
    campaign.groups.add(village.bikuben)
    sent = {"day": TODAY, "sent_by": village.siri, "sent_at": clock.now()}
    HolidayReminder.objects.create(campaign=campaign, group=village.bikuben, **sent)
    return campaign


def a_holiday_day(village):
    sent = {"sent_by": village.marte, "sent_at": clock.now(), "number": 1, "stage": 2, "comes": False}
    return HolidayDay.objects.create(campaign=a_campaign(village), child=village.ella, day=TODAY, **sent)


def a_question(village):
    of = {"child": village.ella, "guardian": village.marte, "notice": uuid4(), "hour": clock.wall_time()}
    return MorningQuestion.objects.create(not_before=TODAY, said_at=clock.now(), **of)


def an_asking(village):
    due = {"again_due": clock.now() + timedelta(minutes=10), "call_due": clock.now() + timedelta(minutes=20)}
    of = {"child": village.ella, "unit": village.fjellheim, "by": village.siri}
    asked = Asked.objects.create(day=TODAY, at=clock.now(), **of, **due)
    FamilyAnswer.objects.create(asked=asked, where="on_the_way", by=village.marte, at=clock.now())
    return asked


def a_tablet(village):
    said = {"unit": village.fjellheim, "name": "Gangen", "groups": [village.bikuben], "shows_ways": True}
    return begin_pairing(by=Actor(village.leader), **said)[0]


def a_card_note(village):
    said = {"child": village.ella, "kind": "allergy", "text": "x", "said_by": village.marte, "said_at": clock.now()}
    return CardNote.objects.create(**said, ended_by=village.marte, ended_at=clock.now())


def a_turn(village):
    turn = take_turn(tablet=a_tablet(village), person=village.siri)
    lock_up(tablet=turn.tablet)
    return turn


def a_session(village):
    return Session.objects.create(
        session_key="x", session_data="", account=village.marte.account, expire_date=timezone.now()
    )


def a_grant(village, **said):
    account, now = Account.objects.get_or_create(person=village.marte)[0], timezone.now()
    times = {"made_at": now, "used_at": now, "checked_at": now}
    return Grant.objects.create(account=account, provider="village", **times, **said)


def a_login_code(village):
    relation = Guardianship.objects.get(guardian=village.marte, child=village.ella)
    said = {"given_by": village.leader, "given_at": clock.now(), "ends_on": TODAY}
    return LoginCode.objects.create(guardianship=relation, known_by="x", **said)


def a_job(**said):
    now = timezone.now()
    return Job.objects.create(task="t", run_after=now, created_at=now, **said)


AGES = {  # (model, field): (days it stays, how one is made today)
    ("core.Announcement", "at"): (30, lambda _: Announcement.objects.create(by=uuid4(), at=clock.now())),
    ("core.Submission", "received_at"): (
        3,
        lambda _: Submission.objects.create(account=uuid4(), key=uuid4(), received_at=clock.now()),
    ),
    ("cards.CardNote", "ended_at"): (365, a_card_note),
    ("identity.PinTry", "at"): (90, lambda village: PinTry.objects.create(person=village.siri, at=clock.now())),
    ("identity.Turn", "ended_at"): (90, a_turn),
    ("identity.SpentToken", "at"): (1, lambda _: SpentToken.objects.create(jti="a digest", at=timezone.now())),
    ("identity.Grant", "ended_at"): (90, lambda village: a_grant(village, ended_at=timezone.now(), ended="own")),
    ("identity.Grant", "used_at"): (120, a_grant),
    ("identity.LoginCode", "ends_on"): (90, a_login_code),
    ("core.Job", "finished_at"): (3, lambda _: a_job(finished_at=timezone.now())),
    ("core.Job", "failed_at"): (90, lambda _: a_job(failed_at=timezone.now())),
    ("audit.Event", "at"): (3650, lambda _: Event.objects.create(what="x", by=uuid4(), at=clock.now())),
    ("audit.AccessRecord", "quarter"): (
        730,
        lambda _: AccessRecord.objects.create(scope="child:x", quarter=clock.now(), by=uuid4()),
    ),
    ("people.Guardianship", "ends"): (
        730,
        lambda v: Guardianship.objects.create(guardian=v.stranger, child=v.ella, starts=TODAY, ends=TODAY),
    ),
    ("people.Post", "ends"): (
        730,
        lambda v: Post.objects.create(
            person=v.stranger, municipality=v.fjordvik, role="municipality", starts=TODAY, ends=TODAY
        ),
    ),
    ("identity.Session", "expire_date"): (0, a_session),
    ("receipts.Receipt", "last_day"): (365, a_receipt),
    ("attendance.Absence", "day"): (1460, an_absence),
    (
        "attendance.DayEnd",
        "day",
    ): (365, lambda v: DayEnd.objects.create(unit=v.fjellheim, day=TODAY, by=v.siri, at=clock.now())),
    ("attendance.HeadCount", "day"): (365, a_count),
    ("attendance.CheckIn", "day"): (365, a_check_in),
    ("attendance.QueuedTap", "day"): (365, a_queued_tap),
    ("attendance.StayReminder", "monday"): (
        365,
        lambda v: StayReminder.objects.create(
            group=v.bikuben, monday=TODAY, day=TODAY, sent_by=v.siri, sent_at=clock.now()
        ),
    ),
    ("attendance.HolidayCampaign", "last_day"): (365, a_campaign),
    ("attendance.HolidayDay", "day"): (365, a_holiday_day),
    ("attendance.StayPlan", "ends"): (365, a_plan),
    ("departure.PickupPerson", "ends"): (365, a_fetcher),
    ("departure.Visit", "day"): (365, a_visit),
    ("departure.PickupPass", "day"): (365, a_pass),
    **NOTICES,
    **SUPERVISION,
    **LETTERS,
    ("departure.DepartureDay", "day"): (365, a_way_home),
    ("departure.DeparturePlan", "ends"): (365, a_departure_plan),
    ("attendance.StayAdjustment", "day"): (365, an_adjustment),
    ("attendance.MorningQuestion", "said_at"): (365, a_question),
    ("attendance.Asked", "day"): (365, an_asking),
    ("attendance.CalendarFeed", "ended_at"): (
        90,
        lambda v: CalendarFeed.objects.create(person=v.marte, digest="x", made_at=clock.now(), ended_at=clock.now()),
    ),
    ("integrations.Import", "read_at"): (30, roster),
    ("integrations.Import", "applied_at"): (730, applied),
    ("integrations.StagedRow", "roster__applied_at"): (
        30,
        lambda v: StagedRow.objects.create(roster=applied(v), kind="person", source_id="1", facts={}),
    ),
    ("integrations.BrokenRow", "roster__applied_at"): (
        30,
        lambda v: BrokenRow.objects.create(roster=applied(v), line=1),
    ),
    ("integrations.Change", "roster__applied_at"): (
        90,
        lambda v: Change.objects.create(roster=applied(v), kind="person", source_id="1", target=uuid4(), after={}),
    ),
    ("integrations.SchoolCalendar", "read_at"): (30, a_calendar),
    ("integrations.SchoolCalendar", "applied_at"): (
        365,
        lambda v: a_calendar(v, applied_by=v.municipality, applied_at=clock.now()),
    ),
}
