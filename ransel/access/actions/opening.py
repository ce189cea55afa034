"""When units are open, and which days are free: said by the leader for a unit, by the municipality for all of them."""

from datetime import date, time

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.access.actions.units import pages_of
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.units import actions as units
from ransel.units.models import ClosedDay, Municipality, OpeningException, StayRules, Unit, UnitKind

EARLIEST_MEAL, LATEST_MEAL = time(6), time(20)
LONGEST = 100  # days said at once: a summer, and not a slip of the pen


@writing()
def set_opening_hours(*, by: Actor, unit: Unit, hours: dict[int, tuple[time, time]], starts: date):
    """{weekday: (opens, closes)}, 1 is Monday; what is not there is closed. Raises Refused for what has been."""
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    if starts < clock.today():
        raise Refused(_("Look at the days."), {"starts": _("This day is over. Choose today or later.")})
    wrong = {weekday: _("It closes before it opens.") for weekday, (opens, closes) in hours.items() if closes <= opens}
    if wrong:
        raise Refused(_("Look at the times."), {f"closes_{weekday}": why for weekday, why in wrong.items()})
    if not hours:
        raise Refused(_("When is it open?"), {"opens_1": _("Write the times of one day at least.")})
    units.set_opening_hours(by=by, unit=unit, hours=hours, starts=starts, topics=pages_of(unit))


@writing()
def open_day(*, by: Actor, unit: Unit, day: date, opens: time, closes: time, note: str) -> OpeningException:
    """The unit is open that day at these times, also when it is free otherwise. Raises Refused for what has been."""
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    _refuse_days(day, day, "day")
    if closes <= opens:
        raise Refused(_("Look at the times."), {"closes": _("It closes before it opens.")})
    return units.open_day(by=by, unit=unit, day=day, topics=pages_of(unit), opens=opens, closes=closes, note=note)


@writing()
def take_back_open_day(*, by: Actor, exception: OpeningException):
    exception = setting_up.OPEN_OTHERWISE.ask(by, lock(exception).pk)
    units.take_back_open_day(by=by, exception=exception, topics=pages_of(exception.unit))


@writing()
def close_days(*, by: Actor, unit: Unit, first_day: date, last_day: date, **columns):
    """These days are free in the unit, for those whom the columns name. Raises Refused when it is for nobody."""
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    _refuse_free(first_day, last_day, columns)
    of, days = unit.municipality, list(clock.days(first_day, last_day))
    units.close_days(by=by, municipality=of, unit=unit, days=days, topics=pages_of(unit), **columns)


@writing()
def close_days_everywhere(*, by: Actor, municipality: Municipality, first_day: date, last_day: date, **columns):
    """The same in every unit of the municipality that has not said otherwise of the day."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, lock(municipality).pk)
    _refuse_free(first_day, last_day, columns)
    days = list(clock.days(first_day, last_day))
    units.close_days(by=by, municipality=municipality, unit=None, days=days, **columns)


@writing()
def take_back_closed_day(*, by: Actor, closed: ClosedDay):
    closed = setting_up.OPEN_AGAIN.ask(by, lock(closed).pk)
    units.take_back_closed_day(by=by, closed=closed, topics=pages_of(closed.unit) if closed.unit else ())


@writing()
def set_stay_rules(*, by: Actor, unit: Unit, **columns) -> StayRules:
    """How the unit takes stay plans. Raises Refused for a school, which has none."""
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    _refuse_stay_rules(unit.kind, columns)
    municipality, topics = unit.municipality, pages_of(unit)
    return units.set_stay_rules(by=by, municipality=municipality, kind=unit.kind, unit=unit, topics=topics, **columns)


@writing()
def set_stay_rules_of_kind(*, by: Actor, municipality: Municipality, kind: str, **columns) -> StayRules:
    """How units of the kind take stay plans that have not said otherwise."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, lock(municipality).pk)
    _refuse_stay_rules(kind, columns)
    return units.set_stay_rules(by=by, municipality=municipality, kind=kind, unit=None, **columns)


def _refuse_stay_rules(kind, columns):
    if kind == UnitKind.SCHOOL:
        raise Refused(_("Pupils have a timetable, and no stay plans."))
    meal = columns.get("meal_at")
    if meal and not EARLIEST_MEAL <= meal <= LATEST_MEAL:
        raise Refused(_("Look at the times."), {"meal_at": _("Choose a time between 06:00 and 20:00.")})


def _refuse_free(first_day, last_day, columns):
    _refuse_days(first_day, last_day)
    if not any(columns.get(name) for name in ("pupils", "teachers", "after_school", "kindergarten")):
        raise Refused(_("Who is free?"), {"free": _("Choose one or more.")})


def _refuse_days(first_day, last_day, which="first_day"):
    if first_day < clock.today():
        raise Refused(_("Look at the days."), {which: _("This day is over. Choose today or later.")})
    if last_day < first_day:
        raise Refused(_("Look at the days."), {"last_day": _("The last day is before the first.")})
    if (last_day - first_day).days >= LONGEST:
        raise Refused(_("Look at the days."), {"last_day": _("That is more than a hundred days at once.")})
