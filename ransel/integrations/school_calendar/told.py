"""What a school calendar says, day by day, in our own words; and what was wrong with the rest. Readers fill it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from ransel.core import clock
from ransel.integrations.reading.cells import LONGEST, BadCell
from ransel.integrations.staging import Broken

YEARS_AHEAD = 2
NO_BREAK = re.compile(r"[\r\n\u2028\u2029]")


@dataclass
class Told:
    """`days` is {(unit's id, or None for all units; day): what is said of it}.

    What is said is true or false of "pupils", "teachers", "after_school", "kindergarten" (true: they are free) and
    "planning", and a "note". Of what is missing nothing is said, and it stays as it is.
    """

    file: str
    by_events: bool = False  # a calendar file: what is no free day stands there too
    days: dict[tuple[UUID | None, date], dict] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    left_out: Counter = field(default_factory=Counter)  # {"past", "timed", "cancelled": how many}
    unsure: set[tuple[UUID | None, date]] = field(default_factory=set)  # of these two things were said

    def say(self, unit, days, said, column):
        """Raises BadCell for a day of which something else is said already. Neither counts then: one is wrong."""
        keys = [(unit.pk if unit else None, day) for day in days]
        clashing = [key for key in keys if key in self.unsure or self.days.get(key, said) != said]
        for key in clashing:
            self.unsure.add(key)
            self.days.pop(key, None)
        if clashing:
            raise BadCell(column, _("The file says something else of the same day elsewhere. Neither is taken."))
        self.days |= dict.fromkeys(keys, said)

    def breaks(self, line, bad: BadCell):
        self.broken.append(Broken(self.file, line, bad.column, bad.reason))


def farthest() -> date:
    return clock.today() + relativedelta(years=YEARS_AHEAD)


def note_of(text: str, column: str) -> str:
    """One line of text, whatever it looks like: it is only ever shown. Raises BadCell for what is no such line."""
    if NO_BREAK.search(text.strip()):
        raise BadCell(column, _("Write this on one line."))
    note = " ".join(text.split())
    if len(note) > LONGEST:
        raise BadCell(column, _("Write a hundred characters at most."))
    if not note.isprintable():
        raise BadCell(column, _("There are signs in this that cannot be shown."))
    return note
