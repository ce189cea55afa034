from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ransel.attendance.actions.campaigns import Day, Said
from ransel.attendance.models import Stage
from ransel.attendance.stays.day import Hours, Stay, StayKind
from ransel.attendance.stays.holiday import Answer, Survey
from ransel.attendance.stays.words import told
from ransel.attendance.week.redrawn import as_sent
from ransel.core import clock, dates
from ransel.core.forms import TimeField, contradiction

COMES, OFF = "comes", "off"
NO_MARK = "0."  # nothing seen of the day
CHOICES = [(COMES, gettext_lazy("Comes")), (OFF, pgettext_lazy("day", "Off"))]


@dataclass
class Row:
    """A child's day. `theirs` is the other home's, or answered by somebody whose answer may not be told.

    `now` is the day as it is to be: what a binding answer made of it, or what was changed since.
    """

    key: str
    child: UUID
    day: date
    answer: Answer | None
    now: Stay
    theirs: str = ""
    fixed: bool = False
    settled: bool = False  # answered in the stage it is in
    wants_times: bool = False
    withheld: bool = False  # another guardian planned it, and an address is protected

    @property
    def counts(self) -> str:
        """What counts until it is answered, or what the answer came to; nothing where nobody has said anything."""
        says_more = (bool(self.now.hours) or not self.answer) and not self.withheld
        return told(self.now) if says_more and self.now.kind is not StayKind.MISSING and not self.fixed else ""


@dataclass
class ChildRows:
    child: UUID
    given_name: str
    rows: list[Row]
    missing: int


def rows_of(
    asked: Survey, order: list[UUID], homes: dict, names: dict, reader: UUID, shared: set[UUID]
) -> list[ChildRows]:
    """In the family's order. Days that are over, and days that are another's to answer, are shown and not asked."""
    found, unit = [], asked.campaign.unit_id
    for child in (one for one in order if one in asked.days):
        rows = []
        for day in asked.days[child]:
            now = asked.seen.stays[child, unit, day]
            row = Row(f"{day:%Y%m%d}_{child.hex}", child, day, asked.answers.get((child, day)), now)
            row.settled = asked.answered(child, day) is not None
            others = now.sent_by not in (None, reader) and not now.of_staff
            row.withheld = others and child not in shared
            row.wants_times = asked.wants_times(child, day)
            home = homes.get((child, day))
            if home and home != reader:
                row.theirs = names[home]
            hidden = row.answer and row.answer.sent_by != reader and child not in shared
            row.fixed = bool(row.theirs or hidden or day < clock.today())
            if hidden:
                row.answer, row.theirs = None, _("another guardian")
            rows.append(row)
        mine = [row.day for row in rows if not row.fixed]
        missing = len([day for day in asked.missing(child) if day in mine])
        found.append(ChildRows(child, asked.names[child][0], rows, missing))
    return found


def _initial(key: str, row: Row) -> dict:
    """A binding answer as the day has become; a provisional one as it was said, and still to be sent."""
    if not row.answer:
        return {f"was_{key}": f"{row.now.mark} "}
    if row.answer.stage == Stage.PROVISIONAL:
        word, hours = COMES if row.answer.comes else OFF, row.answer.hours
    else:
        word, hours = COMES if row.now.comes else OFF, row.now.hours if row.wants_times else ()
    hours = hours if len(hours) == 1 else ()  # two times of a day have no field of their own
    start, end = hours[0] if hours else (None, None)
    drawn = f"{row.now.mark} {word} {hours}" if row.settled else f"{row.now.mark} "
    return {f"day_{key}": word, f"from_{key}": start, f"to_{key}": end, f"was_{key}": drawn}


