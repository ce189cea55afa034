from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ransel.core import clock, dates
from ransel.supervision.actions.day_notes import Said
from ransel.supervision.models import LONGEST, Breakfast, Mood, Slept, Things

NONE = [("", _("Nothing to tell"))]


def _choice(label, choices):
    return forms.ChoiceField(label=label, choices=[*NONE, *choices], required=False, widget=forms.RadioSelect)


class _Children(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return obj.given_name


class NoteForm(forms.Form):
    """What staff are told of a day: of these children, which the permit reaches."""

    children = _Children(
        queryset=None,
        label=_("Whom is it about?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    day = forms.ChoiceField(
        label=_("Which day?"),
        error_messages={
            "required": _("Choose which day."),
            "invalid_choice": _("Choose today, or one of the next 14 days."),
        },
    )
    slept = _choice(_("How was the night?"), Slept.choices)
    breakfast = _choice(_("Breakfast?"), Breakfast.choices)
    mood = _choice(_("Mood?"), Mood.choices)
    things = _choice(_("Clothes and things?"), Things.choices)
    text = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST,
        required=False,
        help_text=_(
            "Nothing about health or other sensitive things here. Tell the staff of that in person, or ring the unit."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("At most 200 signs.")},
    )

    def __init__(self, *args, children, days, **kwargs):
        super().__init__(*args, **kwargs)
        who = cast(forms.ModelMultipleChoiceField, self.fields["children"])
        who.queryset = children
        which = cast(forms.ChoiceField, self.fields["day"])
        which.choices = [(one.isoformat(), _day(one)) for one in days]

    @property
    def told(self):
        said = self.cleaned_data
        words = {name: said[name] for name in ("slept", "breakfast", "mood", "things", "text")}
        return {"children": list(said["children"]), "day": _iso(said["day"]), "said": Said(**words)}


def _day(day):
    return _("Today") if day == clock.today() else dates.day(day).capitalize()


def _iso(value):
    return clock.today().fromisoformat(value)
