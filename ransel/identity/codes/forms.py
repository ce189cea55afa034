from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 40  # signs, with what stands between them


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code"),
        help_text=_("Twelve letters and digits, from the paper that you were given."),
        max_length=MOST,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
