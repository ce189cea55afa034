"""What is special about days, each thing once: a line names all the children it is true of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance.stays.day import Hours, Stay, StayKind
from ransel.attendance.stays.missing import without_times
from ransel.attendance.stays.words import times_of
from ransel.core import clock, dates
from ransel.home.calendar.facts import Facts
from ransel.units.opening import closed_otherwise, is_holiday


class Mark(StrEnum):
    """What a child's day is marked with in the grid; of several, the first here."""

    CLASH = "clash"
    AWAY = "away"
    OFF = "off"
    CLOSED = "closed"
    TIMES = "times"
    MISSING = "missing"
    PLACE = "place"


@dataclass
class Line:
    """`days` are those on which its mark stands, for each of its children."""

    day: date
    mark: Mark
    words: str
    children: list[UUID]
    days: list[date] = field(default_factory=list)


def lines_of(facts: Facts) -> list[Line]:
    """In the order in which they stand on a day."""
    found = [*_closed(facts), *_clashes(facts), *_aways(facts), *_otherwise(facts), *_missing(facts), *_places(facts)]
    names = {child.pk: child.given_name for child in facts.children}
    for line in found:
        line.children = [pk for pk in names if pk in line.children]
        line.words = line.words.replace(NAMES, ", ".join(names[pk] for pk in line.children))
        line.days = line.days or [line.day]
    return found


NAMES = "\N{REPLACEMENT CHARACTER}"  # stands for the names, until a line has all its children


def _closed(facts) -> Iterator[Line]:
    """A public holiday once for all; else each unit for itself, with what it calls the day."""
    found: dict = {}
    closed = closed_otherwise(facts.openings)
    for (unit, day), children in facts.there.items():
        opening = facts.openings[unit, day]
        if not facts.first <= day <= facts.last or not (opening.special and (opening.is_open or (unit, day) in closed)):
            continue
        if is_holiday(day, opening):
            words = _("Closed, public holiday: %(name)s") % {"name": opening.why}
        else:
            words = _said(facts.units[unit], opening)
        mark = Mark.TIMES if opening.is_open else Mark.CLOSED
        found.setdefault((day, words), Line(day, mark, words, [])).children += children
    for key in sorted(found, key=lambda key: (key[0], found[key].mark, key[1])):
        yield found[key]


def _said(unit, opening):
    said = {"unit": unit.name, "why": opening.why}
    if opening.is_open:
        said["times"] = dates.times(opening.opens or time.min, opening.closes or time.max)
        return (_("%(unit)s is open %(times)s: %(why)s") if opening.why else _("%(unit)s is open %(times)s")) % said
    return (_("%(unit)s is closed: %(why)s") if opening.why else _("%(unit)s is closed")) % said


def _clashes(facts) -> Iterator[Line]:
    """The same child in two units at once. Somebody who is away all day is in neither."""
    by_day: dict = {}
    for (child, unit, day), stay in facts.stays.items():
        away = facts.aways.get((child, day))
        if stay.hours and not (away and away.all_day) and facts.first <= day <= facts.last:
            by_day.setdefault((day, child), []).append((facts.units[unit].name, stay.hours))
    for (day, child), there in sorted(by_day.items(), key=lambda item: item[0]):
        for one, other in combinations(sorted(there), 2):
            if overlap(one[1], other[1]):
                said = {"one": f"{one[0]} {times_of(one[1])}", "other": f"{other[0]} {times_of(other[1])}"}
                said["names"] = NAMES
                words = _("%(names)s is to be in two places at once: %(one)s and %(other)s") % said
                yield Line(day, Mark.CLASH, words, [child])


def overlap(some: Hours, others: Hours) -> bool:
    """Whether there is a moment in both; to end when the other begins is none."""
    return any(start < until and since < end for start, end in some for since, until in others)


def _aways(facts) -> Iterator[Line]:
    yield from _alike((day, Mark.AWAY, _away(away), child) for (child, day), away in facts.aways.items())


def _away(away):
    said = {"names": NAMES, "reason": str(away.reason.label).lower()}
    if away.all_day:
        return _("%(names)s: away the whole day, %(reason)s") % said
    said["times"] = ", ".join(dates.times(start, end) for start, end in away.spans)
    return _("%(names)s: away %(times)s, %(reason)s") % said


def _otherwise(facts) -> Iterator[Line]:
    """Days that were changed, and are now otherwise than the plan."""
    changed = [
        (key, stay)
        for key, stay in facts.stays.items()
        if stay.comes or stay.kind is StayKind.OFF
        if key in facts.planned and not stay.says_the_same(facts.planned[key]) and key[2] <= facts.last
    ]
    yield from _alike(
        (key[2], Mark.OFF if stay.kind is StayKind.OFF else Mark.TIMES, _changed(facts, key, stay), key[0])
        for key, stay in changed
    )


def _changed(facts, key, stay: Stay):
    child, unit, day = key
    several = sum(1 for one in facts.stays if one[0] == child and one[2] == day) > 1
    said = {"names": NAMES, "times": times_of(stay.hours), "unit": facts.units[unit].name}
    if stay.kind is StayKind.OFF:
        words = _("%(names)s: off from %(unit)s") if several else _("%(names)s: off")
    elif stay.kind is StayKind.TIMES:
        words = _("%(names)s %(times)s, %(unit)s") if several else _("%(names)s %(times)s")
    else:
        words = _("%(names)s comes to %(unit)s, time not known") if several else _("%(names)s comes, time not known")
    return words % said


def _alike(told) -> Iterator[Line]:
    """One line for the children of whom the same is true on a day. `told` are (day, mark, words, child)."""
    found: dict = {}
    for day, mark, words, child in told:
        found.setdefault((day, mark, words), Line(day, mark, words, [])).children.append(child)
    for key in sorted(found, key=lambda key: (key[0], list(Mark).index(key[1]), key[2])):
        yield found[key]


def _missing(facts) -> Iterator[Line]:
    """A week's days in one line, on the first of them."""
    found: dict = {}
    for (child, _monday), all_days in without_times(facts.stays).items():
        if days := tuple(sorted(day for day in all_days if facts.first <= day <= facts.last)):
            found.setdefault(days, []).append(child)
    for days, children in sorted(found.items()):
        said = {"names": NAMES, "days": _in_words(days)}
        yield Line(days[0], Mark.MISSING, _("%(names)s: no times %(days)s") % said, children, list(days))


def _in_words(days):
    """Days that follow each other as a span, with commas between."""
    spans: list = []
    for day in days:
        if spans and day - spans[-1][1] == clock.DAY:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return ", ".join(dates.span(first, last) for first, last in spans)


def _places(facts) -> Iterator[Line]:
    """The first day in a unit, and the last. To go from one group of it to another is neither."""
    lasting = [place for place in facts.places if not place.temporary and place.unit in facts.units]
    told = []
    for place in lasting:
        here = [one for one in lasting if (one.child, one.unit) == (place.child, place.unit) and one is not place]
        said = {"names": NAMES, "unit": facts.units[place.unit].name}
        if not any(one.starts < place.starts and _until(one) >= place.starts - clock.DAY for one in here):
            told.append((place.starts, Mark.PLACE, _("First day in %(unit)s: %(names)s") % said, place.child))
        if place.ends and not any(one.starts <= place.ends + clock.DAY and _until(one) > place.ends for one in here):
            told.append((place.ends, Mark.PLACE, _("Last day in %(unit)s: %(names)s") % said, place.child))
    yield from _alike(one for one in told if facts.first <= one[0] <= facts.last)


def _until(place):
    return place.ends or date.max
