"""Where every child of a unit is, by the board, at the moment the roll is called."""

from dataclasses import dataclass
from uuid import UUID

from ransel.attendance.day import Status, days_of
from ransel.core import clock
from ransel.people.models import Enrolment
from ransel.supervision.here import here_now
from ransel.supervision.models import RollCallChild
from ransel.units.models import Unit

Where = RollCallChild.Where


@dataclass(frozen=True, slots=True)
class Found:
    child: UUID
    group: UUID | None
    where: RollCallChild.Where


def where_they_are(unit: Unit, group: UUID | None = None) -> list[Found]:
    """Everybody who is here, whether it has a place today or not; and of those who have one, who is not, and why.

    Four statements. With a group, the children of that group.
    """
    here = {one.child: one for one in here_now(unit)}
    places = dict(Enrolment.objects.on(clock.today()).filter(unit=unit).values_list("child", "group"))
    days = days_of(set(places) - set(here), clock.today(), unit=unit.pk)
    found = [Found(pk, one.group, Where.HERE if one.trip is None else Where.ON_TRIP) for pk, one in here.items()]
    found += [Found(pk, places[pk], _why_not(days.get(pk))) for pk in places if pk not in here]
    return [one for one in found if group in (None, one.group)]


def _why_not(day) -> RollCallChild.Where:
    said = {Status.LEFT: Where.LEFT, Status.ABSENT: Where.AWAY}
    return said.get(day.status, Where.NOT_COME) if day else Where.NOT_COME
