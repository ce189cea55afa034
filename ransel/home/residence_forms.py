"""How a rota is told without a calendar: every other week, or each day of one or two weeks."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ransel.core import clock, dates
from ransel.people.rota import mondays, week_about

AHEAD = 8  # Mondays to choose between
RHYTHMS = [("about", _("Every other week")), ("1", _("Day by day, one week")), ("2", _("Day by day, two weeks"))]


class RotaForm(forms.Form):
    """`people` are the guardians who can be named. Cleaned, it has `starts`, and `homes` as in people.rota."""

    starts = forms.TypedChoiceField(label=_("From which Monday?"), error_messages={"required": _("Choose the Monday.")})

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        people = list(people)
        told_apart = len({one.given_name for one in people}) == len(people)
        self.people = [(str(one.pk), one.given_name if told_apart else one.name) for one in people]
        monday: Any = self.fields["starts"]
        monday.coerce = date.fromisoformat
        monday.choices = [(day.isoformat(), dates.full_day(day)) for day in mondays(clock.today(), AHEAD)]

    def choice_of_home(self, label, **more):
        needed = {"required": _("Choose whose it is.")}
        return forms.TypedChoiceField(label=label, choices=self.people, coerce=UUID, error_messages=needed, **more)


class EveryOtherWeek(RotaForm):
    first = forms.Field()
    second = forms.Field()
    turn = forms.TypedChoiceField(
        label=_("On which day does the child change homes?"),
        coerce=int,
        choices=[(number + 1, WEEKDAYS[number]) for number in range(7)],
        initial=1,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"] = self.choice_of_home(_("Who has the first week?"), widget=forms.RadioSelect)
        self.fields["second"] = self.choice_of_home(_("Who has the second week?"), widget=forms.RadioSelect)
        if len(self.people) == 2:  # then the other has it, and there is nothing to ask
            del self.fields["second"]

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if self.errors:
            return said
        others = [UUID(pk) for pk, _name in self.people if UUID(pk) != said["first"]]
        second = said["second"] if "second" in self.fields else others[0]
        if said["first"] == second:
            self.add_error("second", _("Choose another than for the first week."))
        else:
            said["homes"] = week_about(said["first"], second, said["turn"])
        return said


class DayByDay(RotaForm):
    def __init__(self, *args, weeks, **kwargs):
        super().__init__(*args, **kwargs)
        self.weeks = weeks
        for week in range(1, weeks + 1):
            for number in range(7):
                name = WEEKDAYS[number]
                said = _("Week %(week)d, %(weekday)s") % {"week": week, "weekday": name} if weeks > 1 else name
                self.fields[f"day_{week}_{number + 1}"] = self.choice_of_home(said)

    def clean(self):
        super().clean()
        said = self.cleaned_data
        weeks = range(1, self.weeks + 1)
        said["homes"] = [[said.get(f"day_{week}_{day}") for day in range(1, 8)] for week in weeks]
        return said


def rota_form(told, rhythm, people):
    """The form for this rhythm; the first of them for one that is not known."""
    if rhythm in ("1", "2"):
        return DayByDay(told, people=people, weeks=int(rhythm))
    return EveryOtherWeek(told, people=people)


class AnswerForm(forms.Form):
    accepted = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes", widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=_("Do you want to say why?"),
        help_text=_("The other sees it. Nothing about health."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EndForm(forms.Form):
    monday = forms.TypedChoiceField(label=_("From which Monday?"))

    def __init__(self, *args, after, **kwargs):
        super().__init__(*args, **kwargs)
        monday: Any = self.fields["monday"]
        monday.coerce = date.fromisoformat
        monday.choices = [(day.isoformat(), dates.full_day(day)) for day in mondays(after, AHEAD)]
