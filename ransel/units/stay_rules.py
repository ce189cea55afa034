"""When the plan of a week locks, until when today can be changed, and how far ahead plans are made."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.units.models import StayRules, Unit, UnitKind
from ransel.units.rules import rules_in_force

NEXT_YEAR_FROM = (7, 1)  # month and day
YEAR_ENDS = (8, 31)


def rules_of(units: Iterable[Unit]) -> dict[UUID, StayRules]:
    """By unit, its own or those of its kind. One statement."""
    return rules_in_force(StayRules, units, usual)


def usual(kind: str, **columns) -> StayRules:
    """The product's own. After-school eats when school is over."""
    meal = {"meal_at": time(14)} if kind == UnitKind.AFTER_SCHOOL else {}
    return StayRules(kind=kind, **meal, **columns)


def locks_at(rules: StayRules, day: date) -> datetime:
    """The moment from which the plan of the day's week (ISO 8601) is locked: in Oslo's days, whatever its clocks do."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    locking = monday + timedelta(days=rules.lock_weekday - 1 - 7)
    return datetime.combine(locking, rules.lock_time, OSLO)


def is_locked(rules: StayRules, day: date) -> bool:
    return clock.now() >= locks_at(rules, day)


def cut_off_at(rules: StayRules, day: date) -> datetime:
    """Until when what concerns this day is changed by guardians without somebody having to see it."""
    return datetime.combine(day, rules.cut_off, OSLO)


def planned_until(day: date) -> date:
    """The last day a plan can be made for: 31 August of this school year, and from 1 July of the next."""
    return date(day.year + ((day.month, day.day) >= NEXT_YEAR_FROM), *YEAR_ENDS)
