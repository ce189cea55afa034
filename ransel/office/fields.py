"""Fields that several forms of the desk have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.people.national_ids import NotANumber, compact


class GroupField(forms.ModelChoiceField):
    """One of the groups that the form is given; with the name of its unit where they are of several."""

    def __init__(self, *, with_unit=False, **kwargs):
        self.with_unit = with_unit
        said: dict[str, Any] = {
            "error_messages": {"required": _("Choose the group.")},
            "empty_label": _("Choose the group"),
        }
        kwargs = said | kwargs
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, group):
        return f"{group.name}, {group.unit.name}" if self.with_unit else group.name


def offer(form, groups, name="group"):
    """These are the groups to choose from, by their names; where there is but one, and one is needed, it is chosen."""
    field: Any = form.fields[name]
    field.queryset = groups
    if name == "groups":
        field.label_from_instance = lambda group: group.name
    elif field.required and len(few := groups[:2]) == 1:
        field.initial = few[0].pk


def narrow(form, name, *sensible):
    """Only these choices, and what is chosen already; with one left there is nothing to ask."""
    field: Any = form.fields[name]
    kept = {*sensible, form.initial.get(name)}
    field.choices = [choice for choice in field.choices if choice[0] in kept]
    if len(field.choices) == 1:
        field.initial, field.widget = field.choices[0][0], forms.HiddenInput()


class NationalNumberField(forms.CharField):
    """Eleven digits whose check digits agree: a fødselsnummer or a D-number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(max_length=20, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            return compact(text) if text else ""
        except NotANumber:
            raise forms.ValidationError(_("This is not a national number.")) from None
