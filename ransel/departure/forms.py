from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import DayField, PhoneField, needed_then


class FetcherForm(forms.Form):
    """Who may fetch, and which of the children. `age` is how old they must be, in years."""

    children = forms.MultipleChoiceField(
        label=_("Which children?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more.")},
    )
    name = forms.CharField(
        label=_("First name and family name"), max_length=100, error_messages={"required": _("Write the name.")}
    )
    relation = forms.CharField(
        label=_("Who is it to the child?"),
        max_length=50,
        help_text=_("For example: grandmother, neighbour, au pair."),
        error_messages={"required": _("Write who it is, in a word or two.")},
    )
    phone = PhoneField(label=_("Mobile phone"), error_messages={"required": _("Write the number.")})
    starts = DayField(label=_("From which day?"), error_messages={"required": _("Write the first day.")})
    ends = DayField(label=_("Until when?"), required=False, help_text=_("Leave it empty until further notice."))
    in_crisis = forms.BooleanField(label=_("May be called when we reach none of you"), required=False)
    is_of_age = forms.BooleanField(required=False)

    def __init__(self, *args, children, age, **kwargs):
        super().__init__(*args, **kwargs)
        needed_then(self, "is_of_age")
        choice = cast(forms.MultipleChoiceField, self.fields["children"])
        choice.choices = children
        self.fields["is_of_age"].label = _("The person is %(age)s years old or more") % {"age": age}
