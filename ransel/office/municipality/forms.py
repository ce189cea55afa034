from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import DayField
from ransel.units.models import Function, UnitKind


class SchoolYearForm(forms.Form):
    starts = DayField(label=_("First day of the school year"), error_messages={"required": _("Write the first day.")})
    second_term_starts = DayField(
        label=_("First day of the second term"), error_messages={"required": _("Write the day.")}
    )
    ends = DayField(label=_("Last day of the school year"), error_messages={"required": _("Write the last day.")})


class RulesForm(forms.Form):
    """Three fields a kind of unit and function: what guardians may, whether staff has it, and whether it is locked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in UnitKind.values:
            for name in Function.used_in(kind):
                key = f"{kind}_{name}"
                self.fields[f"guardians_{key}"] = forms.TypedChoiceField(
                    label=name.label, choices=Function.Use.choices, coerce=int, widget=forms.RadioSelect
                )
                self.fields[f"staff_{key}"] = forms.BooleanField(label=_("Staff"), required=False)
                self.fields[f"locked_{key}"] = forms.BooleanField(label=_("Units may not change it"), required=False)

    @property
    def kinds(self):
        """[(kind's label, [(guardians' field, staff's field, lock's field)])]"""
        parts = ("guardians", "staff", "locked")
        return [
            (label, [tuple(self[f"{part}_{kind}_{name}"] for part in parts) for name in Function.used_in(kind)])
            for kind, label in UnitKind.choices
        ]

    @property
    def rules(self):
        said, parts = self.cleaned_data, ("guardians", "staff", "locked")
        return {
            kind: {name: tuple(said[f"{part}_{kind}_{name}"] for part in parts) for name in Function.used_in(kind)}
            for kind in UnitKind.values
        }


def initial_of(rules):
    """Of the rows there are; what has no row is off, and the unit's own to decide."""
    there = {(one.kind, one.name): one for one in rules}
    said: dict[str, Any] = {}
    for kind in UnitKind.values:
        for name in Function.used_in(kind):
            rule = there.get((kind, name))
            said[f"guardians_{kind}_{name}"] = rule.guardians if rule else Function.Use.OFF
            said[f"staff_{kind}_{name}"] = bool(rule and rule.staff)
            said[f"locked_{kind}_{name}"] = bool(rule and rule.locked)
    return said


DAYS: dict[str, Any] = {
    "min_value": 1,
    "error_messages": {"required": _("Write a number of days."), "invalid": _("Write a number of days.")},
}


class LoginRulesForm(forms.Form):
    """How long a login lasts that guardians open with face or finger."""

    passkeys = forms.BooleanField(
        required=False,
        label=_("Guardians may open Ransel with face or finger"),
        help_text=_("Each device is switched on with ID-porten. Staff log in as before."),
    )
    unused_days = forms.IntegerField(label=_("After how many days without use does it end?"), **DAYS)
    longest_days = forms.IntegerField(
        label=_("After how many days does it end in any case?"), help_text=_("90 at most."), **DAYS
    )
    codes = forms.BooleanField(
        required=False,
        label=_("Units may give a code to a guardian who has no BankID or MinID"),
        help_text=_("With the code one can report absence, and nothing else. Not where an address is protected."),
    )
