from ransel.audit import actions as audit
from ransel.core.actions import announce
from ransel.core.writing import writing
from ransel.units.models import AbsenceRules, Municipality, Unit


@writing()
def set_absence_rules(
    *, by, municipality: Municipality, kind: str, unit: Unit | None, topics=(), **columns
) -> AbsenceRules:
    """Of a unit, or of all units of a kind that have no rules of their own. Said again, it is what was said last."""
    said, _is_new = AbsenceRules.objects.update_or_create(
        municipality=municipality, kind=kind, unit=unit, defaults=columns
    )
    about = unit or municipality
    audit.record("absence_rules.set", by=by, about=about)
    announce("absence_rules.set", by=by, about=about, topics=[about.reference, *topics])
    return said
