from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 50
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "3", "data-needed": True}


class AdultsForm(forms.Form):
    """A number for each half hour that the unit is open; empty where nobody has said."""

    def __init__(self, *args, halves: list[time], **kwargs):
        super().__init__(*args, **kwargs)
        self.halves = halves
        for half in halves:
            self.fields[name_of(half)] = forms.IntegerField(
                label=f"{half:%H:%M}",
                min_value=0,
                max_value=MOST,
                required=False,
                widget=forms.TextInput(attrs=DIGITS),
                error_messages={
                    "invalid": _("Write how many, in digits."),
                    "min_value": _("Write how many, in digits."),
                    "max_value": _("That is too many."),
                },
            )

    @property
    def rows(self):
        return [self[name_of(half)] for half in self.halves]

    @property
    def numbers(self) -> dict[time, int | None]:
        return {half: self.cleaned_data[name_of(half)] for half in self.halves}


def name_of(half: time) -> str:
    return f"at_{half:%H%M}"
