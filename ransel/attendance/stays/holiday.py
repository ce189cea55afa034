"""A holiday campaign: which stage it is in, whose days it asks about, and what was answered. Decision 0019."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from uuid import UUID

from ransel.attendance.models import HolidayCampaign, HolidayDay, Stage
from ransel.attendance.stays.checking import fault_of_day
from ransel.attendance.stays.day import Hours
from ransel.attendance.stays.effective import Seen, placed, read_at
from ransel.core import clock
from ransel.units.models import UnitKind


class Phase(Enum):
    """Late: the binding deadline is over. Then one may still say that a child does not come; staff take the rest."""

    COMING = "coming"
    PROVISIONAL = "provisional"
    BINDING = "binding"
    LATE = "late"
    OVER = "over"


def phase_of(campaign: HolidayCampaign) -> Phase:
    today = clock.today()
    if campaign.ended_at or today > campaign.last_day:
        return Phase.OVER
    if today < campaign.opens_on:
        return Phase.COMING
    if campaign.provisional_until and today <= campaign.provisional_until:
        return Phase.PROVISIONAL
    return Phase.BINDING if today <= campaign.binding_until else Phase.LATE


def open_now():
    """Those that wait for answers today, before their binding deadline."""
    today = clock.today()
    return HolidayCampaign.objects.filter(ended_at=None, opens_on__lte=today, binding_until__gte=today)


def deadline_of(campaign: HolidayCampaign) -> date:
    """The next one: of the stage it is in."""
    if campaign.provisional_until and phase_of(campaign) is Phase.PROVISIONAL:
        return campaign.provisional_until
    return campaign.binding_until


@dataclass(frozen=True)
class Answer:
    """What stands answered of a child's day."""

    comes: bool
    stage: Stage
    number: int
    start: time | None
    end: time | None
    sent_by: UUID

    @property
    def hours(self):
        return ((self.start, self.end),) if self.start and self.end else ()


@dataclass
class Survey:
    """Who is asked, of which days, and what they have answered. `names` is (given, family, birth date) by child."""

    campaign: HolidayCampaign
    seen: Seen
    names: dict[UUID, tuple]
    days: dict[UUID, list[date]] = field(default_factory=dict)
    answers: dict[tuple[UUID, date], Answer] = field(default_factory=dict)

    def numbers(self, child: UUID) -> int:
        """The highest number of the child's answers: who knows it has seen them all."""
        return max((one.number for (pk, _day), one in self.answers.items() if pk == child), default=0)

    def answered(self, child: UUID, day: date) -> Answer | None:
        """An answer that counts in the stage it is in: a provisional one does not when a binding is asked for."""
        said = self.answers.get((child, day))
        provisional = phase_of(self.campaign) is Phase.PROVISIONAL
        return said if said and (provisional or said.stage == Stage.BINDING) else None

    def wants_times(self, child: UUID, day: date) -> bool:
        """Not of a day that has two times already: they are changed in its week.

        Where they are before and after school by the plan, they are asked for all the same: in a holiday is no school.
        """
        unit = self.campaign.unit_id
        stay = self.seen.stays[child, unit, day]
        round_school = self.seen.units[unit].kind == UnitKind.AFTER_SCHOOL and stay.plan is not None
        return self.campaign.asks_times and (len(stay.hours) < 2 or round_school)

    def missing(self, child: UUID) -> list[date]:
        return [day for day in self.days[child] if day >= clock.today() and not self.answered(child, day)]

    def fault_of_hours(self, day: date, hours: Hours) -> str:
        """Why a child can not come then on a day that is asked about; empty when it can."""
        unit = self.campaign.unit_id
        return fault_of_day(hours, self.seen.openings[unit, day], self.seen.units[unit].name)


def asked_of(campaign: HolidayCampaign, children=None, groups=None) -> Survey:
    """Of these children, or of these groups, or of all.

    A child who came after the deadline is not asked, and plans by the usual rules.

    Six statements, and two more where a plan is about one home's days.
    """
    names = ("child__person__given_name", "child__person__family_name", "child__person__birth_date")
    which = {"group__holiday_campaigns": campaign, "child__enrolments__starts__lte": campaign.binding_until}
    which |= {"child__enrolments__unit": campaign.unit_id} | (
        {} if children is None else {"child__among": set(children)}
    )
    which |= {} if groups is None else {"group__in": groups}
    places = placed(campaign.first_day, campaign.last_day, names, **which)
    seen = read_at(places, campaign.first_day, campaign.last_day)
    found = Survey(campaign, seen, places.more)
    for (child, _unit, day), stay in seen.stays.items():
        if stay.is_open:
            found.days.setdefault(child, []).append(day)
    for days in found.days.values():
        days.sort()
    columns = ("comes", "stage", "number", "start", "end", "sent_by_id")
    rows = HolidayDay.objects.filter(campaign=campaign, child__among=set(places.more)).order_by("number")
    for child, day, *said in rows.values_list("child_id", "day", *columns):
        found.answers[child, day] = Answer(*said)
    return found
