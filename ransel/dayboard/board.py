"""Tavla, and the contact teacher's list: a group's day in a fixed number of statements, however many children."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance.day import Day, Status, days_of
from ransel.core import clock, dates
from ransel.dayboard.missed import Missed, mark_missed
from ransel.people.models import Enrolment
from ransel.receipts.standing import Standing, standings
from ransel.units.models import Group, GroupKind

ORDER = (Status.UNACCOUNTED, Status.EXPECTED, Status.HERE, Status.LEFT, Status.ABSENT)


@dataclass
class Tile:
    """One child on the board."""

    id: UUID
    given_name: str
    name: str
    day: Day
    protected: bool = False
    receipts: list[Standing] = field(default_factory=list)
    missed: Missed | None = None

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
    def words(self):
        if self.standing.back:
            return _("Comes again: the last day away was %(day)s") % {"day": dates.day(self.standing.ends)}
        if self.standing.shortened:
            return _("Shorter: the last day away is %(day)s") % {"day": dates.day(self.standing.ends)}
        return _("Away, %(when)s") % {"when": dates.span(self.standing.first_day, self.standing.last_day)}


@dataclass
class Board:
    group: Group
    day: date
    tiles: list[Tile]
    to_see: list[ToSee]
    counts: Counter

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


def board_of(group: Group) -> Board:
    """Five statements; five more with somebody still to come, and one with somebody to ring."""
    today = clock.today()
    children = _children(group, today)
    ids = [row[0] for row in children]
    days = days_of(ids, today, unit=group.unit_id)
    missed = mark_missed(group, days, ids)
    tiles = {
        pk: Tile(pk, given, f"{given} {family}".strip(), days[pk], protection > 0, missed=missed.get(pk))
        for pk, given, family, protection in children
    }
    _tell_apart(tiles.values())
    sent = standings(receipt__child__in=ids, receipt__unit=group.unit_id, receipt__last_day__gte=today)
    for one in sent:
        tiles[one.child].receipts.append(one)
    to_see = [ToSee(one, tiles[one.child]) for one in sent if not one.seen]
    ordered = sorted(tiles.values(), key=lambda tile: (ORDER.index(tile.status), not tile.alarming, tile.name))
    return Board(group, today, ordered, to_see, Counter(tile.status for tile in ordered))


def _children(group, today):
    places = Enrolment.objects.on(today).filter(group=group).distinct()
    names = ("child__person__given_name", "child__person__family_name", "child__person__protection")
    return places.order_by(*names[:2]).values_list("child_id", *names)


def _tell_apart(tiles):
    """First names on the board; who shares one gets the family name too."""
    shared = Counter(tile.given_name for tile in tiles)
    for tile in tiles:
        if shared[tile.given_name] > 1:
            tile.given_name = tile.name


def topics_of(group: Group):
    return [group.reference]
