"""The number of adults that somebody has entered, and of which day it can be copied."""

from datetime import date, time, timedelta

from ransel.attendance.stays.halves import HALF
from ransel.core import clock
from ransel.supervision.models import AdultNumber
from ransel.units.models import Group

WEEKS_BACK = 8


def adults_of(group: Group, day: date) -> dict[time, int]:
    """By when the half hour begins; those of which nobody has said are not in it. One statement."""
    numbers = AdultNumber.objects.standing().filter(group=group, day=day)
    return dict(numbers.order_by("half").values_list("half", "number"))


def adults_now(group: Group) -> int | None:
    """How many adults the group has in the half hour it is; None where nobody has said. One statement."""
    now = clock.wall_time()
    half = time(now.hour, now.minute // HALF * HALF)
    numbers = AdultNumber.objects.standing().filter(group=group, day=clock.today(), half=half)
    return numbers.values_list("number", flat=True).first()


def last_like(group: Group, day: date) -> date | None:
    """The last of the same weekday before, of which something was said. One statement."""
    days = [day - timedelta(weeks=number) for number in range(1, WEEKS_BACK + 1)]
    said = AdultNumber.objects.standing().filter(group=group, day__in=days)
    return said.order_by("-day").values_list("day", flat=True).first()
