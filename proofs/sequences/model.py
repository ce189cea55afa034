"""The rules of docs/roster-format.md in dicts and sets: who may see which child, asked of nothing in the product."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

OF_AGE = 18
FEW = 5


@dataclass
class Link:
    """What the other system last said of something, and what is ours of it."""

    ours: int
    told: object
    ended: bool = False


@dataclass
class World:
    people: dict[str, Link] = field(default_factory=dict)
    ties: dict[tuple[str, str], Link] = field(default_factory=dict)
    places: dict[str, Link] = field(default_factory=dict)
    guardianships: dict[int, dict] = field(default_factory=dict)
    stays: dict[int, dict] = field(default_factory=dict)


class Model:
    def __init__(self):
        self.now = World()
        self.numbers: dict[str, int] = {}  # {national number: person}
        self.protection: dict[int, int] = {}
        self.born: dict[int, date] = {}
        self.children: set[int] = set()
        self.blocks: set[tuple[int, int]] = set()
        self.history: dict = {}  # {import: (the world before, the world after)}
        self.ids = count(1)

    def sees(self, day):
        """{(adult, child)}"""
        return {
            (one["guardian"], one["child"])
            for one in self.now.guardianships.values()
            if one["confirmed"] and one["ground"] and _holds(one, day) and self._minor(one["child"], day)
        } - self.blocks

    def _minor(self, child, day):
        born = self.born[child]
        return (born.year + OF_AGE, born.month, born.day) > (day.year, day.month, day.day)

    def adults(self):
        return set(self.born) - self.children

    def has_place(self, child, day):
        return any(
            one["child"] == child and (one["ends"] is None or one["ends"] >= day) for one in self.now.stays.values()
        )

    # a file

    def ending(self, file):
        """{what: (how many would end, how many stand)}"""
        standing = {name: [key for key, one in links.items() if not one.ended] for name, links in self._links()}
        return {name: (sum(self._gone(file, name, key) for key in keys), len(keys)) for name, keys in standing.items()}

    def _links(self):
        return (("ties", self.now.ties), ("places", self.now.places), ("people", self.now.people))

    def _gone(self, file, name, key):
        if key in getattr(file.told, name):
            return False
        parts = key if name == "ties" else (key,)
        if file.bulk:
            return key not in file.unread and "/".join(parts) not in file.unread and not file.unread & set(parts)
        if name == "ties":
            return bool(file.deleted & set(parts)) or (key[0] in file.told.people and key[0] not in file.unread)
        return key in file.deleted

    def read_in(self, file, day, *, approved, key):
        before = deepcopy(self.now)
        gone = {
            name: [one for one, link in links.items() if not link.ended and self._gone(file, name, one)]
            for name, links in self._links()
        }
        self._people(file.told.people)
        for place, stay in file.told.places.items():
            self._place(place, stay)
        for place in gone["places"]:
            self._end(self.now.stays, self.now.places[place], day)
        for pair, tie in file.told.ties.items():
            self._tie(pair, tie, day, approved)
        for pair in gone["ties"]:
            self._end(self.now.guardianships, self.now.ties[pair], day)
        for who in gone["people"]:
            self._let_go(who, day)
        self.history[key] = (before, deepcopy(self.now))

    def _people(self, told):
        known = self.now.people
        new = {key: one for key, one in told.items() if key not in known or known[key].ended}
        changed = {key: one for key, one in told.items() if key not in new and known[key].told != one}
        for key, one in new.items():
            ours = self.numbers.get(one.number) if one.number else None
            if ours is None and key in known:
                ours = known[key].ours  # the same id in the same system is the same person
            if ours is None:
                ours = next(self.ids)
                self.born[ours], self.protection[ours] = one.born, 0
                if one.number:
                    self.numbers[one.number] = ours
            known[key] = Link(ours, one)
        for some in (new, changed):
            self._number({known[key].ours: one.number for key, one in some.items() if one.number})
            for key, one in some.items():
                ours, known[key].told = known[key].ours, one
                self.protection[ours] = max(self.protection[ours], one.protection)
                if one.child:
                    self.children.add(ours)

    def _number(self, told):
        """Never one that is somebody else's."""
        taken = set(self.numbers)
        for ours, number in told.items():
            if number not in taken:
                taken.add(number)
                self.numbers = {one: of for one, of in self.numbers.items() if of != ours} | {number: ours}

    def _place(self, key, stay):
        link = self.now.places.get(key)
        dates = {"starts": stay.starts, "ends": stay.ends}
        if link is None or link.ended:
            ours = next(self.ids)
            self.now.stays[ours] = {"child": self.now.people[stay.person].ours, **dates}
            self.now.places[key] = Link(ours, stay)
        elif link.told != stay:
            self.now.stays[link.ours].update(dates)
            link.told = stay

    def _tie(self, pair, tie, day, approved):
        link = self.now.ties.get(pair)
        child, guardian = (self.now.people[one].ours for one in pair)
        if link is None or link.ended:
            confirmed = bool(approved and tie.ground and self.has_place(child, day))
            starts = tie.starts or (min(day, tie.ends) if tie.ends else day)
            ours = next(self.ids)
            who = {"guardian": guardian, "child": child}
            self.now.guardianships[ours] = {
                **who, "ground": tie.ground, "starts": starts, "ends": tie.ends, "confirmed": confirmed
            }  # fmt: skip
            self.now.ties[pair] = Link(ours, tie)
        elif link.told != tie:
            self._change(link, tie, day, approved)

    def _change(self, link, tie, day, approved):
        one = self.now.guardianships[link.ours]
        starts = tie.starts or (min(one["starts"], tie.ends) if tie.ends else one["starts"])
        may = bool(approved and tie.ground and self.has_place(one["child"], day))
        if not one["confirmed"]:
            one.update(ground=tie.ground, starts=starts, ends=tie.ends, confirmed=may)
        else:
            later = one["ends"] is not None and (tie.ends is None or tie.ends > one["ends"])
            if not may and (later or (tie.starts is not None and tie.starts < one["starts"])):
                return  # it waits for somebody's word, and is told of again
            one.update(starts=starts, ends=tie.ends)
        link.told = tie

    def _end(self, rows, link, day):
        last = day - timedelta(days=1)
        one = rows[link.ours]
        one["starts"] = min(one["starts"], last)
        one["ends"] = last if one["ends"] is None else min(one["ends"], last)
        link.ended = True

    def _let_go(self, who, day):
        """Everything of somebody that is not named any more ends: unless another id of theirs is still named."""
        self.now.people[who].ended = True
        ours = self.now.people[who].ours
        if any(one.ours == ours and not one.ended for one in self.now.people.values()):
            return
        for rows, links, of in (
            (self.now.guardianships, self.now.ties, ("guardian", "child")),
            (self.now.stays, self.now.places, ("child",)),
        ):
            for link in links.values():
                if not link.ended and any(rows[link.ours][name] == ours for name in of):
                    self._end(rows, link, day)

    # hands

    def undo(self, key, day):
        """What it changed is as before, where nobody has touched it since; what it made ends; people stay."""
        before, after = self.history.pop(key)
        for links, old, made in zip(_links(self.now), _links(before), _links(after), strict=True):
            for one in made:
                links[one] = deepcopy(old[one]) if one in old else Link(made[one].ours, None, True)
        for rows, old, made in (
            (self.now.guardianships, before.guardianships, after.guardianships),
            (self.now.stays, before.stays, after.stays),
        ):
            for ours in made:
                if ours in old:
                    _back(rows[ours], old[ours], made[ours])
                else:
                    self._end(rows, Link(ours, None), day)


def _back(now, old, made):
    by_hand = now.get("confirmed") and not made.get("confirmed")
    for name in old:
        if now[name] == made[name] and not (name == "ground" and by_hand):
            now[name] = old[name]


def _links(world):
    return (world.ties, world.places, world.people)


def _holds(one, day):
    return one["starts"] <= day and (one["ends"] is None or one["ends"] >= day)
