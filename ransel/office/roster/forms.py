from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 50_000_000  # bytes of a zip


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("The roster"),
        help_text=_("OneRoster, School Data Sync or our own CSV as a zip, or PIFU-IMS as XML. 50 megabytes at most."),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST:
            raise forms.ValidationError(_("The file is bigger than 50 megabytes."))
        return self.cleaned_data["file"]


class ApplyForm(forms.Form):
    approve_ground = forms.BooleanField(
        required=False,
        label=_("I approve the column that names the ground"),
        help_text=_(
            "New guardians with a ground get access at once. Without this they wait to be confirmed one by one."
        ),
    )
    new_year = forms.BooleanField(
        required=False,
        label=_("This is a new school year"),
        help_text=_("Every class changes, and many change unit. That so many places end is as it should be."),
    )
    despite = forms.BooleanField(
        required=False,
        label=_("It is meant that so much ends"),
        help_text=_("Tick this only when you have seen above what would end, and know why."),
    )
