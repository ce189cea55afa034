from datetime import time, timedelta
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ransel.attendance.models import Reason
from ransel.core import clock
from ransel.core.forms import DayField, TimeField, contradiction, needed_then

TODAY, TOMORROW, OTHER = "today", "tomorrow", "other"
ALL_DAY, PART = "all_day", "part"


class AbsenceForm(forms.Form):
    """Who, when and why, on one page. The choice of children is what the permit reaches, and nothing else."""

    children = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Who is away?"), error_messages={"required": _("Choose who is away.")}
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(TODAY, _("Today")), (TOMORROW, _("Tomorrow")), (OTHER, _("Other days"))],
        initial=TODAY,
        required=False,
    )
    first_day = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    how_long = forms.ChoiceField(
        label=_("How long?"),
        choices=[(ALL_DAY, _("The whole day")), (PART, _("Part of the day"))],
        initial=ALL_DAY,
        required=False,
    )
    from_time = TimeField(label=pgettext_lazy("time", "From"), required=False)
    to_time = TimeField(label=pgettext_lazy("time", "To"), required=False)
    reason = forms.ChoiceField(
        label=_("Why?"), choices=Reason.choices, initial=Reason.ILL, error_messages={"required": _("Choose a reason.")}
    )

    ask_again = forms.BooleanField(label=_("Ask me tomorrow morning whether the child is still away"), required=False)
    ask_at = TimeField(label=_("At what time?"), required=False, initial=time(7))

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        needed_then(self, "first_day", "from_time", "to_time")
        choice = cast(forms.ModelChoiceField, self.fields["children"])
        choice.queryset = children

    def clean(self):
        said = super().clean()
        self._clean_days(said)
        self._clean_times(said)
        self._clean_question(said)
        return said

    def _clean_days(self, said):
        today = clock.today()
        when = said.get("when") or TODAY
        if when in (TODAY, TOMORROW):
            said["first_day"] = said["last_day"] = today if when == TODAY else today + timedelta(days=1)
        elif not said.get("first_day"):
            if "first_day" not in self.errors:
                self.add_error("first_day", _("Choose the first day."))
        elif "last_day" not in self.errors:
            said["last_day"] = said.get("last_day") or said["first_day"]

    def _clean_times(self, said):
        if said.get("how_long") == ALL_DAY and (said.get("from_time") or said.get("to_time")):
            self.add_error("how_long", contradiction(_("Part of the day")))
        if said.get("how_long") != PART:
            said["from_time"] = said["to_time"] = None
            return
        for name, missing in (("from_time", _("Write from when.")), ("to_time", _("Write until when."))):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, missing)
        start, end = said.get("from_time"), said.get("to_time")
        if start and end and end <= start:
            self.add_error("to_time", _("It must end after it begins."))

    def _clean_question(self, said):
        """Asked for a whole day, and then at an hour."""
        if not said.get("ask_again") or said.get("how_long") == PART:
            said["ask_at"] = None
        elif not said.get("ask_at") and "ask_at" not in self.errors:
            self.add_error("ask_at", _("Write the time."))

    @property
    def told(self):
        """What the action is told, by its own names."""
        names = ("reason", "first_day", "last_day", "from_time", "to_time", "ask_at")
        return {name: self.cleaned_data[name] for name in names} | {"children": list(self.cleaned_data["children"])}
