from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core import clock
from ransel.core.forms import DayField
from ransel.office.access.forms import REASON
from ransel.office.fields import GroupField, NationalNumberField, narrow, offer
from ransel.people.models import Guardianship, PlaceType
from ransel.units.models import UnitKind

NEEDED: dict[str, Any] = {"error_messages": {"required": _("Write this.")}}
FIRST_DAY: dict[str, Any] = {"error_messages": {"required": _("Write the first day.")}}
LAST_DAY: dict[str, Any] = {"error_messages": {"required": _("Write the last day.")}}
SEEN: dict[str, Any] = {**REASON, "error_messages": {"required": _("Write what you have seen.")}}
WHY: dict[str, Any] = {**REASON, "error_messages": {"required": _("Write why.")}}


PLACES = {
    UnitKind.KINDERGARTEN: (PlaceType.FULL, PlaceType.PART),
    UnitKind.AFTER_SCHOOL: (PlaceType.FULL, PlaceType.PART, PlaceType.MORNING),
    UnitKind.SCHOOL: (PlaceType.PUPIL,),
}


class ChildForm(forms.Form):
    """`groups` are those of the unit that are open, `unit_kind` its kind."""

    given_name = forms.CharField(label=_("Given name"), max_length=100, **NEEDED)
    family_name = forms.CharField(label=_("Family name"), max_length=100, **NEEDED)
    birth_date = DayField(label=_("Born"), error_messages={"required": _("Write the day of birth.")})
    number = NationalNumberField(
        label=_("National number"),
        required=False,
        help_text=_("Then a later roster knows that it is the same child. It is kept encrypted."),
    )
    group = GroupField(label=_("In which group?"))
    place_type = forms.ChoiceField(label=_("What kind of place?"), choices=PlaceType.choices, widget=forms.RadioSelect)
    starts = DayField(label=_("First day"), **FIRST_DAY)
    another = forms.BooleanField(label=_("It is another child"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, groups, unit_kind, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, groups)
        narrow(self, "place_type", *PLACES[unit_kind])

    def clean_birth_date(self):
        if self.cleaned_data["birth_date"] > clock.today():
            raise forms.ValidationError(_("This day has not been yet."))
        return self.cleaned_data["birth_date"]

    def ask_whether_another(self):
        """Once somebody of that name and birth date was found, the form asks."""
        if "another" in self.errors:
            self.fields["another"].widget = forms.CheckboxInput()


class GuardianForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=100, **NEEDED)
    family_name = forms.CharField(label=_("Family name"), max_length=100, **NEEDED)
    number = NationalNumberField(
        label=_("National number"),
        help_text=_("Eleven digits. It is kept encrypted, and used only to know who logs in."),
        **NEEDED,
    )
    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=Guardianship.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground you have seen.")},
    )
    residence = forms.ChoiceField(
        label=_("Where does the child live?"), choices=Guardianship.Residence.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What have you seen?"),
        help_text=_("For example: extract from the population register, 23 November. It stays in the log."),
        **SEEN,
    )


class EndGuardianshipForm(forms.Form):
    last_day = DayField(label=_("Last day"), **LAST_DAY)
    reason = forms.CharField(label=_("Why?"), help_text=_("It stays in the log. Nothing about health."), **WHY)


class MoveForm(forms.Form):
    group = GroupField(label=_("To which group?"))
    starts = DayField(label=_("From which day?"), **FIRST_DAY)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, groups)


class LendForm(forms.Form):
    group = GroupField(label=_("To which group?"), with_unit=True)
    starts = DayField(label=_("First day there"), **FIRST_DAY)
    ends = DayField(label=_("Last day there"), **LAST_DAY)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, groups)


class EndPlaceForm(forms.Form):
    last_day = DayField(label=_("Last day"), **LAST_DAY)
