"""When a unit is open, as its leader sees it: the week now and later, and the days that are not like others."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from django.utils.text import capfirst

from ransel.core import clock
from ransel.office.opening.forms import FREE, WEEKDAYS
from ransel.units.models import ClosedDay, OpeningException, OpeningHours, StayRules, Unit, UnitKind
from ransel.units.public_holidays import public_holiday
from ransel.units.stay_rules import rules_of, usual

AHEAD = 365  # days


@dataclass
class Week:
    """Opening hours from a day on: [(weekday, opens, closes)]; a closed one has no times."""

    starts: date
    later: bool
    days: list[tuple[str, time | None, time | None]]


@dataclass
class Special:
    """A day that is not as others are: closed, open at other times, or a public holiday, which nobody can take back."""

    day: date
    note: str
    closed: ClosedDay | None = None
    opened: OpeningException | None = None

    @property
    def free(self):
        """Who is free, in words."""
        return ", ".join(str(label) for name, label in FREE.items() if getattr(self.closed, name))


def weeks_of(unit: Unit) -> list[Week]:
    """Those that hold now or later, in order."""
    by_start: dict[date, dict] = defaultdict(dict)
    for one in OpeningHours.objects.not_over(clock.today()).filter(unit=unit):
        by_start[one.starts][one.weekday] = (one.opens, one.closes)
    return [
        Week(
            starts,
            starts > clock.today(),
            [(capfirst(str(name)), *hours.get(day, (None, None))) for day, name in WEEKDAYS.items()],
        )
        for starts, hours in sorted(by_start.items())
    ]


def specials_of(closed, opened=None) -> list[Special]:
    """From today on for a year, with the public holidays; what is told of one of those stands in its place."""
    first, last = clock.today(), clock.today() + AHEAD * clock.DAY
    told = [Special(one.day, one.note, closed=one) for one in closed.filter(day__gte=first).select_related("unit")]
    if opened is not None:
        told += [Special(one.day, one.note, opened=one) for one in opened.filter(day__gte=first)]
    named = {one.day for one in told}
    for day in clock.days(first, last):
        if day not in named and (name := public_holiday(day)):
            told.append(Special(day, name))
    return sorted(told, key=lambda one: one.day)


@dataclass
class Rules:
    """How stay plans are taken, in words, and whose word it is."""

    of: str
    rules: StayRules
    own: bool = True

    @property
    def weekday(self):
        return WEEKDAYS[self.rules.lock_weekday]


def rules_shown(unit: Unit) -> Rules | None:
    """Those that hold in the unit, its own or not; none in a school, which has no stay plans."""
    if unit.kind == UnitKind.SCHOOL:
        return None
    rules = rules_of([unit])[unit.pk]
    return Rules(unit.name, rules, own=rules.unit_id == unit.pk)


def rules_of_kinds(municipality) -> list[Rules]:
    """For each kind of units with stay plans."""
    told = {one.kind: one for one in municipality.stay_rules.filter(unit=None)}
    kinds = [kind for kind in UnitKind if kind != UnitKind.SCHOOL]
    return [Rules(str(kind.label), told.get(kind, usual(kind)), own=kind in told) for kind in kinds]
