"""When units are open, day by day: read for every page and rule, in one statement however many units and days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from uuid import UUID

from django.db.models import BooleanField, CharField, F, IntegerField, Q, TimeField
from django.db.models.functions import Coalesce

from ransel.core import clock
from ransel.core.prepared import DAY, IDS, prepared
from ransel.core.union import kind, nothing
from ransel.units.models import FREE_IN, ClosedDay, OpeningException, OpeningHours, Unit, UnitKind
from ransel.units.public_holidays import public_holiday

SATURDAY = 6  # ISO 8601
HOURS, EXCEPTION, CLOSED = 1, 2, 3  # what a row of the statement tells


@dataclass(frozen=True, slots=True)
class Opening:
    """A unit's day. Open without times: the unit has not said when. `special` is a day not like others of its weekday.

    `why` is what such a day is called, where it is called something.
    """

    is_open: bool
    opens: time | None = None
    closes: time | None = None
    why: str = ""
    planning: bool = False
    special: bool = False

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
    days = list(clock.days(first_day, last_day))
    return {(unit.pk, day): told.of(unit, day) for unit in told.units for day in days}


def closed_otherwise(openings: dict[tuple[UUID, date], Opening]) -> dict[tuple[UUID, date], Opening]:
    """Of these, the days that are closed though others of their weekday are open; and public holidays always."""
    usually = {(unit, day.isoweekday()) for (unit, day), one in openings.items() if one.is_open}
    return {
        (unit, day): one
        for (unit, day), one in openings.items()
        if one.special and not one.is_open
        if day.isoweekday() < SATURDAY or (unit, day.isoweekday()) in usually or is_holiday(day, one)
    }


def is_holiday(day: date, opening: Opening) -> bool:
    """Whether it is closed because the whole country has the day off, and not for what the unit says of it."""
    return not opening.is_open and bool(opening.why) and opening.why == public_holiday(day)


class _Told:
    def __init__(self, units, first_day, last_day):
        self.units, self.exceptions, self.closed, self.hours = units, {}, {}, defaultdict(list)
        for what, of, first, last, weekday, opens, closes, note, *free in _rows(
            units={unit.pk for unit in units},
            municipalities={unit.municipality_id for unit in units},
            first_day=first_day,
            last_day=last_day,
        ):
            if what == HOURS:
                self.hours[of].append((first, last, weekday, Opening(True, opens, closes)))
            elif what == EXCEPTION:
                self.exceptions[of, first] = Opening(True, opens, closes, note, special=True)
            else:
                self.closed[of, first] = dict(zip(FLAGS, free, strict=True)) | {"why": note}

    def of(self, unit, day):
        if said := self.exceptions.get((unit.pk, day)):
            return said
        for place in (unit.pk, unit.municipality_id):
            free = self.closed.get((place, day))
            if free and free[FREE_IN[UnitKind(unit.kind)]]:
                return Opening(False, why=free["why"], planning=bool(free["planning"]), special=True)
        if name := public_holiday(day):
            return Opening(False, why=name, special=True)
        hours = [one for one in self.hours[unit.pk] if one[0] <= day and (one[1] is None or day <= one[1])]
        if not hours:
            return _usual(day.isoweekday() < SATURDAY)
        return next((opening for *_days, weekday, opening in hours if weekday == day.isoweekday()), _usual(False))


@cache
def _usual(is_open):
    return Opening(is_open)


FLAGS = ("kindergarten", "pupils", "after_school", "planning")


@prepared(units=IDS, municipalities=IDS, first_day=DAY, last_day=DAY)
def _rows(units, municipalities, first_day, last_day):
    """What is told of these days, of three kinds of rows in one statement: a page has few to spend."""
    days, of_unit = {"day__range": (first_day, last_day)}, {"unit__among": units}
    whole = Q(unit=None, municipality__among=municipalities)
    hours, exceptions, closed = _kinds()
    return (
        hours.not_over(first_day)
        .filter(**of_unit, starts__lte=last_day)
        .union(exceptions.filter(**of_unit, **days), closed.filter(Q(**of_unit) | whole, **days), all=True)
    )


@cache
def _kinds():
    """What is read of each kind: the same for all pages, and so put together once."""
    no, no_note = nothing(BooleanField, False), nothing(CharField, "")
    every, no_time = nothing(IntegerField, 0), nothing(TimeField)
    told = (F("unit_id"), F("starts"), F("ends"), F("weekday"), F("opens"), F("closes"), no_note)
    otherwise = (F("unit_id"), F("day"), F("day"), every, F("opens"), F("closes"), F("note"))
    free = (Coalesce("unit_id", "municipality_id"), F("day"), F("day"), every, no_time, no_time, F("note"))
    return (
        OpeningHours.objects.values_list(kind(HOURS), *told, no, no, no, no),
        OpeningException.objects.values_list(kind(EXCEPTION), *otherwise, no, no, no, no),
        ClosedDay.objects.values_list(kind(CLOSED), *free, *map(F, FLAGS)),
    )
