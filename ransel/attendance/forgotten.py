"""Days of the last weeks that nobody ended: they wait for somebody who knows when the child left."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ransel.attendance.models import CheckOut
from ransel.core import clock

LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Forgotten:
    check_in: UUID
    given_name: str
    day: date


def forgotten_lately(day: date):
    """The check-outs of that kind, not corrected, in the days before this one."""
    standing = CheckOut.objects.filter(forgotten=True, undone_at=None, check_in__undone_at=None)
    return standing.filter(check_in__day__gte=day - LATELY)


def forgotten_of(children, unit: UUID) -> list[Forgotten]:
    """Of these children in the unit, the first first. One statement; none for nobody."""
    ids = set(children)
    if not ids:
        return []
    rows = forgotten_lately(clock.today()).filter(check_in__child__among=ids, check_in__unit=unit)
    columns = ("check_in", "check_in__child__person__given_name", "check_in__day")
    return [Forgotten(*row) for row in rows.order_by("check_in__day", columns[1]).values_list(*columns)]
