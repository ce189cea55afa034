"""How children are to leave on single days, and why they can not: read before any row is written."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access.homes import homes_in_the_open
from ransel.access.residence import SEE_HOMES
from ransel.attendance.models import CheckIn, CheckOut
from ransel.core import clock
from ransel.departure.leaving.checking import Wish, fault_of_way, fetchers_of
from ransel.departure.leaving.day import UNSAID, Key, Leaving
from ransel.departure.leaving.place import Place, places_of
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told
from ransel.departure.who import Fetched, fetched_by
from ransel.people.models import Person


@dataclass
class Found:
    """Everything that decides whether it can be so."""

    by: UUID
    children: dict
    places: dict[Key, Place]
    now: dict[Key, Leaving]
    fetched: dict[UUID, Fetched]
    shared: set[UUID]  # the children of whom guardians may know what the other has said
    homes: dict
    left: set[tuple[UUID, UUID]]  # the children and units they have left today, for good
    names: dict[UUID, str]

    def leaving(self, key: Key) -> Leaving:
        return self.now.get(key, UNSAID)

    def is_new(self, key: Key, asked: Wish) -> bool:
        """Whether it says something else; where who was to pick up may do so no more, whatever is said does."""
        now = self.leaving(key)
        return now.withdrawn or now.content != asked.content

    def fault(self, key: Key, asked: Wish) -> str:
        """Why the child can not leave so; empty when it can. What another has said is told before anything else."""
        return self._fault_of_day(key) or self._fault_of_others(key, asked) or self._fault_of_way(key, asked)

    def _fault_of_day(self, key):
        child, unit, day = key
        said = {"child": self.children[child].given_name}
        if day < clock.today():
            return _("This day is over.")
        if key not in self.places:
            return _("%(child)s is not there this day.") % said
        if day == clock.today() and (child, unit) in self.left:
            return _("%(child)s has left today.") % said
        return ""

    def _fault_of_way(self, key, asked):
        child, _unit, day = key
        fault = fault_of_way(asked, self.places[key], fetchers_of(self.fetched[child], day))
        return fault or self._fault_of_time(key, asked)

    def _fault_of_time(self, key, asked):
        """What stands may be said again with another person, though its time is over."""
        ends, now = asked.until or asked.at, self.leaving(key)
        if ends is None or key[2] != clock.today() or ends >= clock.wall_time():
            return ""
        return "" if ends == (now.until or now.at) else _("That time is over. Choose a later one.")

    def _fault_of_others(self, key, asked):
        child, _unit, day = key
        now = self.leaving(key)
        if (home := self.homes.get((child, day))) and home != self.by:
            return _("This day is with %(name)s, who says it.") % {"name": self.names[home]}
        if now.sent_by in (None, self.by):
            return ""
        if child not in self.shared:
            return _("Another guardian has said it. Ring the unit.")
        if now.mark != asked.known and now.content != asked.content:
            said = {"name": self.names[now.sent_by], "how": told(now)}
            return _("%(name)s changed it meanwhile: %(how)s. Yours is not saved.") % said
        return ""


def look_up(by, children: dict, asked: dict[Key, Wish]) -> Found:
    """Some twenty statements, however many children and days."""
    days = [day for _child, _unit, day in asked]
    first, last = min(days), max(days)
    now = leaving_of(children, first, last)
    homes = homes_in_the_open(set(children), first, last)
    people = {one.sent_by for one in now.values() if one.sent_by} | set(homes.values())
    return Found(
        by=by.person.pk,
        children=children,
        places=places_of(children, first, last),
        now=now,
        fetched={one.child.pk: one for one in fetched_by(by, list(children.values()))},
        shared=set(SEE_HOMES.reach(by).filter(pk__in=children).values_list("pk", flat=True)),
        homes=homes,
        left=_left(children),
        names={one.pk: one.name for one in Person.objects.filter(pk__in=people)},
    )


def _left(children) -> set[tuple[UUID, UUID]]:
    """The children and units they have left today, and not come back to. Two statements."""
    came = CheckIn.objects.standing().filter(child__in=children, day=clock.today())
    out = CheckOut.objects.filter(undone_at=None, check_in__in=came)
    here = came.exclude(pk__in=out.values("check_in")).values_list("child", "unit")
    return set(came.values_list("child", "unit")) - set(here)
