"""Whose day it is, by a rota of whole weeks. Days are counted one by one: no week numbers, years or clocks come in."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

WEEK = 7
MOST = 8  # weeks before it begins again


@dataclass(frozen=True)
class Rota:
    """`homes` are the guardians' ids, a row of seven from Monday for each week; `starts` is the Monday of the first."""

    starts: date
    homes: list[list[UUID]]

    def on(self, day: date) -> UUID | None:
        """None before it begins, and where a day is not filled in."""
        since = (day - self.starts).days
        if since < 0:
            return None
        week, weekday = divmod(since % (WEEK * len(self.homes)), WEEK)
        return self.homes[week][weekday]


def is_monday(day: date) -> bool:
    return day.weekday() == 0


def mondays(day: date, many: int) -> list[date]:
    """The next ones, with this day itself where it is one."""
    first = day + timedelta(days=-day.weekday() % WEEK)
    return [first + timedelta(weeks=number) for number in range(many)]


def filled(homes) -> bool:
    """Whether there are one to eight weeks, each of seven days, and somebody on every day."""
    return 1 <= len(homes) <= MOST and all(len(week) == WEEK and all(week) for week in homes)


def week_about(first: UUID, second: UUID, turn: int) -> list[list[UUID]]:
    """Every other week, changing on weekday `turn` (Monday is 1): `first` comes in on that day of the first week."""
    days = [first if (number - turn + 1) % (2 * WEEK) < WEEK else second for number in range(2 * WEEK)]
    return [days[:WEEK], days[WEEK:]]
