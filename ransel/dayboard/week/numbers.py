"""Today in numbers: children by the half hour, the adults that the law asks for, and portions."""

from dataclasses import dataclass, field
from datetime import date, time

from ransel.attendance.stays.halves import HALF
from ransel.core import clock
from ransel.dayboard.week.page import GroupWeek, HalfHour, week_of_group
from ransel.supervision.adults.reading import adults_of
from ransel.units.models import Group

TALL = 60  # the drawing, in its own units; a half hour is 10 wide


@dataclass
class Numbers:
    week: GroupWeek
    day: date
    adults: dict[time, int] = field(default_factory=dict)  # that somebody has entered, by half hour

    @property
    def is_open(self) -> bool:
        return self.week.openings[self.day].is_open and bool(self.week.lines)

    @property
    def halves(self) -> list[tuple[time, HalfHour]]:
        return [(half, self.week.at(self.day, half)) for half in self.week.halves]

    @property
    def compares(self) -> bool:
        """Whether somebody has entered how many adults there are."""
        return bool(self.adults)

    def lacking(self, half: time) -> int:
        """How many adults too few there are; none where nobody has said, or no law asks."""
        if not self.week.has_norm or half not in self.adults:
            return 0
        return max(0, self.week.at(self.day, half).adults - self.adults[half])

    @property
    def now(self) -> HalfHour | None:
        """The half hour it is; none before the unit opens and when it has closed."""
        return next((one for half, one in self.halves if self.is_now(half)), None)

    @property
    def most(self) -> int:
        return max((one.children for _half, one in self.halves), default=0)

    @property
    def coming(self) -> int:
        return self.week.coming(self.day)

    @property
    def portions(self) -> int:
        return self.week.portions(self.day)

    @property
    def bars(self) -> list[tuple[float, float, float, str]]:
        """[(x, y, height, whether it is "past", "peak" or "")], for the drawing."""
        found = []
        for number, (half, one) in enumerate(self.halves):
            tall = TALL * one.children / self.most if self.most else 0
            kind = "peak" if self.is_now(half) else "past" if self._is_past(half) else ""
            found.append((number * 10 + 0.8, TALL - tall, tall, kind))
        return found

    def is_now(self, half: time) -> bool:
        return _minutes(half) <= _minutes(clock.wall_time()) < _minutes(half) + HALF

    def _is_past(self, half):
        return _minutes(half) + HALF <= _minutes(clock.wall_time())


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def numbers_of(group: Group) -> Numbers:
    """As many statements as the week takes, and one."""
    today = clock.today()
    return Numbers(week_of_group(group, today - (today.isoweekday() - 1) * clock.DAY), today, adults_of(group, today))
