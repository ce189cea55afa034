from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.units.models import Group


class TabletForm(forms.Form):
    name = forms.CharField(
        label=_("What it is called"),
        help_text=_("As where it hangs: the cloakroom, the gate."),
        max_length=60,
        error_messages={"required": _("Write what the tablet is called.")},
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Whose board it shows"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one group."),
            "invalid_choice": _("Choose one of these groups."),
        },
    )
    shows_ways = forms.BooleanField(
        label=_("Show how each child leaves, also while the tablet is locked"),
        help_text=_("Not of children with a protected address."),
        required=False,
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        open_ = Group.objects.filter(unit=unit, closed_on=None).order_by("name")
        field: Any = self.fields["groups"]
        field.queryset, field.label_from_instance = open_, lambda group: group.name


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("The code that the tablet shows"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the code that the tablet shows.")},
    )

    def clean_answer(self):
        return "".join(self.cleaned_data["answer"].split())
