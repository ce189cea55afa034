from typing import cast

from django import forms
from django.db.models import TextChoices

from ransel.people.models import Child


class Verb(TextChoices):
    COME = "come"
    LEAVE = "leave"
    UNDO = "undo"
    ASK = "ask"


class TapForm(forms.Form):
    """A tap on a child of this group; any other child is no choice at all."""

    child = forms.ModelChoiceField(queryset=None)
    verb = forms.ChoiceField(choices=Verb.choices)

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["child"])
        choice.queryset = Child.objects.filter(pk__in=children).select_related("person")

    @property
    def problems(self):
        return [str(problem) for problems in self.errors.values() for problem in problems]
