"""The rules of a unit, or of all units of a kind that have none of their own. Said again, they are as said last."""

from functools import partial
from typing import TypeVar

from ransel.audit import actions as audit
from ransel.core.actions import announce
from ransel.core.writing import writing
from ransel.units.models import AbsenceRules, LoginRules, Municipality, StayRules, Unit

Rules = TypeVar("Rules", AbsenceRules, StayRules)


@writing()
def _set(
    model: type[Rules], what: str, *, by, municipality: Municipality, kind: str, unit: Unit | None, topics=(), **columns
) -> Rules:
    said, _is_new = model.objects.update_or_create(municipality=municipality, kind=kind, unit=unit, defaults=columns)
    about = unit or municipality
    audit.record(what, by=by, about=about)
    announce(what, by=by, about=about, topics=[about.reference, *topics])
    return said


set_absence_rules = partial(_set, AbsenceRules, "absence_rules.set")
set_stay_rules = partial(_set, StayRules, "stay_rules.set")


@writing()
def set_login_rules(*, by, municipality: Municipality, **columns) -> LoginRules:
    said, _is_new = LoginRules.objects.update_or_create(municipality=municipality, defaults=columns)
    audit.record("login_rules.set", by=by, about=municipality)
    announce("login_rules.set", by=by, about=municipality, topics=[municipality.reference])
    return said
