"""What happens to units, and when they are open. The permits are asked by those above, who know who may."""

from ransel.units.actions.opening import (
    close_days,
    open_day,
    set_closed_days,
    set_opening_hours,
    take_back_closed_day,
    take_back_open_day,
)
from ransel.units.actions.rules import set_absence_rules, set_login_rules, set_stay_rules
from ransel.units.actions.setting_up import (
    add_group,
    add_municipality,
    add_school_year,
    add_unit,
    change_group,
    change_school_year,
    change_unit,
    close_group,
    end_joining,
    join_groups,
    set_functions,
    set_rules,
)

__all__ = [
    "add_group",
    "add_municipality",
    "add_school_year",
    "add_unit",
    "change_group",
    "change_school_year",
    "change_unit",
    "close_days",
    "close_group",
    "end_joining",
    "join_groups",
    "open_day",
    "set_closed_days",
    "set_absence_rules",
    "set_login_rules",
    "set_functions",
    "set_opening_hours",
    "set_rules",
    "set_stay_rules",
    "take_back_closed_day",
    "take_back_open_day",
]
