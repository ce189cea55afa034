from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import needed_then
from ransel.people.models import Child
from ransel.supervision.models import TripReturn

DIGITS = _("Write how many, in digits.")
UNDO = "undo"


def number(label, *, required=True, least=0, most=500):
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Write how many."),
            "invalid": DIGITS,
            "min_value": DIGITS,
            "max_value": _("That is too many."),
        },
    )


def _plain(length):
    return forms.TextInput(attrs={"autocomplete": "off", "maxlength": str(length)})


class ChildrenForm(forms.Form):
    """Some of these children; any other is no choice at all."""

    children = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Who?"), error_messages={"required": _("Choose at least one.")}
    )

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelMultipleChoiceField, self.fields["children"])
        choice.queryset = Child.objects.filter(pk__in=children).named()

    @property
    def chosen(self) -> set[str]:
        return {str(pk) for pk in self["children"].value() or []}


class StartForm(ChildrenForm):
    to = forms.CharField(
        label=_("Where to?"),
        max_length=60,
        widget=_plain(60),
        error_messages={"required": _("Write where you are going.")},
    )
    adults = number(_("How many adults?"), least=1, most=99)
    field_order = ["to", "adults", "children"]


class MarkForm(forms.Form):
    """A tap on one who is on the trip."""

    child = forms.ModelChoiceField(queryset=None)
    verb = forms.ChoiceField(choices=[*TripReturn.How.choices, (UNDO, UNDO)])

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["child"])
        choice.queryset = Child.objects.filter(pk__in=children).select_related("person")


class CountForm(ChildrenForm):
    stop = forms.CharField(label=_("Where are you?"), max_length=60, required=False, widget=_plain(60))
    counted = number(_("How many did you count?"), required=False)
    field_order = ["stop", "children", "counted"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["children"].required = False


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why was it not ended that day?"), max_length=200, required=False, widget=_plain(200)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_then(self, "reason")
