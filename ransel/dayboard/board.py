"""Tavla, and the contact teacher's list: a group's day in a fixed number of statements, however many children."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ransel.attendance.day import Day, Status, days_of
from ransel.attendance.expected import comes_again
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import KINDS, Seen, placed_as, read_at, rows_of_places
from ransel.attendance.stays.queue import number_waiting
from ransel.attendance.stays.words import times_of, told
from ransel.core import clock, dates
from ransel.core.prepared import DAY, ID, prepared
from ransel.dayboard.missed import Missed, mark_missed
from ransel.departure.leaving.day import UNSAID, Leaving
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.leaving.words import told as how_it_leaves
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing, standings_of
from ransel.units.models import Function, Group, GroupKind

PRESENCE, STAY, DEPARTURE = Function.Name.PRESENCE, Function.Name.STAY, Function.Name.DEPARTURE
DOORS = {
    Subject.ABSENCE: "receipt-seen",
    Subject.STAY: "stay-receipt-seen",
    Subject.DEPARTURE: "departure-receipt-seen",
}
ORDER = (Status.UNACCOUNTED, Status.EXPECTED, Status.HERE, Status.LEFT, Status.ABSENT)


@dataclass
class Tile:
    """One child on the board."""

    id: UUID
    given_name: str
    name: str
    day: Day
    protected: bool = False
    stay: Stay | None = None  # as it is to be today, where the unit takes stay plans
    leaving: Leaving = UNSAID  # how it leaves, where the unit takes that
    receipts: list[Standing] = field(default_factory=list)
    missed: Missed | None = None

    @property
    def times(self) -> str:
        """When the child is to be here; empty where nobody has said. Of who has been here, the time to come again."""
        if self.day.again and self.stay:
            return times_of(tuple(span for span in self.stay.hours if span[0] >= self.day.again))
        return told(self.stay) if self.stay and self.stay.comes else ""

    @property
    def times_before(self) -> str:
        """What was to be before a change that nobody has said they have seen."""
        return told(self.stay.before) if self.stay and self.stay.before else ""

    @property
    def leaves(self) -> str:
        return how_it_leaves(self.leaving)

    @property
    def leaves_before(self) -> str:
        """What was to be before a change that nobody has said they have seen."""
        return how_it_leaves(self.leaving.before) if self.leaving.before else ""

    @property
    def alarming(self) -> bool:
        return bool(self.missed and self.missed.alarming)

    @property
    def late(self) -> bool:
        """Whether today's absence was told after the unit's hour."""
        told = self.day.away.notice if self.day.away else None
        return any(one.late and one.about == told for one in self.receipts)

    @property
    def status(self) -> Status:
        return self.day.status

    @property
    def at(self) -> datetime | None:
        return self.day.left or self.day.came


@dataclass
class ToSee:
    """Something that was sent, and that nobody has said they have seen."""

    standing: Standing
    tile: Tile

    @property
    def door(self) -> str:
        return DOORS[Subject(self.standing.subject)]

    @property
    def of_absence(self) -> bool:
        return self.standing.subject == Subject.ABSENCE

    @property
    def words(self):
        if self.standing.subject == Subject.DEPARTURE:
            return self._way_home
        if self.standing.subject == Subject.STAY:
            return self._change
        if self.standing.back:
            return _("Comes again: the last day away was %(day)s") % {"day": dates.day(self.standing.ends)}
        if self.standing.shortened:
            return _("Shorter: the last day away is %(day)s") % {"day": dates.day(self.standing.ends)}
        return _("Away, %(when)s") % {"when": dates.span(self.standing.first_day, self.standing.last_day)}

    @property
    def _way_home(self):
        tile = self.tile
        if not tile.leaves_before:
            return _("Leaves otherwise today: %(now)s") % {"now": tile.leaves}
        return _("Leaves otherwise today: now %(now)s, before %(before)s") % {
            "now": tile.leaves,
            "before": tile.leaves_before,
        }

    @property
    def _change(self):
        """Both what was and what is, of today; of other days which they are: the page of the week has both."""
        stay, standing = self.tile.stay, self.standing
        mine = [one for one in stay.changes if one.notice == standing.about] if stay else []
        if mine:
            said = {"now": told(stay), "before": told(mine[0].before)} if stay else {}
            today = _("Times today: now %(now)s, before %(before)s") % said
            later = max(standing.first_day, clock.today() + clock.DAY)
            return today if standing.last_day < later else f"{today}. {_changed(later, standing.last_day)}"
        return _changed(standing.first_day, standing.last_day)


def _changed(first, last):
    return _("Times changed, %(when)s") % {"when": dates.span(first, last)}


@dataclass
class Board:
    group: Group
    day: date
    tiles: list[Tile]
    to_see: list[ToSee]
    counts: Counter
    plans: int  # that wait to be approved

    @property
    def weekly(self):
        """Whether there is a page of the week to go to."""
        return any(tile.stay for tile in self.tiles)

    @property
    def alarms(self):
        return [tile for tile in self.tiles if tile.alarming]

    @property
    def asked(self):
        """Whose family was asked; those who should be here first."""
        asked = [tile for tile in self.tiles if tile.missed and tile.missed.question]
        return sorted(asked, key=lambda tile: not tile.alarming)

    @property
    def unasked(self):
        return [tile for tile in self.tiles if tile.missed and not tile.missed.question]

    @property
    def is_class(self):
        return self.group.kind == GroupKind.CLASS

    @property
    def waiting(self):
        """What the board shows for the first time: (receipt, round, child), for the step `on board`."""
        return [
            (one.receipt, one.round, one.child)
            for tile in self.tiles
            for one in tile.receipts
            if one.on_board_at is None and not one.seen
        ]


class Listed(NamedTuple):
    """A child with a place in the group today: names, whether an address is protected, and what its unit uses."""

    given: str
    family: str
    protection: int
    presence: bool
    stay: bool
    departure: bool


def board_of(group: Group) -> Board:
    """Ten statements; one more with somebody still to come, one with somebody to ring, one where somebody named picks
    up, two where days are by home, and two where plans say how children leave."""
    today = clock.today()
    children, seen, known = _children(group, today)
    ids = list(children)
    days = days_of(ids, today, unit=group.unit_id)
    stays = {child: stay for (child, _unit, _day), stay in seen.stays.items()}
    for pk in ids:
        days[pk].off = pk in stays and stays[pk].kind is StayKind.OFF
        days[pk].again = comes_again(days[pk], stays.get(pk))
    missed = mark_missed(group, days, ids, **known)
    tiles = {
        pk: Tile(pk, one.given, f"{one.given} {one.family}".strip(), days[pk], one.protection > 0, stays.get(pk))
        for pk, one in children.items()
    }
    for pk, leaving in _leaving(group, children, today).items():
        tiles[pk].leaving = leaving
    for pk, tile in tiles.items():
        tile.missed = missed.get(pk)
    _tell_apart(tiles.values())
    sent = [one for one in standings_of(ids, today, date.max) if one.unit == group.unit_id]
    for one in sent:
        tiles[one.child].receipts.append(one)
    to_see = [ToSee(one, tiles[one.child]) for one in sent if not one.seen and _is_used(one, children[one.child])]
    ordered = sorted(tiles.values(), key=lambda tile: (ORDER.index(tile.status), not tile.alarming, tile.name))
    plans = number_waiting([group.pk]).get(group.pk, 0) if group.unit.kind in KINDS else 0
    return Board(group, today, ordered, to_see, Counter(tile.status for tile in ordered), plans)


def _is_used(one: Standing, child: Listed) -> bool:
    """Shown as long as the unit uses what it is about: else nobody could say that they have seen it."""
    used = {Subject.STAY: child.stay, Subject.DEPARTURE: child.departure}
    return used.get(Subject(one.subject), True)


def _children(group, today) -> tuple[dict[UUID, Listed], Seen, dict]:
    """(the children, the stays of today, what `mark_missed` need not read)"""
    places = placed_as(_places(group=group.pk, day=today), today, today)
    places.days = [one for one in places.days if one[2]]
    here = {child for child, _unit, _days in places.days}
    children = {child: Listed(*more) for child, more in places.more.items() if child in here}
    plans = group.unit.kind in KINDS and any(one.stay for one in children.values())
    seen = read_at(places, today, today) if plans else Seen({}, {}, {}, {})
    order = sorted(children, key=lambda child: children[child][:2])
    checks_in = any(one.presence for one in children.values())
    return {child: children[child] for child in order}, seen, {"seen": seen, "used": checks_in}


@prepared(group=ID, day=DAY)
def _places(group, day):
    names = ("child__person__given_name", "child__person__family_name", "child__person__protection")
    return rows_of_places(day, day, (*names, *(_uses(name) for name in (PRESENCE, STAY, DEPARTURE))), group=group)


def _leaving(group, children: dict[UUID, Listed], today) -> dict[UUID, Leaving]:
    ids = [child for child, one in children.items() if one.departure]
    found = leaving_of(ids, today, today, unit=group.unit_id) if ids and group.unit.kind in KINDS else {}
    return {child: one for (child, _unit, _day), one in found.items()}


def _uses(name):
    return Exists(Function.objects.filter(unit=OuterRef("unit"), name=name, staff=True))


def _tell_apart(tiles):
    """First names on the board; who shares one gets the family name too."""
    shared = Counter(tile.given_name for tile in tiles)
    for tile in tiles:
        if shared[tile.given_name] > 1:
            tile.given_name = tile.name


def topics_of(group: Group):
    return [group.reference]
