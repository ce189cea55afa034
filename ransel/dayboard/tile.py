"""One child on the board, and what was sent that nobody has seen: what stands on them, and in which order."""

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ransel.attendance.day import Day, Status
from ransel.attendance.presence import UNDONE_HERE
from ransel.attendance.stays.day import Stay
from ransel.attendance.stays.words import times_of, told
from ransel.core import clock, dates
from ransel.dayboard.missed import Missed
from ransel.departure.leaving.day import UNSAID, Leaving
from ransel.departure.leaving.words import told as how_it_leaves
from ransel.receipts.models import Subject
from ransel.receipts.standing import Standing

DOORS = {
    Subject.ABSENCE: "receipt-seen",
    Subject.STAY: "stay-receipt-seen",
    Subject.DEPARTURE: "departure-receipt-seen",
    Subject.DAY_NOTE: "day-note-receipt-seen",
}
UNACCOUNTED, THERE, GONE, AWAY = range(4)  # who is missed first; then by what happens next; then who has left
RANK = {
    Status.UNACCOUNTED: UNACCOUNTED,
    Status.EXPECTED: THERE,
    Status.HERE: THERE,
    Status.LEFT: GONE,
    Status.ABSENT: AWAY,
}


@dataclass
class Tile:
    """One child on the board."""

    id: UUID
    given_name: str  # on the board: with the family name where two share it
    name: str
    day: Day
    protected: bool = False
    stay: Stay | None = None  # as it is to be today, where the unit takes stay plans
    leaving: Leaving = UNSAID  # how it leaves, where the unit takes that
    receipts: list[Standing] = field(default_factory=list)
    missed: Missed | None = None
    takes_notes: bool = True  # whether its unit takes day notes, and notes sleep and meals
    cared_for: bool = True
    checked_in_here: bool = True  # whether its unit uses check-in, so that there is more to do
    passes: dict[UUID, str] = field(default_factory=dict)  # of today that wait to be used, in words
    guests: list[str] = field(default_factory=list)  # who go home with it today
    way: str = ""  # how it left, where somebody has said
    trip: str = ""  # where it is, if it is out on one
    first_name: str = ""  # with no more of the family name than tells two apart

    @property
    def just_now(self) -> bool:
        """Whether what was tapped last is so new that it may be a mistake: it is undone here, and later on its page."""
        return self.day.noted_at is not None and clock.now() - self.day.noted_at < UNDONE_HERE

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
    def next_at(self) -> time | None:
        """When the child comes or leaves, as far as anybody has said; of who has left, when it did."""
        if self.status is Status.LEFT:
            return timezone.localtime(self.day.left).time() if self.day.left else None
        if self.status is Status.HERE:
            return self._leaves_at
        if self.status is Status.ABSENT:
            return None
        return self.day.again or (self.stay.hours[0][0] if self.stay and self.stay.hours else None)

    @property
    def stays_until(self) -> time | None:
        """The end of the only time the child is to be here; its beginning is what happens next."""
        only = self.stay and len(self.stay.hours) == 1 and not self.day.again
        return self.stay.hours[0][1] if self.stay and only else None

    @property
    def _leaves_at(self):
        if self.leaving.mode and self.leaving.at:
            return self.leaving.at
        now = clock.wall_time()
        ends = [end for _start, end in self.stay.hours] if self.stay else []
        return next((end for end in ends if end > now), ends[-1] if ends else None)

    @property
    def leaves(self) -> str:
        return how_it_leaves(self.leaving)

    @property
    def leaves_before(self) -> str:
        """What was to be before a change that nobody has said they have seen."""
        return how_it_leaves(self.leaving.before) if self.leaving.before else ""

    @property
    def changed(self) -> bool:
        """Whether something of today is otherwise than it was, and nobody has said that they have seen it."""
        return self.status in (Status.EXPECTED, Status.HERE) and bool(self.times_before or self.leaves_before)

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
    def is_here(self) -> bool:
        return self.status is Status.HERE

    @property
    def at(self) -> datetime | None:
        return self.day.left or self.day.came


@dataclass
class ToSee:
    """Something that was sent, and that nobody has said they have seen."""

    standing: Standing
    tile: Tile
    note: str = ""  # the words of a day note

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
        if self.standing.subject == Subject.DAY_NOTE:
            return _("Withdrawn: %(what)s") % {"what": self.note} if self.standing.withdrawn else self.note
        if self.standing.back:
            return _("Comes again: the last day away was %(day)s") % {"day": dates.day(self.standing.ends)}
        if self.standing.shortened:
            return _("Shorter: the last day away is %(day)s") % {"day": dates.day(self.standing.ends)}
        return _("Away, %(when)s") % {"when": dates.span(self.standing.first_day, self.standing.last_day)}

    @property
    def _way_home(self):
        tile = self.tile
        if self.standing.withdrawn:
            return _("The pass is taken back")
        if self.standing.about in tile.passes:
            return tile.passes[self.standing.about]
        if tile.status is Status.LEFT:
            return _("How it leaves was changed before it left")
        if not tile.leaves:
            return _("Leaves otherwise today")
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


def in_order(tiles) -> list[Tile]:
    """What happens next stands first; those for whom no time is known, after those with one."""
    return sorted(tiles, key=_order)


def _order(tile):
    rank = UNACCOUNTED if tile.alarming else RANK[tile.status]
    return rank, tile.next_at is None, tile.next_at or time.max, tile.name
