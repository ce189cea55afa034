"""How much of what is there a roster may end before somebody must say that it is meant."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.integrations.models import Import, Kind, SourceLink, Verb

MOST = {Kind.GUARDIANSHIP: 0.05, Kind.PLACE: 0.10, Kind.POST: 0.20, Kind.GROUP: 0.20}  # of those in force
FEW = 5  # so few may always end: a small kindergarten loses a family now and then
OF_A_NEW_YEAR = (Kind.PLACE, Kind.POST, Kind.GROUP)  # in August every class changes, and a fifth change unit


@dataclass
class Stop:
    kind: Kind
    ended: int
    of: int

    def __str__(self):
        said = {"what": self.kind.label, "ended": self.ended, "of": self.of, "share": round(100 * self.ended / self.of)}
        return _("%(what)s: %(ended)s of %(of)s would end, %(share)s %%.") % said


def stops(roster: Import, *, new_year=False) -> list[Stop]:
    """The kinds of which more would end than usual: not named, or with a last day that is past. Two statements."""
    links = SourceLink.objects.filter(municipality=roster.municipality_id, system=roster.system, ended_on=None)
    rows = roster.rows.alias(last=Left(KeyTextTransform("ends", "facts"), 10))
    over = Q(verb=Verb.ENDED) | Q(verb=Verb.CHANGED, last__lt=clock.today().isoformat())
    standing, ending = _counted(links), _counted(rows.filter(over))
    said = []
    for kind, most in MOST.items():
        ended, of = ending.get(kind, 0), standing.get(kind, 0)
        free = new_year and kind in OF_A_NEW_YEAR
        if not free and ended > FEW and ended > most * of:
            said.append(Stop(kind, ended, of))
    return said


def _counted(rows):
    return dict(rows.order_by().values("kind").annotate(number=Count("pk")).values_list("kind", "number"))
