"""The units that are told of a child's day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ransel.attendance.stays.effective import placed
from ransel.core import clock
from ransel.units.models import Function, Unit
from ransel.units.opening import openings_of


def units_of(children: Iterable[UUID], day: date) -> dict[UUID, list[Unit]]:
    """Where each has its place that day, is open then, and takes day notes. Four statements."""
    return {child: of.get(day, []) for child, of in units_between(children, day, day).items()}


def units_between(children: Iterable[UUID], first: date, last: date) -> dict[UUID, dict[date, list[Unit]]]:
    taking = {"name": Function.Name.DAY_NOTE, "guardians": Function.Use.EDIT, "staff": True}
    takes = {f"unit__functions__{column}": said for column, said in taking.items()}
    places = placed(first, last, child__among=set(children), **takes)
    openings = openings_of(places.units.values(), first, last)
    found: dict[UUID, dict[date, list[Unit]]] = {}
    for child, unit, days in places.days:
        for day in days:
            there = found.setdefault(child, {}).setdefault(day, [])
            if openings[unit, day].is_open and all(one.pk != unit for one in there):
                there.append(places.units[unit])
    return found


def days_to_choose(child: UUID, ahead) -> list[date]:
    """Today and the days ahead on which the child is somewhere that takes day notes."""
    there = units_between([child], clock.today(), clock.today() + ahead).get(child, {})
    return [day for day in clock.days(clock.today(), clock.today() + ahead) if there.get(day)]
