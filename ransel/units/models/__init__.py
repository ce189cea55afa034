"""The municipality, its units and groups, what they use, and when they are open."""

from ransel.units.models.absence_rules import AbsenceRules
from ransel.units.models.login_rules import LoginRules
from ransel.units.models.opening import FREE_IN, ClosedDay, OpeningException, OpeningHours
from ransel.units.models.stay_rules import StayRules
from ransel.units.models.unit import (
    Function,
    FunctionRule,
    Group,
    GroupKind,
    Joining,
    Municipality,
    SchoolYear,
    Unit,
    UnitKind,
)

__all__ = [
    "FREE_IN",
    "AbsenceRules",
    "ClosedDay",
    "Function",
    "FunctionRule",
    "Group",
    "GroupKind",
    "Joining",
    "LoginRules",
    "Municipality",
    "OpeningException",
    "OpeningHours",
    "SchoolYear",
    "StayRules",
    "Unit",
    "UnitKind",
]