class HolidayForm(forms.Form):
    """Of each day whether the child comes; with times where they are asked for. A day left open is not answered."""

    def __init__(self, sent, *, groups: list[ChildRows]):
        self.groups = groups
        self.rows = {row.key: row for group in groups for row in group.rows if not row.fixed}
        names = {row.key: group.given_name for group in groups for row in group.rows}
        initial: dict = {}
        for key, row in self.rows.items():
            initial |= _initial(key, row)
        super().__init__(sent, initial=initial)
        for key, row in self.rows.items():
            self.fields[f"was_{key}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            said = {"child": names[key], "day": dates.day(row.day)}
            self.fields[f"day_{key}"] = forms.ChoiceField(
                label=_("%(child)s, %(day)s") % said, choices=CHOICES, required=False, widget=forms.RadioSelect
            )
            if row.wants_times:
                self.fields[f"from_{key}"] = TimeField(label=_("%(child)s, %(day)s, from") % said, required=False)
                self.fields[f"to_{key}"] = TimeField(label=_("%(child)s, %(day)s, to") % said, required=False)

    def sent_again(self, data) -> "HolidayForm":
        form = HolidayForm(data, groups=self.groups)
        form.is_valid()
        return form

    def clean(self):
        said = super().clean() or self.cleaned_data
        drawn = {name for name, value in self.data.items() if name.startswith("day_") or (value and _is_time(name))}
        if not self.rows or drawn - self.fields.keys():
            raise forms.ValidationError(_("The days have changed meanwhile. Open the page again."))
        if "all_off" in self.data:
            return said
        for key in self.rows:
            self._clean_choice(key, said)
            start, end = said.get(f"from_{key}"), said.get(f"to_{key}")
            if (start is None) != (end is None) and not {f"from_{key}", f"to_{key}"} & set(self.errors):
                self.add_error(f"day_{key}", _("Write both times."))
            elif start and end and end <= start:
                self.add_error(f"day_{key}", _("It must end after it begins."))
        if not any(said.get(f"day_{key}") for key in self.rows):
            raise forms.ValidationError(_("Answer one day or more."))
        return said

    def _clean_choice(self, key, said):
        """Times where nothing was chosen say that the child comes; beside another choice they contradict it."""
        names = (f"from_{key}", f"to_{key}")
        typed = [name for name in names if said.get(name) not in (None, self.initial.get(name))]
        if typed and not said.get(f"day_{key}"):
            said[f"day_{key}"] = COMES
        elif typed and said[f"day_{key}"] == OFF:
            self.add_error(f"day_{key}", contradiction(_("Comes")))

    @property
    def answers(self) -> dict[Day, Said]:
        """{(child, day): what was said}, of the days that were answered; all of them off where that was asked for.

        A day that is answered as it was drawn, in the stage it is in, is left as it is.
        """
        said = self.cleaned_data
        found = {}
        for key, row in self.rows.items():
            word = OFF if "all_off" in self.data else said.get(f"day_{key}")
            if not word:
                continue
            hours = self._hours(key) if word == COMES else ()
            mark, _space, drawn = said[f"was_{key}"].partition(" ")
            if drawn != f"{word} {hours}":
                found[row.child, row.day] = Said(word == COMES, hours, mark or NO_MARK)
        return found

    def _hours(self, key) -> Hours:
        start, end = self.cleaned_data.get(f"from_{key}"), self.cleaned_data.get(f"to_{key}")
        return ((start, end),) if start and end else ()

    def show_faults(self, wrong: dict):
        for key, row in self.rows.items():
            if fault := wrong.get((row.child, row.day)):
                self.add_error(f"day_{key}", fault)

    def errors_of(self, key) -> list[str]:
        names = (f"day_{key}", f"from_{key}", f"to_{key}")
        return list(dict.fromkeys(str(error) for name in names for error in self.errors.get(name, ())))


def _is_time(name):
    """Of a day that has two times by now, they are asked for no more: what was typed is not dropped in silence."""
    return name.startswith(("from_", "to_"))


def drawn_anew(posted, form: HolidayForm, now: HolidayForm) -> HolidayForm:
    """What was typed stands, beside what the days now are; a day that was not touched is as it now is."""
    data = posted.copy()
    touched = {key for key, row in form.rows.items() if (row.child, row.day) in form.answers}
    for key in now.rows:
        for name in (one for one in now.fields if one.endswith(f"_{key}")):
            if name.startswith("was_") or key not in touched:
                data[name] = as_sent(now.initial.get(name))
    for name in [one for one in data if one.startswith("day_") and one.removeprefix("day_") not in now.rows]:
        del data[name]
    return now.sent_again(data)
