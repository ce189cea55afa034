import re
from collections.abc import Collection, Mapping
from datetime import time
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST = 50
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "3", "data-needed": True}


class AdultsForm(forms.Form):
    """A number for each half hour that the unit is open; empty where nobody has said.

    Beside each, hidden, the number that was drawn: so that who saves changes no more than they have written.
    """

    def __init__(self, *args, halves: list[time], stands: Mapping[time, int], **kwargs):
        initial = {name(half): number for half, number in stands.items() for name in (name_of, drawn_of)}
        super().__init__(*args, **kwargs | {"initial": initial})
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
            self.fields[drawn_of(half)] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def rows(self):
        """[(the field, and what was drawn in it)]"""
        return [(self[name_of(half)], self[drawn_of(half)]) for half in self.halves]

    @property
    def numbers(self) -> dict[time, int | None]:
        return {half: self.cleaned_data[name_of(half)] for half in self.halves}

    @property
    def drawn(self) -> dict[time, int | None]:
        said = {half: self.cleaned_data[drawn_of(half)] for half in self.halves}
        return {half: int(text) if re.fullmatch(r"[0-9]{1,2}", text) else None for half, text in said.items()}

    def draw_again(self, stands: Mapping[time, int], halves: Collection[time]):
        """Of these half hours the reader is now shown what stands, beside what they wrote: saved again, it counts."""
        said = cast(QueryDict, self.data).copy()
        for half in halves:
            said[drawn_of(half)] = str(stands.get(half, ""))
        self.data = said


def name_of(half: time) -> str:
    return f"at_{half:%H%M}"


def drawn_of(half: time) -> str:
    return f"drawn_{half:%H%M}"
