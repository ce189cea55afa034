"""The page on which a guardian says how a child leaves week by week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from ransel.access.residence import SEE_HOMES
from ransel.core import clock
from ransel.departure.leaving.checking import fetchers_of
from ransel.departure.leaving.place import Place, places_of
from ransel.departure.leaving.rows import plans_that_count
from ransel.departure.models import DeparturePlan
from ransel.departure.who import fetched_by
from ransel.people.models import Child
from ransel.units.models import Unit
from ransel.units.stay_rules import planned_until

AHEAD = 20 * clock.DAY


@dataclass
class PlanPage:
    """`last` is the plan that was sent last, `mine` that of the reader to begin from; neither where nobody has one."""

    child: Child
    place: Place  # the unit on the first day that can be planned for
    units: list[Unit]
    fetchers: dict[str, str]
    plans: list[DeparturePlan]  # that are not over, the last sent first
    number: int  # of the last sent, whoever may see it
    shared: bool
    weekdays: list[int]

    @property
    def unit(self):
        return self.place.unit

    def mine(self, person) -> DeparturePlan | None:
        return next((one for one in self.plans if one.sent_by_id == person.pk), next(iter(self.plans), None))


def plan_page(actor, child: Child, unit: str) -> PlanPage | None:
    """None where the child is in no unit that takes it. Some twenty statements."""
    tomorrow = clock.today() + clock.DAY
    places = places_of([child.pk], tomorrow, min(tomorrow + AHEAD, planned_until(clock.today())))
    first: dict = {}
    for (_child, pk, _day), place in sorted(places.items(), key=lambda item: item[0][2]):
        first.setdefault(pk, place)
    if not first:
        return None
    here = sorted(first.values(), key=lambda one: one.unit.name)
    place = next((one for one in here if str(one.unit.pk) == unit), here[0])
    shared = SEE_HOMES.holds(actor, child.pk)
    of = {"child": child, "unit": place.unit}
    plans = plans_that_count().filter(**of).order_by("-number")
    sent = list(plans.select_related("sent_by").prefetch_related("weekdays"))
    number = DeparturePlan.objects.filter(**of).aggregate(last=Max("number"))["last"] or 0
    known = [one for one in sent if shared or one.sent_by_id == actor.person.pk]
    open_on = {day.isoweekday() for (_child, pk, day) in places if pk == place.unit.pk}
    return PlanPage(
        child,
        place,
        [one.unit for one in here],
        fetchers_of(fetched_by(actor, [child])[0], place.day),
        [one for one in known if one.ends and one.ends >= clock.today()],
        number,
        shared,
        sorted({1, 2, 3, 4, 5} | open_on),
    )


def next_monday() -> date:
    today = clock.today()
    return today + timedelta(days=8 - today.isoweekday())
