"""The page on which a guardian says how a child leaves on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.core import clock
from ransel.departure.leaving.checking import fetchers_of
from ransel.departure.leaving.day import UNSAID, Leaving
from ransel.departure.leaving.place import Place, places_of
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.passes.reading import Shown, passes_of
from ransel.departure.who import fetched_by
from ransel.people.models import Child, Person
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing, latest, standings
from ransel.units.models import Function, Unit

AHEAD = 13 * clock.DAY


@dataclass
class LeavingDay:
    """A child's day in a unit, and how it leaves. `theirs` names who says it, where that is another."""

    child: Child
    place: Place
    leaving: Leaving
    fetchers: dict[str, str]  # who may pick it up, by what forms call them
    days: list[date]  # that one can go to
    units: list[Unit]  # where the child is on the day
    theirs: str
    withheld: bool  # another guardian has said it, and an address is protected
    shared: bool
    receipts: list[Standing]
    may_say: bool  # where the unit takes it from guardians
    said: set[date]  # the days of which something is said
    passes: list[Shown]  # of today, where it is today

    @property
    def key(self):
        return self.child.pk, self.place.unit.pk, self.place.day

    def is_of(self, day: date | None, unit: str) -> bool:
        """Whether it is just what was asked for; what is sent for a day is saved for no other."""
        return (day, unit) == (self.place.day, str(self.place.unit.pk))

    @property
    def is_today(self):
        return self.place.day == clock.today()

    @property
    def words(self):
        return "" if self.withheld else told(self.leaving)

    @property
    def before(self):
        """What staff still have, until somebody has seen what was said late."""
        return told(self.leaving.before) if self.leaving.before and not self.withheld else ""


def leaving_day(actor, child: Child, day: date | None, unit: str) -> LeavingDay | None:
    """The day that is asked for, else the next one; none where the child is nowhere soon. Some twenty statements."""
    today = clock.today()
    places = places_of([child.pk], today, today + AHEAD, use=Function.Use.READ)
    edits = Function.objects.filter(name=Function.Name.DEPARTURE, guardians__gte=Function.Use.EDIT)
    days = sorted({key[2] for key in places})
    if not days:
        return None
    chosen = day if day in days else days[0]
    here = sorted((place for key, place in places.items() if key[2] == chosen), key=lambda one: one.unit.name)
    place = next((one for one in here if str(one.unit.pk) == unit), here[0])
    now = leaving_of([child.pk], chosen, chosen, unit=place.unit.pk).get((child.pk, place.unit.pk, chosen), UNSAID)
    home = homes_in_the_open([child.pk], chosen, chosen).get((child.pk, chosen))
    shared = SEE_HOMES.holds(actor, child.pk)
    mine = actor.person.pk
    return LeavingDay(
        child,
        place,
        now,
        fetchers_of(fetched_by(actor, [child])[0], chosen),
        days,
        [one.unit for one in here],
        _name(home) if home and home != mine else "",
        bool(now.sent_by) and now.sent_by != mine and not shared,
        shared,
        _receipts(child, place, now),
        edits.filter(unit=place.unit).exists(),
        {key[2] for key in leaving_of([child.pk], today, today + AHEAD)},
        passes_of(actor, child) if chosen == today else [],
    )


def _name(pk: UUID) -> str:
    return Person.objects.get(pk=pk).given_name


def _receipts(child, place, now: Leaving):
    notices = [one.notice for one in now.changes]
    if not notices:
        return []
    which = {"receipt__child": child, "receipt__unit": place.unit, "receipt__subject": Subject.DEPARTURE}
    return latest(standings(receipt__about__in=notices, **which))
