from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.identity.codes.terms import LONGEST


class GiveCodeForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=[(7, _("A week")), (30, _("A month")), (LONGEST, _("Three months"))],
        coerce=int,
        initial=30,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )
