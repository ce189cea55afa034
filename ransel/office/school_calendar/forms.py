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
    """`seen` is the digest of the plan that the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput)
