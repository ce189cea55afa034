from django import forms

from ransel.identity.models import FirstStep


class StepForm(forms.Form):
    """One step done or put off; or without one, that one is done with all of it."""

    step = forms.ChoiceField(choices=FirstStep.Name.choices, required=False)
    later = forms.BooleanField(required=False)
