from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.forms import TimeField, needed_then
from ransel.dayboard.door.page import OTHER, AtTheDoor
from ransel.departure.door.judging import Going
from ransel.departure.models import DepartureMode
from ransel.people.models import Child


class AtForm(forms.Form):
    at = TimeField(label=_("When, if it is not now"), required=False)

    @property
    def moment(self) -> datetime | None:
        """Today at this time in Oslo; none for now."""
        hour = self.cleaned_data["at"]
        return datetime.combine(clock.today(), hour, OSLO) if hour else None


class GoingForm(AtForm):
    """With whom, or how, a child goes. `known` is the mark of what was agreed when the page was drawn."""

    going = forms.ChoiceField(
        label=_("With whom, or how?"), widget=forms.RadioSelect, error_messages={"required": _("Choose with whom.")}
    )
    name = forms.CharField(label=_("Who picks up?"), max_length=100, required=False)
    code = forms.CharField(
        label=_("The six digits of the pass"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    spoken_with = forms.ChoiceField(label=_("Whom have you rung?"), required=False)
    known = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ["going", "name", "code", "spoken_with", "at", "known"]

    is_over = False  # whether the child has left already

    def __init__(self, data=None, *, door: AtTheDoor, told=None):
        super().__init__(data, initial={"known": door.agreed.mark, "going": door.chosen or None, **(told or {})})
        going, spoken_with = (cast(forms.ChoiceField, self.fields[name]) for name in ("going", "spoken_with"))
        going.choices = [(one.value, one.label) for one in door.options]
        deciding = [(str(pk), name) for pk, name in door.may.deciding.items()]
        spoken_with.choices = [("", _("Nobody yet")), *deciding]
        needed_then(self, "name", "code", "spoken_with")

    @property
    def going_said(self) -> Going:
        said = self.cleaned_data
        way, other = said["going"], said["going"] == OTHER
        spoken = {"spoken_with": UUID(said["spoken_with"]) if said["spoken_with"] else None, "known": said["known"]}
        if way.startswith("pass:"):
            shown = {"pickup_pass": UUID(way.removeprefix("pass:")), "code": said["code"], "known": said["known"]}
            return Going(DepartureMode.PICKED_UP, **shown)
        if way in DepartureMode.values:
            return Going(DepartureMode(way), **spoken)
        return Going(DepartureMode.PICKED_UP, "" if other else way, said["name"] if other else "", **spoken)


class FetchedForm(GoingForm):
    """The same said afterwards, of a child that has left."""

    is_over = True
    at: Any = None  # the framework's way to leave a field out
    name = forms.CharField(label=_("Who picked up?"), max_length=100, required=False)
    spoken_with = forms.ChoiceField(label=_("Whom had you rung?"), required=False)


class TogetherForm(AtForm):
    """Several children of the group, who come or go in one act."""

    children = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Who?"), error_messages={"required": _("Choose at least one.")}
    )
    verb = forms.ChoiceField(choices=[("come", "come"), ("leave", "leave")])

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelMultipleChoiceField, self.fields["children"])
        choice.queryset = Child.objects.filter(pk__in=children).named()


class TimesForm(forms.Form):
    came = TimeField(label=_("Came"), error_messages={"required": _("Write when the child came.")})
    left = TimeField(label=_("Left"), required=False)

    def __init__(self, *args, has_left, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_left:
            del self.fields["left"]

    @property
    def told(self):
        return {"came": self.cleaned_data["came"], "left": self.cleaned_data.get("left")}
