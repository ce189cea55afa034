from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.office.access.forms import REASON
from ransel.people.models import Guardianship, Person, Protection


class AnswerForm(forms.Form):
    """Two buttons send it. Who declines says why."""

    answer = forms.ChoiceField(choices=[("approve", ""), ("decline", "")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why?"), required=False, help_text=_("Needed when you decline. It stays in the log."), **REASON
    )

    def clean(self):
        if self.cleaned_data.get("answer") == "decline" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write why."))
        return self.cleaned_data


class ProtectionForm(forms.Form):
    """`people` are the child and its guardians; the siblings are asked about where there are any."""

    person = forms.ModelChoiceField(
        label=_("Whose address?"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose whose.")},
    )
    protection = forms.TypedChoiceField(
        label=_("How is it protected?"),
        choices=Protection.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Stronger holds at once. Weaker waits until another has approved it."),
        error_messages={"required": _("Choose one.")},
    )
    siblings = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays in the log. Write where the decision is to be found, and nothing about health."),
        error_messages={"required": _("Write why.")},
        **REASON,
    )

    def __init__(self, *args, people, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        whose: Any = self.fields["person"]
        whose.queryset = people
        whose.label_from_instance = lambda one: f"{one.name}: {one.get_protection_display()}"
        names = ", ".join(one.name for one in siblings)
        self.fields["siblings"].label = _("Also the siblings: %(names)s") % {"names": names}
        if not siblings:
            self.fields["siblings"].widget = forms.HiddenInput()


class WaitingForm(forms.Form):
    """A tick and a ground for each of `waiting` (guardianships), and what was seen of all of them."""

    reason = forms.CharField(
        label=_("What have you seen?"),
        help_text=_(
            "For example: the municipality's list from the population register, 23 November. It stays in the log."
        ),
        error_messages={"required": _("Write what you have seen.")},
        **REASON,
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        for one in waiting:
            self.fields[f"tick-{one.pk}"] = forms.BooleanField(required=False)
            self.fields[f"ground-{one.pk}"] = forms.ChoiceField(
                choices=[("", _("Choose the ground")), *Guardianship.Ground.choices], required=False, initial=one.ground
            )

    def clean(self):
        ticked = [one for one in self.waiting if self.cleaned_data.get(f"tick-{one.pk}")]
        if not ticked:
            self.add_error(None, _("Tick those you confirm."))
        for one in ticked:
            if not self.cleaned_data.get(f"ground-{one.pk}"):
                self.add_error(f"ground-{one.pk}", _("Choose the ground you have seen."))
        return self.cleaned_data

    @property
    def grounds(self):
        said = self.cleaned_data
        return {one: said[f"ground-{one.pk}"] for one in self.waiting if said.get(f"tick-{one.pk}")}

    def refuse(self, refused):
        self.add_error(None, refused.reason)
        for pk, why in refused.per_item.items():
            self.add_error(f"tick-{pk}", why)
