"""Who is out on a trip does not go home by a tap on the board: those who are out with the child say so, or the door."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.departure.actions.door import NotYet
from ransel.people.models import Child
from ransel.supervision.here import on_trip
from ransel.units.models import Unit


def trips_of(children: Iterable[Child], unit: Unit) -> dict[UUID, str]:
    """Where each is who is out, by child's id. One statement."""
    out = on_trip(clock.today()).filter(child__in=children, trip__unit=unit)
    return dict(out.values_list("child", "trip__to"))


def refuse_on_trip(children: Iterable[Child], unit: Unit):
    """Raises NotYet for those, as `let_go` does for who has to be looked at first."""
    names = {child.pk: child.given_name for child in children}
    faults = {pk: words(names[pk], to) for pk, to in trips_of(children, unit).items()}
    if faults:
        raise NotYet(" ".join(faults.values()), faults)


def words(name: str, to: str) -> str:
    return _("%(child)s is on a trip: %(where)s.") % {"child": name, "where": to}
