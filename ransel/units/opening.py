"""When units are open, day by day: read for every page and rule, in three statements however many units and days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Q

from ransel.core import clock
from ransel.units.models import ClosedDay, OpeningException, OpeningHours, Unit
from ransel.units.public_holidays import public_holiday

SATURDAY = 6  # ISO 8601


@dataclass(frozen=True)
class Opening:
    """A unit's day. Open without times: the unit has not said when. `why` is empty when it is a day like others."""

    is_open: bool
    opens: time | None = None
    closes: time | None = None
    why: str = ""
    planning: bool = False

    def takes(self, start: time, end: time) -> bool:
        """Whether somebody may be there from one time to another."""
        if not self.is_open or not start < end:
            return False
        return (self.opens is None or self.opens <= start) and (self.closes is None or end <= self.closes)


def openings_of(units: Iterable[Unit], first_day: date, last_day: date) -> dict[tuple[UUID, date], Opening]:
    """{(unit, day): how it is}, both days included.

    What the unit itself says of a day counts most. Then the days that are free, the unit's own before the
    municipality's; then public holidays; then the hours of the weekday. A unit that has said no hours is open from
    Monday to Friday.
    """
    told = _Told(list(units), first_day, last_day)
    return {(unit.pk, day): told.of(unit, day) for unit in told.units for day in clock.days(first_day, last_day)}


class _Told:
    def __init__(self, units, first_day, last_day):
        self.units = units
        days = {"day__range": (first_day, last_day)}
        exceptions = OpeningException.objects.filter(unit__in=units, **days)
        self.exceptions = {(one.unit_id, one.day): one for one in exceptions}
        whole = Q(unit=None, municipality__in={unit.municipality_id for unit in units})
        closed = ClosedDay.objects.filter(Q(unit__in=units) | whole, **days)
        self.closed = {(one.unit_id or one.municipality_id, one.day): one for one in closed}
        self.hours = defaultdict(list)
        for one in OpeningHours.objects.not_over(first_day).filter(unit__in=units, starts__lte=last_day):
            self.hours[one.unit_id].append(one)

    def of(self, unit, day):
        if said := self.exceptions.get((unit.pk, day)):
            return Opening(True, said.opens, said.closes, said.note)
        for place in (unit.pk, unit.municipality_id):
            free = self.closed.get((place, day))
            if free and free.is_free_in(unit.kind):
                return Opening(False, why=free.note, planning=free.planning)
        if name := public_holiday(day):
            return Opening(False, why=name)
        hours = [one for one in self.hours[unit.pk] if one.holds_on(day)]
        if not hours:
            return Opening(day.isoweekday() < SATURDAY)
        today = next((one for one in hours if one.weekday == day.isoweekday()), None)
        return Opening(True, today.opens, today.closes) if today else Opening(False)
