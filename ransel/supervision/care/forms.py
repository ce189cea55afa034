from datetime import time
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import TimeField
from ransel.people.models import Child
from ransel.supervision.models import Ate, MealTime


class SleepTap(forms.Form):
    """One tap on a child of the group: it sleeps, or woke."""

    child = forms.ModelChoiceField(queryset=None)
    verb = forms.ChoiceField(choices=[("sleep", "sleep"), ("wake", "wake")])

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["child"])
        choice.queryset = Child.objects.filter(pk__in=children).named()


class SleepTimes(forms.Form):
    slept = TimeField(label=_("Fell asleep"), error_messages={"required": _("Write when the child fell asleep.")})
    woke = TimeField(label=_("Woke"), required=False, help_text=_("Leave it empty while the child sleeps."))
    drawn = TimeField(required=False, widget=forms.HiddenInput)  # when it woke, as the page had it

    def draw_again(self, woke: time | None):
        """The reader is now shown what stands, beside what they wrote: saved again, it counts."""
        said = cast(QueryDict, self.data).copy()
        said["drawn"] = f"{woke:%H:%M}" if woke else ""
        self.data = said


class UndoSleep(forms.Form):
    """One button. It says whether the page had it that the child woke."""

    woken = forms.NullBooleanField(required=False)


class MealForm(forms.Form):
    """How several children ate at one meal; without an answer, what was noted is taken back."""

    meal = forms.ChoiceField(choices=MealTime.choices)
    children = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Who?"), error_messages={"required": _("Choose at least one.")}
    )
    ate = forms.ChoiceField(choices=[*Ate.choices, ("nothing_noted", "nothing noted")])

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelMultipleChoiceField, self.fields["children"])
        choice.queryset = Child.objects.filter(pk__in=children).named()

    def clean_ate(self):
        said = self.cleaned_data["ate"]
        return said if said in Ate.values else ""
