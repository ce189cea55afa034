from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.integrations.school_calendar.reading import MOST, Chosen
from ransel.office.opening.forms import FREE


class UploadForm(forms.Form):
    """The file; and what only a calendar file (.ics) needs, for a sheet says it itself."""

    file = forms.FileField(
        label=_("The school calendar"),
        help_text=_("A sheet saved as CSV, or a calendar file (.ics). 5 megabytes at most."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
    unit = forms.ModelChoiceField(queryset=None, required=False, label=_("Which units?"), empty_label=_("All units"))
    free = forms.MultipleChoiceField(
        label=_("Who is free on these days?"),
        choices=list(FREE.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    planning = forms.BooleanField(
        label=_("They are planning days"),
        required=False,
        help_text=_("The staff are at work, and the children are not there."),
    )

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset, unit.label_from_instance = municipality.units.order_by("name"), lambda unit: unit.name

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST:
            raise forms.ValidationError(_("The file is bigger than 5 megabytes. No school calendar is."))
        return self.cleaned_data["file"]

    @property
    def chosen(self):
        said = self.cleaned_data
        return Chosen(said["unit"], tuple(said["free"]), said["planning"])


class ApplyForm(forms.Form):
    """`seen` is the digest of the plan that the page shows. `days` are those to take, of those in a calendar file."""

    seen = forms.CharField(widget=forms.HiddenInput)
    days = forms.TypedMultipleChoiceField(
        coerce=date.fromisoformat, required=False, widget=forms.CheckboxSelectMultiple
    )
    several = forms.ChoiceField(
        label=_("What are these days?"),
        choices=[("planning", _("Planning days")), ("holidays", _("Holidays, in which the staff are at work"))],
        widget=forms.RadioSelect,
        initial="planning",
        required=False,
    )

    def __init__(self, *args, calendar, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_events = calendar.by_events
        days: Any = self.fields["days"]
        days.choices = [(day, day) for day in sorted({one["day"] for one in calendar.days})]

    def clean(self):
        if self.by_events and not self.cleaned_data.get("days") and "days" not in self.errors:
            self.add_error("days", _("Tick one day or more."))

    @property
    def told(self):
        said = self.cleaned_data
        only = set(said["days"]) if self.by_events else None
        return {"seen": said["seen"], "only": only, "holidays": said["several"] == "holidays"}
