from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ransel.identity.tablets.codes import CODE
from ransel.people.models import Person

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class EndLoginsForm(forms.Form):
    """One of these logins on other devices, or all of them. One that is over already is over."""

    login = forms.UUIDField(required=False)

    def __init__(self, *args, logins, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = [one.handle for one in logins if not one.is_here]

    @property
    def handles(self) -> list[str]:
        chosen = self.cleaned_data["login"]
        return [one for one in self.others if chosen is None or one == str(chosen)]


class RemoveDeviceForm(forms.Form):
    """One of one's own that opens us. One that is removed already is removed."""

    device = forms.UUIDField()


class CodeForm(forms.Form):
    """The first code of a pairing, as the office reads it out: with spaces, or without."""

    code = forms.CharField(
        label=_("The code from the office"),
        max_length=20,
        widget=forms.TextInput(attrs=DIGITS),
        error_messages={"required": _("Write the code that the office shows.")},
    )

    def clean_code(self):
        digits = "".join(self.cleaned_data["code"].split())
        if len(digits) != CODE or not digits.isdigit():
            raise forms.ValidationError(_("The code has eight digits."))
        return digits


class PinField(forms.CharField):
    """Never drawn again: nobody should read it over a shoulder."""

    def __init__(self, **kwargs):
        said = {"required": _("Write your PIN.")}
        widget = forms.PasswordInput(attrs=DIGITS | {"maxlength": "8"})
        super().__init__(max_length=8, widget=widget, error_messages=said, **kwargs)


class NewPinForm(forms.Form):
    pin = PinField(label=_("New PIN"), help_text=_("Four to eight digits that nobody can guess."))
    again = PinField(label=_("The same once more"))

    def clean(self):
        said = super().clean() or {}
        if said.get("pin") and said.get("again") and said["pin"] != said["again"]:
            self.add_error("again", _("These are not the same digits."))
        return said


class PinForm(forms.Form):
    pin = PinField(label=_("Your PIN"))


class WhoForm(forms.Form):
    """One of those who work here."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=_("Who are you?"),
        error_messages={"required": _("Choose who you are."), "invalid_choice": _("Choose who you are.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset, field.label_from_instance = people, _called


def _called(one: Person) -> str:
    """Whoever passes reads it: of who has a protected address, no more than the children call them."""
    return one.given_name if one.protected else one.name


class OpenForm(WhoForm):
    pin = PinField(label=_("Your PIN"))
