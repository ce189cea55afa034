from django import forms
from django.utils.translation import gettext_lazy as _


class VisitForm(forms.Form):
    """The code that the other family made. `known` is the mark of what was said of the day when the page was drawn."""

    code = forms.CharField(
        label=_("Code from the other family"),
        max_length=40,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    known = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
