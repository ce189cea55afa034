"""The visits of a child on a day, as its family sees them; and which children a host takes along."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ransel.departure.models import Visit
from ransel.departure.visits.code import code_of
from ransel.people.models import Child


@dataclass(frozen=True)
class Shown:
    """`other` is the first name of the other child; while nobody has entered it, there is a `code`."""

    visit: Visit
    hosts: bool
    other: str
    code: str

    @property
    def words(self) -> str:
        if not self.other:
            return _("Code %(code)s") % {"code": self.code}
        if self.hosts:
            return _("%(name)s comes along home") % {"name": self.other}
        return _("Goes home with %(name)s") % {"name": self.other}


def visits_of(child: Child, day: date, unit: UUID) -> list[Shown]:
    """Those that stand, of which it is the host or the guest. One statement."""
    rows = Visit.objects.filter(Q(host=child) | Q(guest=child), day=day, unit=unit, ended_at=None)
    visits = rows.select_related("host__person", "guest__person").order_by("made_at")
    return [_shown(child, one) for one in visits]


def _shown(child, one):
    hosts = one.host_id == child.pk
    other = one.guest if hosts else one.host
    return Shown(one, hosts, other.given_name if other else "", code_of(one.pk) if hosts and not other else "")


def guests_of(hosts, day: date, unit: UUID) -> dict[UUID, list[str]]:
    """First names of those who go home with each of these, by the host's id. One statement; none for nobody."""
    found: dict[UUID, list[str]] = defaultdict(list)
    if ids := set(hosts):
        taken = Visit.objects.filter(host__among=ids, day=day, unit=unit, ended_at=None, guest__isnull=False)
        for host, name in taken.order_by("guest__person__given_name").values_list("host", "guest__person__given_name"):
            found[host].append(name)
    return found
