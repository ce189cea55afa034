"""What another system says of a small municipality, and how it says otherwise the next time. Plain values."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ransel.demo.roster.numbers import synthetic

GROUNDS = ("parental_responsibility", "foster_placement", "appointed_guardian")
UNITS = {"u0": "kindergarten", "u1": "school"}
GROUPS = {"g0": "u0", "g1": "u0", "g2": "u1"}
CHILDREN, ADULTS = 8, 10
NUMBERS = 97_000_000


@dataclass(frozen=True)
class Someone:
    given: str
    born: date
    number: str
    protection: int = 0
    child: bool = False


@dataclass(frozen=True)
class Tie:
    ground: str
    starts: date | None = date(2022, 1, 1)
    ends: date | None = None


@dataclass(frozen=True)
class Stay:
    """A child's place, or an adult's post, in a group."""

    person: str
    group: str
    starts: date
    ends: date | None = None


@dataclass
class Told:
    people: dict[str, Someone] = field(default_factory=dict)
    ties: dict[tuple[str, str], Tie] = field(default_factory=dict)  # (child, adult)
    places: dict[str, Stay] = field(default_factory=dict)
    posts: dict[str, Stay] = field(default_factory=dict)

    def copy(self):
        return Told(dict(self.people), dict(self.ties), dict(self.places), dict(self.posts))

    def without(self, who):
        for of in (self.places, self.posts):
            for key in [key for key, stay in of.items() if stay.person == who]:
                del of[key]
        for pair in [pair for pair in self.ties if who in pair]:
            del self.ties[pair]
        self.people.pop(who, None)


def number(who, serial=0):
    """One that nobody else here has: each has a birth date of their own."""
    return synthetic(who.born, serial)


def beginning():
    told = Told()
    for nth in range(CHILDREN):
        born = date(2008, 12, 8) if nth == 0 else date(2018 + nth % 5, 3, 11 + nth)
        _add(told, f"k{nth}", Someone(f"Barn{nth}", born, "", child=True))
        told.places[f"k{nth}-p"] = Stay(f"k{nth}", f"g{nth % 3}", date(2025, 8, 15))
    for nth in range(ADULTS):
        _add(told, f"a{nth}", Someone(f"Voksen{nth}", date(1981, 6, 2 + nth), ""))
    for nth in range(CHILDREN):
        told.ties[f"k{nth}", f"a{nth}"] = Tie(GROUNDS[0])
        told.ties[f"k{nth}", f"a{(nth + 1) % ADULTS}"] = Tie(GROUNDS[0] if nth % 3 else "")
    for nth in (1, 9):  # staff, and guardians too
        told.posts[f"a{nth}-s"] = Stay(f"a{nth}", "g0", date(2025, 8, 1))
    return told


def _add(told, key, who):
    told.people[key] = replace(who, number=number(who))


FIRST = beginning()


def otherwise(random, told, day, times):
    """The same again, with some things changed."""
    new = told.copy()
    for _time in range(times):
        random.choice(CHANGES)(random, new, day)
    return new


def _dates(random, day):
    starts = random.choice((None, date(2022, 1, 1), day - timedelta(days=30), day + timedelta(days=20)))
    ends = random.choice((None, None, day - timedelta(days=5), day + timedelta(days=15), day + timedelta(days=200)))
    return {"starts": None if starts and ends and ends < starts else starts, "ends": ends}


def _tie(random, told, day):
    children = [key for key, one in told.people.items() if one.child]
    adults = [key for key, one in told.people.items() if not one.child]
    if children and adults:
        ground = random.choice((*GROUNDS, GROUNDS[0], "", ""))
        told.ties[random.choice(children), random.choice(adults)] = Tie(ground, **_dates(random, day))


def _untie(random, told, day):
    if told.ties:
        del told.ties[random.choice(list(told.ties))]


def _retie(random, told, day):
    if told.ties:
        pair = random.choice(list(told.ties))
        told.ties[pair] = replace(told.ties[pair], **_dates(random, day))


def _ground(random, told, day):
    if told.ties:
        pair = random.choice(list(told.ties))
        told.ties[pair] = replace(told.ties[pair], ground=random.choice((*GROUNDS, "")))


def _leave(random, told, day):
    if len(told.people) > 6:
        told.without(random.choice(list(told.people)))


def _come_back(random, told, day):
    """Somebody who was gone is named again: with the number, or without."""
    if gone := sorted(FIRST.people.keys() - told.people.keys()):
        key = random.choice(gone)
        told.people[key] = replace(FIRST.people[key], number=random.choice((FIRST.people[key].number, "")))
        for pair, tie in FIRST.ties.items():
            if key in pair and set(pair) <= told.people.keys():
                told.ties[pair] = tie
        for place, stay in FIRST.places.items():
            if stay.person == key:
                told.places[place] = stay


def _double(random, told, day):
    """A second id for somebody, with the same number: and sometimes the first is no longer named."""
    key = random.choice(list(told.people))
    other = f"{key[:2]}{random.choice('xy')}"
    if other in told.people or len(key) > 2:
        return
    told.people[other] = told.people[key]
    for child, adult in list(told.ties):
        if key in (child, adult) and random.random() < 0.7:
            pair = (other, adult) if key == child else (child, other)
            told.ties[pair] = told.ties[child, adult]
    if told.people[key].child:
        told.places[f"{other}-p"] = Stay(other, "g0", date(2025, 8, 15))
    if random.random() < 0.4:
        told.without(key)


def _new_number(random, told, day):
    key = random.choice(list(told.people))
    one = told.people[key]
    told.people[key] = replace(one, number=random.choice((number(one, 50), number(one, 50), "")))


def _anothers_number(random, told, day):
    one, other = random.choice(list(told.people)), random.choice(list(told.people))
    if told.people[one].child == told.people[other].child:
        told.people[one] = replace(told.people[one], number=told.people[other].number)


def _rename(random, told, day):
    key = random.choice(list(told.people))
    told.people[key] = replace(told.people[key], given=random.choice(("Annen", "Kåre", "Åse")))


def _protect(random, told, day):
    key = random.choice(list(told.people))
    told.people[key] = replace(told.people[key], protection=random.choice((0, 0, 1, 2)))


def _move(random, told, day):
    if told.places:
        key = random.choice(list(told.places))
        stay = told.places[key]
        changed = random.choice(
            (
                {"group": random.choice(list(GROUPS))},
                {"ends": day - timedelta(days=1)},
                {"ends": None},
                {"starts": day + timedelta(days=25)},
            )
        )
        stay = replace(stay, **changed)
        told.places[key] = stay if not stay.ends or stay.ends >= stay.starts else replace(stay, ends=None)


def _lose_place(random, told, day):
    if told.places:
        del told.places[random.choice(list(told.places))]


CHANGES = (
    *(_tie, _tie, _tie, _untie, _untie, _retie, _retie, _ground, _leave, _leave, _come_back, _come_back, _double),
    *(_double, _new_number, _anothers_number, _rename, _protect, _protect, _move, _move, _lose_place),
)


def next_year(told, nth):
    """Every place is a new one, with an id of its own."""
    new = told.copy()
    new.places = {f"{key.split('.')[0]}.{nth}": stay for key, stay in told.places.items()}
    return new
