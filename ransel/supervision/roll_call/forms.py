from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import needed_then
from ransel.people.models import Child

SAFE, UNDO = "safe", "undo"
STARTS = {"real": (True, False), "drill": (True, True), "real-group": (False, False), "drill-group": (False, True)}


class CallForm(forms.Form):
    """One tap says both of whom, and whether it is a drill."""

    what = forms.ChoiceField(
        choices=[(name, name) for name in STARTS],
        error_messages={"required": _("Choose what happens."), "invalid_choice": _("Choose what happens.")},
    )

    @property
    def told(self) -> dict[str, bool]:
        whole, drill = STARTS[self.cleaned_data["what"]]
        return {"whole": whole, "drill": drill}


class SafeForm(forms.Form):
    """A tap on one who is called; any other is no choice at all."""

    child = forms.ModelChoiceField(queryset=None)
    verb = forms.ChoiceField(choices=[(SAFE, SAFE), (UNDO, UNDO)])

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["child"])
        choice.queryset = Child.objects.filter(pk__in=children).select_related("person")


class EndForm(forms.Form):
    """Why it is ended without each of those who are missing."""

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {kid.id: f"reason_{kid.id}" for kid in missing}
        for kid in missing:
            self.fields[self.names[kid.id]] = forms.CharField(
                label=_("Why is %(child)s not marked safe?") % {"child": kid.given_name},
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "200"}),
            )
        needed_then(self, *self.names.values())

    @property
    def reasons(self):
        return {pk: self.cleaned_data[name] for pk, name in self.names.items()}
