"""When a unit is open: its hours by weekday, the days that are otherwise, and the days that are free."""

from datetime import date, time

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import lock, writing
from ransel.units.models import ClosedDay, Municipality, OpeningException, OpeningHours, StayRules, Unit


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
def take_back_closed_day(*, by, closed: ClosedDay, topics=()):
    about = closed.unit or closed.municipality
    ClosedDay.objects.filter(pk=closed.pk).delete()
    audit.record("day.not_closed", by=by, about=about, reason=str(closed.day))
    announce("day.not_closed", by=by, about=about, topics=[about.reference, *topics])


@writing()
def set_stay_rules(*, by, municipality: Municipality, kind: str, unit: Unit | None, topics=(), **columns) -> StayRules:
    """Of a unit, or of all units of a kind that have no rules of their own. Said again, it is what was said last."""
    said, _is_new = StayRules.objects.update_or_create(
        municipality=municipality, kind=kind, unit=unit, defaults=columns
    )
    about = unit or municipality
    audit.record("stay_rules.set", by=by, about=about)
    announce("stay_rules.set", by=by, about=about, topics=[about.reference, *topics])
    return said
