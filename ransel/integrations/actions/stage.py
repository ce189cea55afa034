"""What was read is kept until somebody has looked at it: only what would change something, some rows at a time."""

from collections.abc import Set
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import bulk, clock
from ransel.core.models import Topic
from ransel.core.writing import Refused, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.differences import differences, known_of
from ransel.integrations.models import BrokenRow, Import, Kind, SourceLink, StagedRow
from ransel.integrations.staging import Staged
from ransel.units.models import Municipality, Unit

AT_ONCE = 1_000  # rows in one transaction


def stage(*, by: Actor, municipality: Municipality, system: str, staged: Staged) -> Import:
    """Nothing of it counts yet. Raises Refused for the roster of another municipality."""
    roster = _begin(by=by, municipality=municipality, system=system, staged=staged)
    rows = _rows(roster, staged)
    while some := list(islice(rows, AT_ONCE)):
        _keep(model=StagedRow, rows=some)
    broken = ({"roster_id": roster.pk, **vars(one)} for one in staged.broken)
    while some := list(islice(broken, AT_ONCE)):
        _keep(model=BrokenRow, rows=some)
    return _close(by=by, roster=roster)


@writing()
def _begin(*, by, municipality, system, staged):
    permits.IMPORT_ROSTER.ask(by, municipality.pk)
    _refuse_anothers(municipality, system, staged)
    read = {"read_by": by.person, "read_at": clock.now(), "renamed": staged.renamed}
    roster = Import(municipality=municipality, system=system, bulk=staged.bulk, **read)
    roster.seen = Topic.raised(roster.topic)
    roster.save(force_insert=True)
    return roster


@writing()
def _keep(*, model, rows):
    bulk.insert(model, rows)


@writing()
def _close(*, by, roster):
    roster.whole = True
    roster.save(update_fields=["whole"])
    audit.record("roster.read", by=by, about=roster)
    return roster


def _rows(roster, staged):
    for verb, kind, source_id, fact in differences(staged, known_of(roster)):
        said = {"verb": verb, "kind": kind, "source_id": source_id}
        facts = fact.facts if fact else {}
        unit = source_id if kind == Kind.UNIT else facts.get("unit") or ""
        yield {"roster_id": roster.pk, "facts": facts, "digest": fact.digest if fact else "", "unit": unit, **said}


def _refuse_anothers(municipality, system, staged):
    """By the number it gives, by an organisation number that is another's, or because no unit in it is known here."""
    units = staged.facts[Kind.UNIT]
    if staged.municipality and staged.municipality != municipality.number:
        raise Refused(_("The file says that it belongs to another municipality."))
    numbers = [one.facts["number"] for one in units.values() if one.facts["number"]]
    if Unit.objects.filter(number__in=numbers).exclude(municipality=municipality).exists():
        raise Refused(_("The file names a unit that belongs to another municipality."))
    known = SourceLink.objects.filter(municipality=municipality, system=system, kind=Kind.UNIT)
    if staged.bulk and units and known.exists() and not known.filter(source_id__in=list(units)).exists():
        raise Refused(_("None of the units in the file is known here. Is it the file of another municipality?"))


def known_to(municipality: Municipality):
    """A function of a system: {(kind, source id)} of what it has told of here, for a file of changes to point at."""
    return lambda system: KnownTo(municipality, system)


class KnownTo(Set):
    """Looked up when somebody asks: a whole file never does."""

    def __init__(self, municipality, system):
        self.links = SourceLink.objects.filter(municipality=municipality, system=system, ended_on=None)

    @cached_property
    def pairs(self):
        return frozenset((Kind(kind), source_id) for kind, source_id in self.links.values_list("kind", "source_id"))

    def __contains__(self, pair):
        return pair in self.pairs

    def __iter__(self):
        return iter(self.pairs)

    def __len__(self):
        return len(self.pairs)
