from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

from ransel.core import clock
from ransel.core.forms import DayField, TimeField
from ransel.office.fields import GroupField, NationalNumberField, narrow, offer
from ransel.people.models import Role
from ransel.units.models import Function, GroupKind, UnitKind

GROUP_KINDS = [(kind.value, kind.label) for kind in (GroupKind.DEPARTMENT, GroupKind.CLASS)]
ROLES = [
    (role.value, role.label)
    for role in (
        Role.EMPLOYEE,
        Role.SUBSTITUTE,
        Role.CONTACT_TEACHER,
        Role.SUBJECT_TEACHER,
        Role.OFFICE,
        Role.LEADER,
    )
]
COLOURS = [
    (0, pgettext_lazy("colour", "None")),
    (1, _("Blue")),
    (2, _("Plum")),
    (3, _("Green")),
    (4, _("Yellow")),
    (5, _("Red")),
    (6, _("Grey")),
]
NEEDED: dict[str, Any] = {"error_messages": {"required": _("Write this.")}}


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150, **NEEDED)
    kind = forms.ChoiceField(label=_("What is it?"), choices=UnitKind.choices, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Organisation number"), required=False, help_text=_("Nine digits, as in Enhetsregisteret.")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, error_messages={"invalid": _("Write the address as name@place.no.")}
    )

    colour = forms.TypedChoiceField(
        label=_("Colour"),
        choices=COLOURS,
        coerce=int,
        initial=0,
        error_messages={"required": _("Choose one.")},
        widget=forms.RadioSelect,
        help_text=_("Guardians with children in several units tell them apart by it, beside the name."),
    )

    def clean_number(self):
        if not self.cleaned_data["number"]:
            return ""
        try:
            return orgnr.validate(self.cleaned_data["number"])
        except ValidationError:
            raise forms.ValidationError(_("This is not an organisation number.")) from None


class GroupForm(forms.Form):
    """`unit_kind` is that of the unit: only schools have classes, and years."""

    name = forms.CharField(label=_("Name"), max_length=100, **NEEDED)
    kind = forms.ChoiceField(label=_("What is it?"), choices=GROUP_KINDS, widget=forms.RadioSelect)
    year_level = forms.IntegerField(
        label=_("Year level"),
        required=False,
        min_value=1,
        max_value=13,
        help_text=_("For a class: 1 to 10, and 11 to 13 in upper secondary."),
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), _("From 1 to 13.")),
    )

    def __init__(self, *args, unit_kind, **kwargs):
        super().__init__(*args, **kwargs)
        if unit_kind == UnitKind.SCHOOL:
            self.initial.setdefault("kind", GroupKind.CLASS)
        else:
            narrow(self, "kind", GroupKind.DEPARTMENT)
            self.fields["year_level"].widget = forms.HiddenInput()


class PostForm(forms.Form):
    """`groups` are those of the unit that are open, `unit_kind` its kind: only schools have teachers."""

    given_name = forms.CharField(label=_("Given name"), max_length=100, **NEEDED)
    family_name = forms.CharField(label=_("Family name"), max_length=100, **NEEDED)
    number = NationalNumberField(
        label=_("National number"),
        help_text=_("Eleven digits. It is kept encrypted, and used only to know who logs in."),
        **NEEDED,
    )
    role = forms.ChoiceField(label=_("As what?"), choices=ROLES, widget=forms.RadioSelect)
    group = GroupField(
        label=_("In which group?"),
        required=False,
        empty_label=_("The whole unit"),
        help_text=_("Offices and leaders work in the whole unit."),
    )
    starts = DayField(label=_("First day"), error_messages={"required": _("Write the first day.")})
    ends = DayField(label=_("Last day"), required=False, help_text=_("A substitute must have one."))

    def __init__(self, *args, groups, unit_kind, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, groups)
        if unit_kind != UnitKind.SCHOOL:
            narrow(self, "role", Role.EMPLOYEE, Role.SUBSTITUTE, Role.OFFICE, Role.LEADER)


class JoiningForm(forms.Form):
    """`groups` are those of the unit that are open."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Which groups?"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose two groups or more.")},
    )
    from_time = TimeField(label=_("From what time?"), error_messages={"required": _("Write the time.")})
    to_time = TimeField(label=_("Until what time?"), error_messages={"required": _("Write the time.")})
    starts = DayField(label=_("First day"), error_messages={"required": _("Write the first day.")})
    ends = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty if it goes on."))

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, groups, "groups")

    def clean_groups(self):
        return list(self.cleaned_data["groups"])


class EndForm(forms.Form):
    last_day = DayField(
        label=_("Last day"),
        help_text=_("The day before today ends it at once: logins are closed, on every device."),
        error_messages={"required": _("Write the last day.")},
    )

    def clean_last_day(self):
        if self.cleaned_data["last_day"] < clock.today() - clock.DAY:
            raise forms.ValidationError(_("What has been can not be changed: yesterday at the earliest."))
        return self.cleaned_data["last_day"]


class FunctionsForm(forms.Form):
    """Two fields a function: what guardians may, and whether staff has it. `locked` ones are the municipality's."""

    def __init__(self, *args, unit_kind, locked=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.locked, self.names = set(locked), Function.used_in(unit_kind)
        for name in self.names:
            off = name in self.locked
            self.fields[f"guardians_{name}"] = forms.TypedChoiceField(
                label=name.label, choices=Function.Use.choices, coerce=int, disabled=off, widget=forms.RadioSelect
            )
            self.fields[f"staff_{name}"] = forms.BooleanField(label=_("Staff"), required=False, disabled=off)

    @property
    def rows(self):
        """[(name, guardians' field, staff's field, whether it is locked)]"""
        return [(name, self[f"guardians_{name}"], self[f"staff_{name}"], name in self.locked) for name in self.names]

    @property
    def uses(self):
        return {
            name: (self.cleaned_data[f"guardians_{name}"], self.cleaned_data[f"staff_{name}"]) for name in self.names
        }


def initial_of(functions):
    """For a FunctionsForm, of the rows there are; what has no row is off."""
    there = {one.name: one for one in functions}
    said: dict[str, Any] = {}
    for name in Function.Name.values:
        said[f"guardians_{name}"] = there[name].guardians if name in there else Function.Use.OFF
        said[f"staff_{name}"] = there[name].staff if name in there else False
    return said
