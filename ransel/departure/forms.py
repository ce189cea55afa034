from datetime import time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.dates import clock_time
from ransel.core.forms import DayField, PhoneField, contradiction, needed_then
from ransel.departure.leaving.checking import Wish
from ransel.departure.leaving.day import UNSAID
from ransel.departure.leaving.page import LeavingDay
from ransel.departure.models import DepartureMode


class FetcherForm(forms.Form):
    """Who may fetch, and which of the children. `age` is how old they must be, in years."""

    children = forms.MultipleChoiceField(
        label=_("Which children?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more.")},
    )
    name = forms.CharField(
        label=_("First name and family name"), max_length=100, error_messages={"required": _("Write the name.")}
    )
    relation = forms.CharField(
        label=_("Who is it to the child?"),
        max_length=50,
        help_text=_("For example: grandmother, neighbour, au pair."),
        error_messages={"required": _("Write who it is, in a word or two.")},
    )
    phone = PhoneField(label=_("Mobile phone"), error_messages={"required": _("Write the number.")})
    starts = DayField(label=_("From which day?"), error_messages={"required": _("Write the first day.")})
    ends = DayField(label=_("Until when?"), required=False, help_text=_("Leave it empty until further notice."))
    in_crisis = forms.BooleanField(label=_("May be called when we reach none of you"), required=False)
    is_of_age = forms.BooleanField(required=False)

    def __init__(self, *args, children, age, **kwargs):
        super().__init__(*args, **kwargs)
        needed_then(self, "is_of_age")
        choice = cast(forms.MultipleChoiceField, self.fields["children"])
        choice.choices = children
        self.fields["is_of_age"].label = _("The person is %(age)s years old or more") % {"age": age}


OTHERS = {
    DepartureMode.PICKED_UP: ("begins", "until"),
    DepartureMode.WALKS_HOME: ("fetcher", "begins", "until"),
    DepartureMode.TRANSPORT: ("fetcher", "begins", "until"),
    DepartureMode.CHILD_DECIDES: ("fetcher", "at"),
}  # the fields that do not belong to a way
BELONGS = {
    "at": DepartureMode.PICKED_UP,
    "begins": DepartureMode.CHILD_DECIDES,
    "until": DepartureMode.CHILD_DECIDES,
}  # the way that times belong to


class LeavingForm(forms.Form):
    """How a child leaves on a day. What does not belong to the way that is chosen, is not read."""

    mode = forms.TypedChoiceField(
        label=_("How does the child leave?"),
        coerce=DepartureMode,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the child leaves.")},
    )
    fetcher = forms.ChoiceField(label=_("Who picks up?"), widget=forms.RadioSelect, required=False)
    at = forms.TypedChoiceField(label=_("When?"), coerce=time.fromisoformat, empty_value=None, required=False)
    begins = forms.TypedChoiceField(label=_("Earliest"), coerce=time.fromisoformat, empty_value=None, required=False)
    until = forms.TypedChoiceField(label=_("Latest"), coerce=time.fromisoformat, empty_value=None, required=False)
    known = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, told, *, day: LeavingDay):
        now = UNSAID if day.withheld else day.leaving
        decides = now.mode is DepartureMode.CHILD_DECIDES
        times = {"begins": now.at, "until": now.until} if decides else {"at": now.at}
        mode = now.mode if now.mode in day.place.modes else DepartureMode.PICKED_UP
        initial = {"mode": mode, "fetcher": now.fetcher, "known": day.leaving.mark}
        initial |= {name: f"{at:%H:%M}" if at else "" for name, at in times.items()}
        super().__init__(told, initial=initial)
        needed_then(self, "at", "begins", "until")
        slots: list = [("", _("Not decided"))] + [(f"{at:%H:%M}", clock_time(at)) for at in _slots(day)]
        self._choose("mode", [(mode.value, mode.label) for mode in day.place.modes])
        self._choose("fetcher", [("", _("One of us")), *day.fetchers.items()])
        for name in ("at", "begins", "until"):
            self._choose(name, slots)

    def clean(self):
        """What belongs to another way is put away on the page, and can not be wrong.

        A page without scripts puts nothing away: times that were chosen there, are asked about.
        """
        said = super().clean() or self.cleaned_data
        mode = said.get("mode")
        for name in OTHERS[mode] if mode else ():
            self.errors.pop(name, None)
            before = self.initial.get(name, "")
            if name in BELONGS and said.get(name) and f"{said[name]:%H:%M}" != before:
                self.add_error("mode", contradiction(BELONGS[name].label))
            said[name] = None
        return said

    def _choose(self, name, choices):
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        mode, known = said["mode"], said["known"]
        if mode is DepartureMode.CHILD_DECIDES:
            return Wish(mode, said["begins"], said["until"], known=known)
        return Wish(mode, said["at"], fetcher=said["fetcher"] or "", known=known)


def _slots(day: LeavingDay) -> list[time]:
    """And what is said already: also when children are sent home at other times by now."""
    return sorted({*day.place.slots} | {at for at in (day.leaving.at, day.leaving.until) if at})
