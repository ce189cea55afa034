"""Small forms: how an absence ends sooner, and the answers to what a family is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.attendance.models import Reason, Where
from ransel.core import clock
from ransel.core.forms import DayField

COMES_TODAY, ONLY_TODAY, ANOTHER = "today", "tomorrow", "other"


class ShortenForm(forms.Form):
    """When the child is back. Only what would make it shorter is offered. Cleaned, it has `last_day`."""

    back = forms.ChoiceField(
        label=_("When is the child back?"),
        choices=[
            (COMES_TODAY, _("Today")),
            (ONLY_TODAY, _("Tomorrow")),
            (ANOTHER, _("Later")),
        ],
        error_messages={"required": _("Choose when.")},
    )
    last_day = DayField(label=_("The last day away"), required=False)

    def __init__(self, *args, first_day, last_day, **kwargs):
        super().__init__(*args, **kwargs)
        days = {"min": max(first_day, clock.today()).isoformat(), "max": (last_day - clock.DAY).isoformat()}
        self.fields["last_day"].widget.attrs |= days | {"data-needed": True}
        if self.is_bound:  # said by two, or twice, it is no mistake
            return
        today = clock.today()
        sensible = {
            COMES_TODAY: first_day <= today,
            ONLY_TODAY: first_day <= today < last_day,
            ANOTHER: last_day > max(today + clock.DAY, first_day),
        }
        back: Any = self.fields["back"]
        back.choices = [choice for choice in back.choices if sensible[choice[0]]]
        back.initial = back.choices[0][0] if len(back.choices) == 1 else None
        if back.initial == ANOTHER:  # not asked, where there is nothing to choose
            back.widget = forms.HiddenInput()

    def clean(self):
        said = self.cleaned_data
        if said.get("back") == COMES_TODAY:
            said["last_day"] = clock.today() - clock.DAY
        elif said.get("back") == ONLY_TODAY:
            said["last_day"] = clock.today()
        elif said.get("back") and not said.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Write the last day away."))
        return said


class StillAwayForm(forms.Form):
    away = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes", widget=forms.HiddenInput
    )


class WhereForm(forms.Form):
    """Where the child is. Why is asked of who is away alone; `may_report` says whether that can be told here."""

    where = forms.ChoiceField(
        label=_("Where is the child?"), choices=Where.choices, error_messages={"required": _("Choose an answer.")}
    )
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason.choices, initial=Reason.ILL, required=False)

    def __init__(self, *args, may_report, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_report:
            where: Any = self.fields["where"]
            where.choices = [choice for choice in Where.choices if choice[0] != Where.AWAY]

    @property
    def told(self):
        return {"where": self.cleaned_data["where"], "reason": self.cleaned_data["reason"] or Reason.ILL}
