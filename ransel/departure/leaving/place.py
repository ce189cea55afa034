"""What can be said of how a child leaves a unit on a day: in which ways, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from ransel.attendance.stays.effective import KINDS, placed
from ransel.core import clock
from ransel.departure.leaving.day import Key
from ransel.departure.models import DepartureMode
from ransel.units.models import Function, StayRules, Unit, UnitKind
from ransel.units.opening import Opening, openings_of
from ransel.units.stay_rules import cut_off_at, rules_of

ALONE = (DepartureMode.WALKS_HOME, DepartureMode.CHILD_DECIDES)
TO_CHOOSE = [mode for mode in DepartureMode if mode is not DepartureMode.GOES_WITH]  # that takes a code
EARLIEST, LATEST = time(7), time(17)  # where the unit has not said when it is open


@dataclass(frozen=True)
class Place:
    """A child's unit on a day when it is open there."""

    unit: Unit
    day: date
    opening: Opening
    rules: StayRules

    @property
    def modes(self) -> list[DepartureMode]:
        """Nobody walks home alone from a kindergarten."""
        small = self.unit.kind == UnitKind.KINDERGARTEN
        return [mode for mode in DepartureMode if mode in TO_CHOOSE and not (small and mode in ALONE)]

    @property
    def slots(self) -> list[time]:
        """When children are sent home: as often as the unit says, while it is open."""
        first, last = (one.hour * 60 + one.minute for one in (self.opens, self.closes))
        every = self.rules.send_home_every
        return [time(*divmod(minute, 60)) for minute in range(-(-first // every) * every, last + 1, every)]

    @property
    def opens(self) -> time:
        return self.opening.opens or EARLIEST

    @property
    def closes(self) -> time:
        return self.opening.closes or LATEST

    @property
    def cut_off(self) -> datetime:
        return cut_off_at(self.rules, self.day)

    @property
    def late(self) -> bool:
        return clock.now() >= self.cut_off


def places_of(children: Iterable[UUID], first_day: date, last_day: date, use=Function.Use.EDIT) -> dict[Key, Place]:
    """Where a child is on days when it is open there, and guardians have that much of departures. Six statements."""
    opened = {"unit__functions__name": Function.Name.DEPARTURE, "unit__functions__guardians__gte": use}
    places = placed(first_day, last_day, child__among=set(children), unit__kind__in=KINDS, **opened)
    openings = openings_of(places.units.values(), first_day, last_day)
    rules = rules_of(places.units.values())
    return {
        (child, unit, day): Place(places.units[unit], day, opening, rules[unit])
        for child, unit, days in places.days
        for day in days
        if (opening := openings[unit, day]).is_open
    }
