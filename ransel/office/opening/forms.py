from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS as NAMES
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ransel.core.forms import DayField, TimeField
from ransel.office.fields import narrow
from ransel.units.models import FREE_IN, UnitKind
from ransel.units.models.stay_rules import MOST_HOURS, OLDEST, YOUNGEST

WEEKDAYS = {day + 1: name for day, name in NAMES.items()}  # 1 is Monday
FREE = {
    "kindergarten": _("Children in kindergarten"),
    "pupils": _("Pupils"),
    "after_school": _("Children in after-school"),
    "teachers": _("Staff"),
}
NOTE: dict[str, Any] = {"label": _("What is it called?"), "max_length": 100, "required": False}


class HoursForm(forms.Form):
    """Two times a weekday; a weekday without them is closed."""

    starts = DayField(
        label=_("From which day?"),
        help_text=_("Until then it is as it was."),
        error_messages={"required": _("Write the first day.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for weekday, name in WEEKDAYS.items():
            of = {"day": capfirst(name)}
            self.fields[f"opens_{weekday}"] = TimeField(label=_("%(day)s opens") % of, required=False)
            self.fields[f"closes_{weekday}"] = TimeField(label=_("%(day)s closes") % of, required=False)

    @property
    def weekdays(self):
        """[(name of the weekday, when it opens, when it closes)]"""
        return [(capfirst(name), self[f"opens_{day}"], self[f"closes_{day}"]) for day, name in WEEKDAYS.items()]

    def clean(self):
        for weekday in WEEKDAYS:
            opens, closes = (self.cleaned_data.get(f"{name}_{weekday}") for name in ("opens", "closes"))
            if (opens is None) != (closes is None):
                missing = f"closes_{weekday}" if opens else f"opens_{weekday}"
                if missing not in self.errors:
                    self.add_error(missing, _("Write the time."))

    @property
    def hours(self):
        said = self.cleaned_data
        return {day: (said[f"opens_{day}"], said[f"closes_{day}"]) for day in WEEKDAYS if said[f"opens_{day}"]}


class OpenDayForm(forms.Form):
    day = DayField(label=_("Which day?"), error_messages={"required": _("Write the day.")})
    opens = TimeField(label=_("Opens"), error_messages={"required": _("Write the time.")})
    closes = TimeField(label=_("Closes"), error_messages={"required": _("Write the time.")})
    note = forms.CharField(**NOTE, help_text=_("For example: Christmas Eve. Families see it."))


class ClosedDaysForm(forms.Form):
    """Of a unit, who is free is asked of its own children and staff; of a municipality, of all four."""

    first_day = DayField(label=_("First day"), error_messages={"required": _("Write the first day.")})
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty for one day."))
    free = forms.MultipleChoiceField(
        label=_("Who is free?"),
        choices=list(FREE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more.")},
    )
    planning = forms.BooleanField(
        label=_("It is a planning day"),
        required=False,
        help_text=_("The staff are at work, and the children are not there."),
    )
    note = forms.CharField(**NOTE, help_text=_("For example: autumn holiday. Families see it."))

    def __init__(self, *args, unit_kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        if unit_kind:
            narrow(self, "free", FREE_IN[UnitKind(unit_kind)], "teachers")

    def clean(self):
        said = self.cleaned_data
        if said.get("planning") and "teachers" in said.get("free", ()):
            self.add_error("planning", _("On a planning day the staff are not free."))
        return said

    @property
    def told(self):
        said = self.cleaned_data
        days = {"first_day": said["first_day"], "last_day": said["last_day"] or said["first_day"]}
        return days | {name: name in said["free"] for name in FREE} | {key: said[key] for key in ("planning", "note")}


def _intervals():
    """Asked for at each drawing, in the reader's language."""
    return [(minutes, _("Every %(minutes)s minutes") % {"minutes": minutes}) for minutes in (15, 30, 60)]


HOURS_TOLD = _("Families and staff see when a plan is longer. Leave it empty when places differ.")
HOURS: dict[str, Any] = {"required": False, "min_value": 1, "max_value": MOST_HOURS}


class StayRulesForm(forms.Form):
    """How stay plans are taken. Without a `unit_kind` it is asked for, as a municipality must say."""

    kind = forms.ChoiceField(
        label=_("For which units?"),
        choices=[(kind.value, kind.label) for kind in UnitKind if kind != UnitKind.SCHOOL],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    lock_weekday = forms.TypedChoiceField(
        label=_("On which day is the next week locked?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        help_text=_("After that families send changes, and staff say that they have seen them."),
    )
    lock_time = TimeField(label=_("At what time?"), error_messages={"required": _("Write the time.")})
    cut_off = TimeField(
        label=_("Until when can families change today?"),
        help_text=_("Later changes are marked, and staff say that they have seen them."),
        error_messages={"required": _("Write the time.")},
    )
    send_home_every = forms.TypedChoiceField(
        label=_("How often are children sent home?"),
        choices=_intervals,
        coerce=int,
        help_text=_("Those who walk, or take the bus, leave at these times."),
    )
    meal_at = TimeField(
        label=_("When is the main meal?"),
        help_text=_("Those who are here then are counted as portions."),
        error_messages={"required": _("Write the time.")},
    )
    fetcher_age = forms.IntegerField(
        label=_("How old must somebody be to fetch a child?"),
        min_value=YOUNGEST,
        max_value=OLDEST,
        help_text=_("Guardians may always fetch."),
        error_messages={"required": _("Write the age in years.")},
    )
    part_hours = forms.IntegerField(
        label=_("How many hours a week does a part-time place have?"), help_text=HOURS_TOLD, **HOURS
    )
    morning_hours = forms.IntegerField(
        label=_("How many hours a week does a place for mornings have?"), help_text=HOURS_TOLD, **HOURS
    )
    automatic = forms.TypedChoiceField(
        label=_("When does a plan count?"),
        choices=[(0, _("When staff have approved it")), (1, _("At once"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args, unit_kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        if unit_kind:
            del self.fields["kind"]
        if unit_kind == UnitKind.KINDERGARTEN:  # it has no mornings
            del self.fields["morning_hours"]


SAID = (
    "lock_weekday",
    "lock_time",
    "cut_off",
    "send_home_every",
    "meal_at",
    "fetcher_age",
    "part_hours",
    "morning_hours",
)


def initial_of(rules):
    said = {name: getattr(rules, name) for name in SAID}
    return said | {"automatic": int(rules.automatic)}
