"""When a child is missed, and how long its family has to answer: said by the leader, or by the municipality for all."""

from django.utils.translation import gettext as _

from ransel.access import setting_up
from ransel.access.actions.units import pages_of
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.units import actions as units
from ransel.units.models import AbsenceRules, Group, Municipality, Unit

LONGEST = 240  # minutes
QUARTER = 15


@writing()
def set_absence_rules(*, by: Actor, unit: Unit, **columns) -> AbsenceRules:
    """How the unit misses a child. Raises Refused for what can't be."""
    unit = setting_up.SET_UP_UNIT.ask(by, lock(unit).pk)
    _refuse(columns)
    municipality, topics = unit.municipality, pages_of(unit)
    return units.set_absence_rules(
        by=by, municipality=municipality, kind=unit.kind, unit=unit, topics=topics, **columns
    )


@writing()
def set_absence_rules_of_kind(*, by: Actor, municipality: Municipality, kind: str, **columns) -> AbsenceRules:
    """How units of the kind miss a child that have not said otherwise. Their boards are told that it is new."""
    municipality = setting_up.SET_UP_MUNICIPALITY.ask(by, lock(municipality).pk)
    _refuse(columns)
    boards = Group.objects.filter(unit__municipality=municipality, unit__kind=kind).values_list("pk", flat=True)
    topics = [f"group:{group}" for group in boards]
    return units.set_absence_rules(by=by, municipality=municipality, kind=kind, unit=None, topics=topics, **columns)


def _refuse(columns):
    wrong = {}
    if columns["unaccounted_at"].minute % QUARTER:
        wrong["unaccounted_at"] = _("Choose a quarter of the hour: the boards turn by it.")
    elif columns["late_after"] > columns["unaccounted_at"]:
        wrong["late_after"] = _("Choose the same time as a child is missed, or an earlier one.")
    for name in ("again_after", "call_after"):
        if not 1 <= columns[name] <= LONGEST:
            wrong[name] = _("Write a number of minutes, from 1 to %(most)d.") % {"most": LONGEST}
    if not wrong and columns["call_after"] <= columns["again_after"]:
        wrong["call_after"] = _("The family is asked again before it is rung.")
    if wrong:
        raise Refused(_("Look at the times."), wrong)
