"""Fields that several forms of the desk have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.people.national_ids import NotANumber, compact


class GroupField(forms.ModelChoiceField):
    """One of the groups that the form is given; with the name of its unit where they are of several."""

    def __init__(self, *, with_unit=False, **kwargs):
        self.with_unit = with_unit
        kwargs = {"error_messages": {"required": _("Choose the group.")}} | kwargs
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, group):
        return f"{group.name}, {group.unit.name}" if self.with_unit else group.name


def offer(form, groups, name="group"):
    """These are the groups to choose from, by their names."""
    field: Any = form.fields[name]
    field.queryset = groups
    if name == "groups":
        field.label_from_instance = lambda group: group.name


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
