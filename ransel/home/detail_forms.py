import re

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import PhoneField


class EmailForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the address."),
            "invalid": _("Write the address as name@place.no."),
        },
    )

    def clean_address(self):
        return self.cleaned_data["address"].strip().lower()


class PhoneForm(forms.Form):
    address = PhoneField(
        label=_("Mobile phone"),
        attributes={"autocomplete": "tel"},
        error_messages={"required": _("Write the number.")},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Write the code.")},
    )

    def clean_code(self):
        code = re.sub(r"\s", "", self.cleaned_data["code"])
        if not re.fullmatch(r"\d{6}", code):
            raise forms.ValidationError(_("The code is six digits."))
        return code
