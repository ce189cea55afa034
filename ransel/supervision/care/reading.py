"""Sleep and meals of today, of a group for its staff and of a child for its family."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ransel.core import clock, dates
from ransel.people.models import Child
from ransel.supervision.care.here import here_or_been
from ransel.supervision.models import Ate, Meal, MealTime, Sleep
from ransel.units.models import Group


@dataclass(frozen=True)
class Nap:
    """One sleep. `until`: when the child woke; without it, it sleeps, or nobody has said."""

    id: UUID
    since: datetime
    until: datetime | None
    here: bool = True

    @property
    def sleeps(self) -> bool:
        return self.until is None and self.here

    @property
    def words(self) -> str:
        if self.until:
            return f"{dates.clock_time(self.since)}\N{EN DASH}{dates.clock_time(self.until)}, {self.long}"
        return _("Since %(time)s") % {"time": dates.clock_time(self.since)}

    @property
    def long(self) -> str:
        return length(int(((self.until or clock.now()) - self.since).total_seconds()) // 60)


def length(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    if not hours:
        return ngettext("%(num)s minute", "%(num)s minutes", left) % {"num": left}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": left}


def wall(moment: datetime | None) -> time | None:
    """In Oslo, to the minute, as it is written."""
    return timezone.localtime(moment).time().replace(second=0, microsecond=0) if moment else None


def not_left_since(slept: datetime, here: datetime | None) -> bool:
    """A sleep that nobody ended is over where the child has left, and come again, since."""
    return here is None or slept >= here.replace(second=0, microsecond=0)


def instead_of(sleep: Sleep) -> list[Sleep]:
    """What stands of a sleep that was corrected or taken back: those of that day that were written since."""
    of = {"child": sleep.child_id, "unit": sleep.unit_id, "day": sleep.day, "at__gte": sleep.undone_at}
    return list(Sleep.objects.standing().filter(**of).exclude(pk=sleep.pk).order_by("slept_at"))


@dataclass
class Cared:
    """A child of the group, with what is noted of today."""

    child: Child
    here: bool
    since: datetime | None = None  # that it is here, where the unit checks in
    called: str = ""  # with the family name where two share the first
    sleeps: list[Nap] = field(default_factory=list)
    meals: dict[str, Ate] = field(default_factory=dict)

    @property
    def asleep(self) -> Nap | None:
        return next((one for one in self.sleeps if one.sleeps), None)

    def ate(self, meal: str) -> str:
        return str(self.meals[meal].label) if meal in self.meals else ""


def cared_for(group: Group) -> list[Cared]:
    """Those who have been here today; who sleeps first, then those who are here. Five statements."""
    found = here_or_been(group)
    shared = Counter(found.children[pk].given_name for pk in found.been)
    children = {}
    for pk in found.been:
        child = found.children[pk]
        called = child.name if shared[child.given_name] > 1 else child.given_name
        children[pk] = Cared(child, pk in found.here, found.since.get(pk), called)
    _note(children, group.unit_id)
    return sorted(children.values(), key=lambda one: (one.asleep is None, not one.here, one.called))


def _note(children: dict[UUID, Cared], unit: UUID):
    of = {"child__in": list(children), "unit": unit, "day": clock.today()}
    for one in Sleep.objects.standing().filter(**of).order_by("slept_at"):
        cared = children[one.child_id]
        cared.sleeps.append(
            Nap(one.pk, one.slept_at, one.woke_at, cared.here and not_left_since(one.slept_at, cared.since))
        )
    for meal in Meal.objects.standing().filter(**of):
        children[meal.child_id].meals[meal.meal] = Ate(meal.ate)


@dataclass
class CareOfDay:
    """What a family sees of one child's day."""

    sleeps: list[Nap]
    meals: list[tuple[str, str]]  # (which, how)


def care_of_day(child: Child, units, here: bool, since: datetime | None) -> CareOfDay:
    """In these units, which tell guardians; since when the child is here, where it is known. Two statements."""
    of = {"child": child, "unit__in": units, "day": clock.today()}
    sleeps = Sleep.objects.standing().filter(**of).order_by("slept_at")
    noted: dict[str, list] = defaultdict(list)
    for one in Meal.objects.standing().filter(**of):
        noted[one.meal].append(Ate(one.ate).label)
    meals = [(str(meal.label), ", ".join(map(str, noted[meal]))) for meal in MealTime if noted[meal]]
    naps = [Nap(one.pk, one.slept_at, one.woke_at, here and not_left_since(one.slept_at, since)) for one in sleeps]
    return CareOfDay(naps, meals)
