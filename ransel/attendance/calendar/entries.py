"""What another calendar is told: that there is a stay, time off, a closed day or a deadline; never whose or where."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ransel.attendance.models import CalendarFeed
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import Key, Seen, read
from ransel.attendance.stays.missing import locks_without_times
from ransel.core import clock
from ransel.core.dates import OSLO
from ransel.units.models import Function
from ransel.units.opening import closed_otherwise
from ransel.units.stay_rules import planned_until, rules_of

BACK, AHEAD = 14 * clock.DAY, 180 * clock.DAY


@dataclass(frozen=True)
class Entry:
    """From `starts` to `ends`: moments, or whole days with the last one not included.

    `sequence` counts the changes of single days; what another plan or other hours change, readers see all the same.
    """

    uid: UUID
    title: str
    starts: date | datetime
    ends: date | datetime
    sequence: int = 0


def entries_of(feed: CalendarFeed, children: set[UUID]) -> list[Entry]:
    """In the order of their days. Six statements, and two more where days are by home; in the language in force."""
    first, last = clock.today() - BACK, min(planned_until(clock.today()), clock.today() + AHEAD)
    seen = read(children, first, last, use=Function.Use.READ)
    found = [*_closed(feed, seen), *_deadlines(feed, seen)]
    for key, stay in seen.stays.items():
        found += _of_day(feed, key, stay, seen)
    return sorted(found, key=lambda one: (str(one.starts), str(one.uid)))


def _uid(feed, *parts) -> UUID:
    """The same each time, and of it nobody can tell whose it is: the feed's own id is never said to anybody."""
    return uuid5(feed.pk, ":".join(map(str, parts)))


def _of_day(feed, key: Key, stay: Stay, seen: Seen) -> list[Entry]:
    day = key[2]
    if stay.kind is StayKind.OFF:
        changed = stay.number and not stay.says_the_same(seen.planned(key))
        return [_whole_day(_uid(feed, *key, "off"), pgettext("calendar", "Off"), day, stay.number)] if changed else []
    if stay.kind is StayKind.PRESENT:
        return [_whole_day(_uid(feed, *key, "stay", 0), pgettext("calendar", "Stay"), day, stay.number)]
    return [
        Entry(
            _uid(feed, *key, "stay", at),
            pgettext("calendar", "Stay"),
            datetime.combine(day, start, OSLO),
            datetime.combine(day, end, OSLO),
            stay.number,
        )
        for at, (start, end) in enumerate(stay.hours)
    ]


def _closed(feed, seen: Seen) -> list[Entry]:
    """One a day, whichever unit it is."""
    days = sorted({day for (unit, day) in closed_otherwise(seen.openings) if _somebody(seen, unit, day)})
    return [_whole_day(_uid(feed, day, "closed"), _("Closed"), day) for day in days]


def _somebody(seen, unit, day):
    return any(one[1] == unit and one[2] == day for one in seen.stays)


def _deadlines(feed, seen: Seen) -> list[Entry]:
    """One a day: the week to fill in is to be found here. Where families fill them in."""
    edited = Function.objects.filter(name=Function.Name.STAY, guardians__gte=Function.Use.EDIT, unit__in=seen.units)
    theirs = set(edited.values_list("unit", flat=True))
    stays = {key: stay for key, stay in seen.stays.items() if key[1] in theirs}
    moments = locks_without_times(stays, rules_of(seen.units.values())).values()
    days = sorted({at.astimezone(OSLO).date() for at in moments})
    return [_whole_day(_uid(feed, day, "deadline"), _("Deadline"), day) for day in days]


def _whole_day(uid, title, day: date, sequence=0) -> Entry:
    return Entry(uid, title, day, day + clock.DAY, sequence)
