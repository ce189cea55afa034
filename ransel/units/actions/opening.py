"""When a unit is open: its hours by weekday, the days that are otherwise, and the days that are free."""

from datetime import date, time

from ransel.audit import actions as audit
from ransel.core import bulk, clock
from ransel.core.actions import announce, announce_all
from ransel.core.writing import lock, writing
from ransel.units.models import ClosedDay, Municipality, OpeningException, OpeningHours, Unit


@writing()
def set_opening_hours(*, by, unit: Unit, hours: dict[int, tuple[time, time]], starts: date, topics=()):
    """{weekday: (opens, closes)} from this day on. What held before it is as it was; what was to begin later is not."""
    lock(unit)
    before = OpeningHours.objects.filter(unit=unit).not_over(starts)
    before.filter(starts__gte=starts).delete()
    before.update(ends=starts - clock.DAY)
    OpeningHours.objects.bulk_create(
        OpeningHours(unit=unit, weekday=weekday, opens=opens, closes=closes, starts=starts)
        for weekday, (opens, closes) in sorted(hours.items())
    )
    audit.record("opening_hours.set", by=by, about=unit)
    announce("opening_hours.set", by=by, about=unit, topics=[unit.reference, *topics])


@writing()
def open_day(*, by, unit: Unit, day: date, topics=(), **columns) -> OpeningException:
    """On this day it is open at these times, whatever else is said of the day. Said again, it is what was said last."""
    said, _is_new = OpeningException.objects.update_or_create(unit=unit, day=day, defaults=columns)
    audit.record("day.opened", by=by, about=unit, reason=str(day))
    announce("day.opened", by=by, about=unit, topics=[unit.reference, *topics])
    return said


@writing()
def take_back_open_day(*, by, exception: OpeningException, topics=()):
    unit = exception.unit
    OpeningException.objects.filter(pk=exception.pk).delete()
    audit.record("day.not_opened", by=by, about=unit, reason=str(exception.day))
    announce("day.not_opened", by=by, about=unit, topics=[unit.reference, *topics])


@writing()
def close_days(*, by, municipality: Municipality, unit: Unit | None, days: list[date], topics=(), **columns):
    """In one unit, or in all of the municipality's. Said again of a day, it is what was said last."""
    ClosedDay.objects.filter(municipality=municipality, unit=unit, day__in=days).delete()
    ClosedDay.objects.bulk_create(ClosedDay(municipality=municipality, unit=unit, day=day, **columns) for day in days)
    about = unit or municipality
    audit.record("days.closed", by=by, about=about, reason=f"{days[0]} to {days[-1]}")
    announce("days.closed", by=by, about=about, topics=[about.reference, *topics])


@writing()
def set_closed_days(*, by, municipality: Municipality, days: dict[tuple[Unit | None, date], dict | None], topics=()):
    """Many days at once, in one unit and another, or in all (None): how each is closed now, or None that it is not.

    As few statements for a year of a municipality as for a day. Recorded and announced once a unit.
    """
    ids = {(unit and unit.pk, day): columns for (unit, day), columns in days.items()}
    told = sorted({day for _unit, day in days})
    here = ClosedDay.objects.filter(municipality=municipality, day__range=(told[0], told[-1]))
    gone = {pk for pk, *of in here.values_list("pk", "unit", "day") if tuple(of) in ids}
    ClosedDay.objects.filter(pk__among=gone).delete()
    closed = [{"unit_id": unit, "day": day} | columns for (unit, day), columns in ids.items() if columns]
    bulk.insert(ClosedDay, [{"municipality_id": municipality.pk} | one for one in closed])
    about = sorted({unit or municipality for unit, _day in days}, key=lambda one: one.reference)
    audit.record_all("closed_days.set", by=by, about=about, reason=f"{told[0]} to {told[-1]}")
    announce_all("closed_days.set", by=by, about=about, topics=[*(one.reference for one in about), *topics])


@writing()
def take_back_closed_day(*, by, closed: ClosedDay, topics=()):
    about = closed.unit or closed.municipality
    ClosedDay.objects.filter(pk=closed.pk).delete()
    audit.record("day.not_closed", by=by, about=about, reason=str(closed.day))
    announce("day.not_closed", by=by, about=about, topics=[about.reference, *topics])
