"""Tavla, and the contact teacher's list: a group's day in a fixed number of statements, however many children."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from ransel.attendance.day import days_of
from ransel.attendance.expected import comes_again
from ransel.attendance.forgotten import Forgotten, forgotten_lately, forgotten_of
from ransel.attendance.models import DayEnd, QueuedTap
from ransel.attendance.stays.day import StayKind
from ransel.attendance.stays.effective import KINDS, Seen, placed_as, read_at, rows_of_places
from ransel.attendance.stays.queue import number_waiting, waiting_column
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.core.prepared import DAY, ID, prepared
from ransel.dayboard.missed import mark_missed
from ransel.dayboard.tile import Tile, ToSee, in_order
from ransel.departure.door.words import UNTOLD, ways_of
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.models import Visit
from ransel.departure.passes.reading import passes_that_count, passes_waiting
from ransel.departure.passes.reading import told as pass_told
from ransel.departure.visits.reading import guests_of
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing, standings_of
from ransel.supervision.here import on_trip
from ransel.supervision.models import RollCall
from ransel.supervision.notes.words import notes_in_words
from ransel.units.absence_rules import MISSED_FROM, hour_missed
from ransel.units.models import Function, Group, GroupKind, UnitKind

PRESENCE, STAY, DEPARTURE = Function.Name.PRESENCE, Function.Name.STAY, Function.Name.DEPARTURE
DAY_NOTE, CARE = Function.Name.DAY_NOTE, Function.Name.CARE


@dataclass
class Board:
    group: Group
    day: date
    tiles: list[Tile]
    to_see: list[ToSee]
    counts: Counter
    plans: int  # that wait to be approved
    forgotten: list[Forgotten]  # days of these children that nobody ended
    ended: bool = False  # somebody has said that nobody is left in the unit
    listed: bool = False  # taps that waited without network wait for somebody to decide
    called: bool = False  # a roll call goes on in the unit
    closes: time | None = None  # when the unit does so today

    @property
    def keeps_list(self) -> bool:
        """Whether the device may keep names and who is here, for when the network goes."""
        return self.checks_in

    @property
    def kept_until(self) -> datetime:
        """When the unit closes, or the day is over."""
        return datetime.combine(self.day, self.closes or time(23, 59), OSLO)

    @property
    def kept_for(self) -> int:
        """In milliseconds, as the clock of the device may be wrong."""
        return max(0, round((self.kept_until - clock.now()).total_seconds() * 1000))

    @property
    def checks_in(self):
        return any(tile.checked_in_here for tile in self.tiles)

    @property
    def takes_notes(self):
        return any(tile.takes_notes for tile in self.tiles)

    @property
    def cares(self):
        return any(tile.cared_for for tile in self.tiles)

    @property
    def late(self) -> list[Tile]:
        """Who is here though the unit has closed."""
        over = self.closes is not None and clock.wall_time() >= self.closes
        return [tile for tile in self.tiles if tile.is_here] if over else []

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
    day_note: bool
    care: bool
    has_pass: bool  # somebody may fetch it with a pass today
    takes_along: bool  # another child goes home with it today
    forgot: bool  # nobody said that it left, one of the last days
    ended: bool  # the day of its unit
    hour: time | None  # from which its unit misses children, where that is not the usual one
    waiting: int  # plans of the group that wait to be approved
    listed: bool  # a tap that waited without network, and did not fit
    trip: str | None  # where it is, if it is out
    called: bool  # a roll call goes on in its unit


def board_of(group: Group) -> Board:
    """Seven statements; one more with somebody to ring, one where somebody named picks up, one where somebody has left,
    two where days are by home, two where plans say how children leave, and one where a day note waits."""
    today = clock.today()
    children, seen, known = _children(group, today)
    ids = list(children)
    days = days_of(ids, today, unit=group.unit_id)
    stays = {child: stay for (child, _unit, _day), stay in seen.stays.items()}
    for pk in ids:
        days[pk].off = pk in stays and stays[pk].kind is StayKind.OFF
        days[pk].again = comes_again(days[pk], stays.get(pk))
    missed = mark_missed(group, days, ids, **known)
    tiles = {pk: _tile(pk, one, days[pk], stays.get(pk)) for pk, one in children.items()}
    _say_how_they_leave(group, children, tiles, today)
    for pk, tile in tiles.items():
        tile.missed = missed.get(pk)
    _tell_apart(tiles.values())
    sent = [one for one in standings_of(ids, today, date.max) if one.unit == group.unit_id]
    for one in sent:
        tiles[one.child].receipts.append(one)
    to_see = _to_see([one for one in sent if not one.seen and _is_used(one, children[one.child])], tiles)
    ordered = in_order(tiles.values())
    plans = next((one.waiting for one in children.values()), None)
    if plans is None:  # an empty board says it too
        plans = number_waiting([group.pk]).get(group.pk, 0) if group.unit.kind in KINDS else 0
    forgotten = forgotten_of([pk for pk, one in children.items() if one.forgot], group.unit_id)
    ended, opening = any(one.ended for one in children.values()), seen.openings.get((group.unit_id, today))
    counts, closes = Counter(tile.status for tile in ordered), opening.closes if opening else None
    listed, called = (any(getattr(one, name) for one in children.values()) for name in ("listed", "called"))
    return Board(group, today, ordered, to_see, counts, plans, forgotten, ended, listed, called, closes)


def _tile(pk, one: Listed, day, stay) -> Tile:
    return Tile(
        pk,
        one.given,
        f"{one.given} {one.family}".strip(),
        day,
        one.protection > 0,
        stay,
        checked_in_here=one.presence,
        takes_notes=one.day_note,
        cared_for=one.care,
        trip=one.trip or "",
    )


def _to_see(sent: list[Standing], tiles: dict[UUID, Tile]) -> list[ToSee]:
    """One statement, where a day note waits."""
    notes = notes_in_words(one.about for one in sent if one.subject == Subject.DAY_NOTE)
    return [ToSee(one, tiles[one.child], notes.get(one.about, "")) for one in sent]


def _is_used(one: Standing, child: Listed) -> bool:
    """Shown as long as the unit uses what it is about: else nobody could say that they have seen it."""
    used = {Subject.STAY: child.stay, Subject.DEPARTURE: child.departure, Subject.DAY_NOTE: child.day_note}
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
    hours = [one.hour for one in children.values()]
    hour = (hours[0] if hours else None) or MISSED_FROM[UnitKind(group.unit.kind)]
    return {child: children[child] for child in order}, seen, {"seen": seen, "used": checks_in, "hour": hour}


@prepared(group=ID, day=DAY)
def _places(group, day):
    names = ("child__person__given_name", "child__person__family_name", "child__person__protection")
    used = (_uses(name) for name in (PRESENCE, STAY, DEPARTURE, DAY_NOTE, CARE))
    passes = passes_that_count(day).filter(child=OuterRef("child"), unit=OuterRef("unit"))
    visits = Visit.objects.filter(host=OuterRef("child"), unit=OuterRef("unit"), day=day)
    taken = Exists(visits.filter(ended_at=None, guest__isnull=False))
    forgot = Exists(forgotten_lately(clock.today()).filter(check_in__child=OuterRef("child")))
    ended = Exists(DayEnd.objects.filter(unit=OuterRef("unit"), day=day, reopened_at=None))
    taps = QueuedTap.objects.listed_lately().decided_in(OuterRef("group"), day)
    listed = Exists(taps.filter(child=OuterRef("child"), unit=OuterRef("unit")))
    away = on_trip(day).filter(child=OuterRef("child"), trip__unit=OuterRef("unit"))
    out = Subquery(away.order_by("pk").values("trip__to")[:1])
    called = Exists(RollCall.objects.filter(unit=OuterRef("unit"), ended_at=None, day=day))
    more = (Exists(passes), taken, forgot, ended, hour_missed(), waiting_column(group), listed, out, called)
    return rows_of_places(day, day, (*names, *used, *more), group=group)


def _say_how_they_leave(group, children: dict[UUID, Listed], tiles: dict[UUID, Tile], today):
    """What was said of today, passes, who comes along; and how those left who have."""
    used = [pk for pk, one in children.items() if one.departure] if group.unit.kind in KINDS else []
    said = leaving_of(used, today, today, unit=group.unit_id) if used else {}
    for (pk, _unit, _day), leaving in said.items():
        tiles[pk].leaving = leaving
    for pk, passes in passes_waiting([pk for pk in used if children[pk].has_pass], group.unit_id).items():
        tiles[pk].passes = {one.pk: pass_told(one) for one in passes}
    for pk, names in guests_of([pk for pk in used if children[pk].takes_along], today, group.unit_id).items():
        tiles[pk].guests = names
    ways = ways_of(tile.day.check_out for tile in tiles.values() if tile.day.check_out)
    for tile in tiles.values():
        tile.way = ways.get(tile.day.check_out or tile.id, UNTOLD).words


def _uses(name):
    return Exists(Function.objects.filter(unit=OuterRef("unit"), name=name, staff=True))


def _tell_apart(tiles):
    """First names on the board; who shares one gets the family name too. Where all may read it, its first letters."""
    shared = Counter(tile.given_name for tile in tiles)
    for tile in tiles:
        tile.first_name = tile.given_name
        if shared[tile.given_name] > 1:
            tile.first_name = _shortest(tile, [one for one in tiles if one.given_name == tile.given_name])
    for tile in tiles:
        if shared[tile.given_name] > 1:
            tile.given_name = tile.name


def _shortest(tile, alike):
    family = tile.name.removeprefix(tile.given_name).strip()
    others = [one.name.removeprefix(one.given_name).strip() for one in alike if one is not tile]
    letters = next((n for n in range(1, len(family)) if family[:n] not in {one[:n] for one in others}), len(family))
    return f"{tile.given_name} {family[:letters]}{'' if letters == len(family) else '.'}".strip()


def topics_of(group: Group):
    return [group.reference]
