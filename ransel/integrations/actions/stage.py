from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.writing import writing
from ransel.identity.actor import Actor
from ransel.integrations import permits
from ransel.integrations.models import BrokenRow, Import, StagedRow
from ransel.integrations.staging import Staged
from ransel.units.models import Municipality

BATCH = 1_000


@writing()
def stage(*, by: Actor, municipality: Municipality, system: str, staged: Staged) -> Import:
    """Keep what was read. Nothing of it counts yet."""
    permits.IMPORT_ROSTER.ask(by, municipality.pk)
    roster = Import.objects.create(
        municipality=municipality, system=system, bulk=staged.bulk, read_by=by.person, read_at=clock.now()
    )
    StagedRow.objects.bulk_create(
        (
            StagedRow(roster=roster, kind=kind, source_id=one.source_id, facts=one.facts, digest=one.digest)
            for kind, facts in staged.facts.items()
            for one in facts.values()
        ),
        batch_size=BATCH,
    )
    BrokenRow.objects.bulk_create(
        (
            BrokenRow(roster=roster, file=one.file, line=one.line, column=one.column, reason=one.reason)
            for one in staged.broken
        ),
        batch_size=BATCH,
    )
    audit.record("roster.read", by=by, about=roster)
    return roster
