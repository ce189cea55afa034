"""Today's times on the first page, and the weeks for which nobody has said anything yet."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import in_the_open
from ransel.attendance.models import HolidayCampaign
from ransel.attendance.permits import ANSWER_CAMPAIGN
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import read
from ransel.attendance.stays.holiday import asked_of, deadline_of, open_now
from ransel.attendance.stays.missing import sent_for
from ransel.attendance.stays.sent import first_open_monday
from ransel.attendance.stays.words import told
from ransel.attendance.week.page import week_name
from ransel.core import clock
from ransel.people.models import Child
from ransel.units.models import Function, Unit
from ransel.units.stay_rules import locks_at, rules_of

AHEAD = 20 * clock.DAY  # to the end of the first week that is not locked, whatever day it is


@dataclass
class TodayThere:
    """Where a child is to be today, and when."""

    unit: Unit
    stay: Stay
    withheld: bool  # another guardian planned it, and an address is protected
    pending: set[UUID] = field(default_factory=set)  # notices of late changes of the day

    @property
    def words(self):
        return "" if self.withheld else told(self.stay)


@dataclass
class Missing:
    """A week in which days have no times, and until when they can be said without somebody having to see it.

    `until` is the first of the children's locks; when it has gone by, staff see what is said. `rejected` are those of
    the children whose plan was not approved.
    """

    monday: date
    until: datetime
    children: list[UUID] = field(default_factory=list)
    rejected: set[UUID] = field(default_factory=set)

    @property
    def week(self):
        return self.monday.isocalendar().week

    @property
    def query(self):
        """Of the address that it is said at."""
        return "&".join([f"week={week_name(self.monday)}", *(f"child={pk}" for pk in self.children)])


def times_of_today(actor, ids, two_homes, may_plan) -> tuple[dict[UUID, list[TodayThere]], list[Missing]]:
    """By child, for those who have a place with plans; and the weeks for which the reader can say more.

    Four statements; one more where another guardian planned the day, two where times are missing, and two where days
    are by home.
    """
    today = clock.today()
    seen = read(ids, today, today + AHEAD, use=Function.Use.READ)
    if not seen.units:
        return {}, []
    here = {key: stay for key, stay in seen.stays.items() if key[2] == today}
    theirs = {key[0] for key, stay in here.items() if _is_anothers(stay, actor)}
    withheld = theirs - _in_the_open(theirs, today)
    there: dict[UUID, list[TodayThere]] = {}
    for (child, unit, _day), stay in here.items():
        notices = {change.notice for change in stay.changes}
        hidden = child in withheld and _is_anothers(stay, actor)
        there.setdefault(child, []).append(TodayThere(seen.units[unit], stay, hidden, notices))
    homes = homes_in_the_open(two_homes, today, today + AHEAD)
    others = {key for key, home in homes.items() if home != actor.person.pk}
    return there, _missing(seen, others, may_plan, actor.person.pk)


def _in_the_open(children, day):
    """Of the reader's own children, those whose guardians may know each other's times. One statement; none for none."""
    rows = in_the_open(Child.objects.filter(pk__in=children), day, "pk") if children else Child.objects.none()
    return set(rows.order_by().values_list("pk", flat=True))


def _is_anothers(stay, actor):
    return stay.sent_by not in (None, actor.person.pk) and not stay.of_staff


@dataclass
class Holiday:
    """A holiday somebody asks about, whose children have not answered, and until when."""

    campaign: HolidayCampaign
    children: list[UUID]
    until: date


def holidays_to_answer(actor, ids) -> list[Holiday]:
    """Those with days of one's own without an answer, the first deadline first. Some statements for each campaign."""
    found = []
    for campaign in ANSWER_CAMPAIGN.reach(actor).filter(pk__in=open_now().values("pk")):
        asked = asked_of(campaign, ids)
        homes = homes_in_the_open(ids, campaign.first_day, campaign.last_day)
        theirs = {key for key, home in homes.items() if home != actor.person.pk}
        missing = [child for child in asked.days if any((child, day) not in theirs for day in asked.missing(child))]
        if missing:
            found.append(Holiday(campaign, missing, deadline_of(campaign)))
    return sorted(found, key=lambda one: one.until)


def _missing(seen, theirs, may_plan, reader) -> list[Missing]:
    """From next week on to the first week that is not locked. What waits for an answer is no longer missing."""
    lacking = {
        (child, unit, day)
        for (child, unit, day), stay in seen.stays.items()
        if stay.kind is StayKind.MISSING and child in may_plan and (child, day) not in theirs
    }
    if not lacking:
        return []
    rules = rules_of(seen.units.values())
    mondays = {pk: _mondays(one) for pk, one in rules.items()}
    found: dict[date, Missing] = {}
    waiting, rejected = sent_for(lacking, reader)
    for child, unit, day in sorted(lacking - waiting, key=lambda key: key[2]):
        monday = day - timedelta(days=day.isoweekday() - 1)
        if monday in mondays[unit]:
            until = locks_at(rules[unit], monday)
            week = found.setdefault(monday, Missing(monday, until))
            week.until = min(week.until, until)
            week.children += [child] if child not in week.children else []
            week.rejected |= {child} if (child, unit, day) in rejected else set()
    return list(found.values())


def _mondays(rules) -> tuple[date, date]:
    today = clock.today()
    return today + timedelta(days=8 - today.isoweekday()), first_open_monday(rules, today)
