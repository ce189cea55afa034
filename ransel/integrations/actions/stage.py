from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import Refused, writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.models import BrokenRow, Import, Kind, SourceLink, StagedRow
from ransel.integrations.staging import Staged
from ransel.units.models import Municipality, Unit

BATCH = 1_000


@writing()
def stage(*, by: Actor, municipality: Municipality, system: str, staged: Staged) -> Import:
    """Keep what was read. Nothing of it counts yet. Raises Refused for the roster of another municipality."""
    permits.IMPORT_ROSTER.ask(by, municipality.pk)
    _refuse_anothers(municipality, system, staged)
    read = {"read_by": by.person, "read_at": clock.now(), "renamed": staged.renamed}
    roster = Import.objects.create(municipality=municipality, system=system, bulk=staged.bulk, **read)
    StagedRow.objects.bulk_create(_rows(roster, staged), batch_size=BATCH)
    BrokenRow.objects.bulk_create((BrokenRow(roster=roster, **vars(one)) for one in staged.broken), batch_size=BATCH)
    audit.record("roster.read", by=by, about=roster)
    return roster


def _rows(roster, staged):
    for kind, facts in staged.facts.items():
        for one in facts.values():
            yield StagedRow(roster=roster, kind=kind, source_id=one.source_id, facts=one.facts, digest=one.digest)
    for kind, source_id in sorted(staged.gone):
        if not staged.knows(kind, source_id):
            yield StagedRow(roster=roster, kind=kind, source_id=source_id, facts={}, digest="", gone=True)


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

    def known(system):
        links = SourceLink.objects.filter(municipality=municipality, system=system, ended_on=None)
        return frozenset((Kind(kind), source_id) for kind, source_id in links.values_list("kind", "source_id"))

    return known
