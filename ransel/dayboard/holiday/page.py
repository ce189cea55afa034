"""A holiday campaign as staff read it: by day, by half hour, and by family; with what is not known yet."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from ransel.attendance.models import HolidayCampaign, Stage
from ransel.attendance.stays.day import Hours, StayKind
from ransel.attendance.stays.halves import halves_of, is_here_in
from ransel.attendance.stays.holiday import Phase, Survey, asked_of, deadline_of, phase_of
from ransel.attendance.stays.norm import adults_needed, counts_as_over_three
from ransel.units.models import UnitKind


@dataclass
class DayCount:
    """One day: who said that they come, who stays at home, and who has not said. Chances are shares of the answered."""

    day: date
    comes: list[UUID] = field(default_factory=list)
    off: list[UUID] = field(default_factory=list)
    silent: list[UUID] = field(default_factory=list)
    share: float = 1.0  # of those who answered anything, how many days they come
    adults: int = 0  # if all come who may
    halves: list[tuple[int, int]] = field(default_factory=list)  # (at least, at most) by the half hour

    @property
    def least(self):
        return len(self.comes)

    @property
    def likely(self):
        return len(self.comes) + round(self.share * len(self.silent))

    @property
    def most(self):
        return len(self.comes) + len(self.silent)


@dataclass
class Family:
    child: UUID
    name: str
    answered: int
    asked: int


@dataclass
class Overview:
    campaign: HolidayCampaign
    phase: Phase
    deadline: date
    days: list[DayCount]
    families: list[Family]
    halves: list[time]
    has_norm: bool

    @property
    def missing(self):
        return [one for one in self.families if one.answered < one.asked]

    @property
    def answered(self):
        return len(self.families) - len(self.missing)


def overview_of(campaign: HolidayCampaign, groups=None) -> Overview:
    """Six statements, and two more where a plan is about one home's days."""
    asked = asked_of(campaign, groups=groups)
    share = _share(asked)
    halves = halves_of(asked.seen.openings.values())
    counts: dict[date, DayCount] = {}
    for child, days in asked.days.items():
        for day in days:
            one = counts.setdefault(day, DayCount(day, share=share))
            _where(asked, one, child).append(child)
    norm = campaign.unit.kind == UnitKind.KINDERGARTEN
    for day, one in counts.items():
        one.halves = [_at(asked, one, half) for half in halves]
        one.adults = _adults(asked, [*one.comes, *one.silent], day) if norm else 0
    families = [
        Family(child, _name(asked, child), sum(asked.answered(child, day) is not None for day in days), len(days))
        for child, days in asked.days.items()
    ]
    shown = [counts[day] for day in sorted(counts)]
    families.sort(key=lambda one: (one.answered == one.asked, one.name))
    return Overview(campaign, phase_of(campaign), deadline_of(campaign), shown, families, halves, norm)


def _where(asked, one: DayCount, child) -> list[UUID]:
    """Who has not answered may come, unless the plan, or a day taken off, says otherwise already."""
    said = asked.answered(child, one.day)
    if said is None:
        is_off = asked.seen.stays[child, asked.campaign.unit_id, one.day].kind is StayKind.OFF
        return one.off if is_off else one.silent
    return one.comes if _comes(asked, child, one.day, said) else one.off


def _comes(asked, child, day, said) -> bool:
    """A binding answer is the child's day, and that may have been changed since."""
    return said.comes if said.stage == Stage.PROVISIONAL else asked.seen.stays[child, asked.campaign.unit_id, day].comes


def _name(asked, child):
    given, family, _born = asked.names[child]
    return f"{given} {family}".strip()


def _share(asked: Survey) -> float:
    """How often those come who have answered; all of them, until somebody has."""
    said = [asked.answered(child, day) for child, days in asked.days.items() for day in days]
    known = [one.comes for one in said if one]
    return sum(known) / len(known) if known else 1.0


def _at(asked, one: DayCount, half: time) -> tuple[int, int]:
    sure = sum(is_here_in(_hours(asked, child, one.day), half) for child in one.comes)
    return sure, sure + sum(is_here_in(_hours(asked, child, one.day), half) for child in one.silent)


def _hours(asked: Survey, child, day) -> Hours:
    """As was answered for the time being; else as the day has become."""
    key, said = (child, asked.campaign.unit_id, day), asked.answers.get((child, day))
    if said and said.stage == Stage.PROVISIONAL and said.comes:
        return said.hours or asked.seen.planned(key).hours
    return asked.seen.stays[key].hours


def _adults(asked, children, day) -> int:
    over = sum(counts_as_over_three(asked.names[child][2], day) for child in children)
    return adults_needed(len(children) - over, over)
