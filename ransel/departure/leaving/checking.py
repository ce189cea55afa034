"""A way home as it is asked for, and what can not be, said in a sentence."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.core import dates
from ransel.departure.leaving.day import UNSAID, guardian_value, person_value
from ransel.departure.leaving.place import Place
from ransel.departure.models import AT_A_TIME, DepartureMode
from ransel.departure.who import Fetched


@dataclass(frozen=True)
class Wish:
    """How a child is to leave. `known` is the mark of what the sender has seen of the day."""

    mode: DepartureMode
    at: time | None = None
    until: time | None = None
    fetcher: str = ""
    visit: UUID | None = None  # of which a code was entered
    known: str = UNSAID.mark

    @property
    def content(self) -> tuple:
        return self.mode, self.at, self.until, str(self.visit) if self.visit else self.fetcher


def fetchers_of(fetched: Fetched, day: date) -> dict[str, str]:
    """{what a form calls them: name} of those who may pick the child up on the day, as the reader may know them."""
    guardians = {guardian_value(one.guardian): one.name for one in fetched.guardians if one.guardian}
    return guardians | {person_value(one.pk): one.name for one in fetched.people if one.pk and one.may_on(day)}


def fault_of_way(asked: Wish, place: Place, fetchers: dict[str, str]) -> str:
    """Why a child can not leave so at the place; empty when it can. `fetchers` are those who may pick it up."""
    if asked.visit:
        return ""
    if asked.mode not in place.modes:
        return _("Children are picked up from %(unit)s.") % {"unit": place.unit.name}
    if asked.mode is DepartureMode.PICKED_UP:
        if asked.fetcher and asked.fetcher not in fetchers:
            return _("Choose somebody who may fetch this day.")
        return _fault_of_slot(place, asked.at) if asked.at else ""
    if asked.at is None or (asked.mode is DepartureMode.CHILD_DECIDES and asked.until is None):
        return _("Choose when.") if asked.mode in AT_A_TIME else _("Choose from when to when.")
    if asked.until is not None and asked.until <= asked.at:
        return _("It must end after it begins.")
    return _fault_of_slot(place, asked.at) or (_fault_of_slot(place, asked.until) if asked.until else "")


def _fault_of_slot(place, at):
    if at in place.slots:
        return ""
    said = {"every": place.rules.send_home_every, "times": dates.times(place.opens, place.closes)}
    return _("Children are sent home every %(every)s minutes, %(times)s.") % said
