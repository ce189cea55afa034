from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 50_000_000  # bytes of a zip


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("The roster"),
        help_text=_("A OneRoster 1.2 zip in UTF-8, 50 megabytes at most."),
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
