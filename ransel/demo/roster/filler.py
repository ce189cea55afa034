"""The rest of a municipality: families with children across the units, by a seeded generator. All of it made up."""

from datetime import date, timedelta
from random import Random

from ransel.demo import village
from ransel.demo.roster.writer import Roster

GIVEN = [
    "Nora",
    "Emma",
    "Olivia",
    "Sofie",
    "Ingrid",
    "Frida",
    "Selma",
    "Iben",
    "Astrid",
    "Tuva",
    "Aisha",
    "Zofia",
    "Hodan",
    "Yusra",
    "Olena",
    "Máret",
    "Biret",
    "Elle",
    "Liv",
    "Alva",
    "Jakob",
    "Noah",
    "Oskar",
    "Filip",
    "Isak",
    "August",
    "Sander",
    "Olav",
    "Håkon",
    "Aksel",
    "Omar",
    "Jan",
    "Dariusz",
    "Mateusz",
    "Andrij",
    "Ánte",
    "Niilas",
    "William",
    "Birk",
]
LONG = ("Anne-Grete Kristine Elisabeth", "Nils-Henrik Alexander Sebastian", "Liv Márjá Inger-Ánne")
FAMILY = [
    "Hansen",
    "Johansen",
    "Olsen",
    "Larsen",
    "Andersen",
    "Pedersen",
    "Nilsen",
    "Kristiansen",
    "Jensen",
    "Karlsen",
    "Berge",
    "Haugen",
    "Hagen",
    "Solberg",
    "Strømme",
    "Østby-Lindgren",
    "Farah",
    "Abdi",
    "Kowalski",
    "Nowak",
    "Kovalenko",
    "Sara",
    "Hætta",
    "Eira",
    "Lindqvist",
    "Myklebust",
    "Tveit",
    "Sørlie",
    "Aune",
    "Brekke",
]
DEPARTMENTS = {
    "fjellheim": ("Maurtua", "Bikuben", "Blåveis", "Trollskogen"),
    "solbakken": ("Harepus", "Revehiet", "Ugla"),
}
CLASS_LETTERS = "AB"
FULL_UNIT = 400  # children to one set of village units


def fill(roster: Roster, children: int, seed: int = 1) -> Roster:
    """Add about this many children, with their guardians and staff; the same each time for the same seed."""
    filler = Filler(roster, Random(seed))  # noqa: S311  a made-up village wants no secrets
    for number in range(max(1, round(children / FULL_UNIT))):
        filler.units(number)
    filler.families(children)
    return roster


class Filler:
    def __init__(self, roster, random):
        self.roster, self.random = roster, random
        self.groups = []  # (unit, group, youngest birth year, oldest, kind of place, after-school group or None)
        self.people = 0

    def units(self, number):
        """The village's own units the first time; a further set of the same sort after that."""
        where = {key: f"v-{key}" for key in village.UNITS}
        if number:
            for key, (kind, name, phone) in village.UNITS.items():
                where[key] = self.roster.unit(
                    f"f-{number}-{key}", kind, f"{name} {number + 1}", phone, village.DISTRICT
                )
        for key, names in DEPARTMENTS.items():
            for place, name in enumerate(names):
                years = (2024, 2025) if place % 2 == 0 else (2021, 2023)
                self._group(where[key], "department", name, None, years, "full", number)
        for level in range(1, 8):
            after = self._after_school(where["nordvik_sfo"], level, number) if level <= 4 else None
            for letter in CLASS_LETTERS:
                self._school_class(where["nordvik"], f"{level}{letter}", level, number, after)
        for level in range(8, 11):
            for letter in CLASS_LETTERS:
                self._school_class(where["ungdomsskole"], f"{level}{letter}", level, number, None)

    def _after_school(self, unit, level, number):
        return unit, self._known_or_new(unit, "department", f"SFO {level}", level, number)

    def _school_class(self, unit, name, level, number, after):
        born = 2026 - 5 - level
        self._group(unit, "class", name, level, (born, born), "pupil", number, after)

    def _group(self, unit, kind, name, level, years, place, number, after=None):
        group = self._known_or_new(unit, kind, name, level, number)
        self.groups.append((unit, group, *years, place, after))

    def _known_or_new(self, unit, kind, name, level, number):
        """A group that the village has already is that group. Each group has two employees of its own."""
        known = {(f"v-{home}", title): f"v-{key}" for key, (home, _kind, title, _level) in village.GROUPS.items()}
        group = known.get((unit, name)) or self.roster.group(f"f-{number}-{unit}-{name}", unit, kind, name, level)
        for role in ("contact_teacher" if kind == "class" else "employee", "employee"):
            self.roster.post(self._adult(), unit, group, role, date(2025, 8, 1))
        return group

    def families(self, children):
        made = 0
        while made < children:
            family, adults = self.random.choice(FAMILY), []
            for _number in range(self.random.choice((1, 2, 2, 2))):
                adults.append(self._adult(family))
            for _number in range(self.random.choice((1, 1, 2, 2, 3))):
                self._child(family, adults)
                made += 1

    def _child(self, family, adults):
        unit, group, first, last, place, after = self.random.choice(self.groups)
        born = date(self.random.randint(first, last), 1, 1) + timedelta(days=self.random.randrange(300))
        child = self._person(self._name(), family, born, student=True)
        began = date(2026, 8, 17) if place == "pupil" else date(2025, 8, 15)
        self.roster.place(child, unit, group, began, kind=place)
        if after and self.random.random() < 0.7:
            self.roster.place(child, *after, date(2026, 8, 17))
        for adult in adults:
            self.roster.guardian(child, adult, village.PARENT)

    def _adult(self, family=None):
        born = date(self.random.randint(1965, 2000), 1, 1) + timedelta(days=self.random.randrange(360))
        return self._person(self._name(), family or self.random.choice(FAMILY), born)

    def _name(self):
        return self.random.choice(LONG) if self.random.random() < 0.03 else self.random.choice(GIVEN)

    def _person(self, given, family, born, *, student=False):
        self.people += 1
        language = self.random.choice(("nb", "nb", "nb", "nn", "en"))
        return self.roster.person(f"f-{self.people}", given, family, born, language=language, student=student)
