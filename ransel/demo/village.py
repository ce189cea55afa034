"""The village: the same few people in the demo and in every test. Who they are; never what they did.

Each key is the name a test calls somebody by, and with "v-" before it what the roster calls them.
"""

from datetime import date

from ransel.demo.roster.writer import Roster

NUMBER, DISTRICT = "9999", "v-fjordvik"
PARENT, FOSTER = "parental_responsibility", "foster_placement"
BEGAN, SCHOOL_BEGAN = date(2024, 8, 15), date(2026, 8, 17)

UNITS = {  # key: (kind, name, telephone)
    "fjellheim": ("kindergarten", "Fjellheim barnehage", "57 00 13 00"),
    "solbakken": ("kindergarten", "Solbakken barnehage", "57 00 14 00"),
    "nordvik": ("school", "Nordvik skole", "57 00 21 00"),
    "nordvik_sfo": ("after_school", "Nordvik SFO", "57 00 21 30"),
    "ungdomsskole": ("school", "Fjordvik ungdomsskole", "57 00 25 00"),
}
GROUPS = {  # key: (unit, kind, name, year level)
    "bikuben": ("fjellheim", "department", "Bikuben", None),
    "maurtua": ("fjellheim", "department", "Maurtua", None),
    "harepus": ("solbakken", "department", "Harepus", None),
    "class_3b": ("nordvik", "class", "3B", 3),
    "sfo_3": ("nordvik_sfo", "department", "SFO 3", 3),
    "class_9a": ("ungdomsskole", "class", "9A", 9),
    "class_10a": ("ungdomsskole", "class", "10A", 10),
}
ADULTS = {  # key: (given name, family name, born)
    "marte": ("Marte", "Solheim-Aasen", date(1988, 4, 12)),
    "henrik": ("Henrik", "Aasen", date(1986, 9, 3)),
    "former": ("Tor", "Solheim", date(1960, 2, 2)),
    "unconfirmed": ("Vidar", "Aasen", date(1958, 7, 19)),
    "amina": ("Amina", "Warsame", date(1991, 1, 30)),
    "blocked": ("Roger", "Lien", date(1987, 12, 5)),
    "foster": ("Bente", "Foss", date(1979, 3, 14)),
    "hanna": ("Hanna", "Vold", date(1993, 6, 21)),
    "grethe": ("Grethe", "Bakken", date(1981, 10, 8)),
    "both": ("Ida", "Nygård", date(1990, 5, 17)),
    "leader": ("Solveig", "Dahl", date(1975, 8, 9)),
    "siri": ("Siri", "Moe", date(1996, 11, 11)),
    "other_group": ("Mona", "Eide", date(1984, 2, 27)),
    "other_unit": ("Lars", "Holm", date(1989, 7, 7)),
    "substitute": ("Kari", "Vik", date(2001, 1, 4)),
    "teacher": ("Silje", "Bakke", date(1992, 9, 24)),
    "anders": ("Anders", "Moen", date(1978, 12, 13)),
    "sfo": ("Jon", "Berg", date(1999, 3, 3)),
    "office": ("Grete", "Lund", date(1968, 5, 5)),
    "municipality": ("Berit", "Strand", date(1971, 10, 20)),
    "stranger": ("Per", "Ås", date(1983, 4, 1)),
}
CHILDREN = {  # key: (given name, family name, born, places)
    "ella": ("Ella", "Solheim-Aasen", date(2022, 3, 8), ("bikuben",)),
    "sunniva": ("Sunniva", "Solheim-Aasen", date(2018, 5, 25), ("class_3b", "sfo_3")),
    "maximilian": ("Maximilian Aleksander", "Solheim-Aasen", date(2012, 1, 16), ("class_9a",)),
    "leon": ("Leon", "Warsame Lien", date(2022, 6, 1), ("bikuben",)),
    "jonas": ("Jonas", "Myhre", date(2023, 2, 14), ("maurtua",)),
    "sara": ("Sara", "Vold", date(2022, 9, 30), ("harepus",)),
    "odin": ("Odin", "Nygård", date(2018, 8, 19), ("class_3b",)),
    "emil": ("Emil", "Bakken", date(2008, 12, 8), ("class_10a",)),
}
PROTECTED = ("hanna", "sara")


def add_to(roster: Roster) -> Roster:
    """The village's units and people, into a roster."""
    roster.district(DISTRICT, "Fjordvik kommune")
    for key, (kind, name, phone) in UNITS.items():
        roster.unit(f"v-{key}", kind, name, phone, DISTRICT)
    for key, (unit, kind, name, level) in GROUPS.items():
        roster.group(f"v-{key}", f"v-{unit}", kind, name, level)
    for key, (given, family, born) in ADULTS.items():
        roster.person(f"v-{key}", given, family, born, protection=_protection(key))
    for key, (given, family, born, places) in CHILDREN.items():
        roster.person(f"v-{key}", given, family, born, protection=_protection(key), student=True)
        for group in places:
            unit = GROUPS[group][0]
            kind = "pupil" if UNITS[unit][0] == "school" else "full"
            began = BEGAN if UNITS[unit][0] == "kindergarten" else SCHOOL_BEGAN
            roster.place(f"v-{key}", f"v-{unit}", f"v-{group}", began, kind=kind)
    _families(roster)
    _posts(roster)
    return roster


def _protection(key):
    return "strictly_confidential" if key in PROTECTED else ""


def _families(roster):
    for child in ("ella", "sunniva", "maximilian"):
        for adult in ("marte", "henrik"):
            roster.guardian(f"v-{child}", f"v-{adult}", PARENT, residence="shared_residence")
    roster.guardian("v-ella", "v-former", PARENT, ends=date(2025, 11, 23))
    roster.guardian("v-ella", "v-unconfirmed", "")
    for adult in ("amina", "blocked"):
        roster.guardian("v-leon", f"v-{adult}", PARENT)
    roster.guardian("v-jonas", "v-foster", FOSTER, starts=date(2026, 2, 1), ends=date(2027, 1, 31))
    roster.guardian("v-sara", "v-hanna", PARENT)
    roster.guardian("v-odin", "v-both", PARENT)
    roster.guardian("v-emil", "v-grethe", PARENT)


def _posts(roster):
    for key, group, role in (
        ("siri", "bikuben", "employee"),
        ("both", "bikuben", "employee"),
        ("other_group", "maurtua", "employee"),
        ("other_unit", "harepus", "employee"),
        ("teacher", "class_3b", "contact_teacher"),
        ("anders", "class_9a", "contact_teacher"),
        ("sfo", "sfo_3", "employee"),
    ):
        roster.post(f"v-{key}", f"v-{GROUPS[group][0]}", f"v-{group}", role, BEGAN)
    roster.post("v-substitute", "v-fjellheim", "v-bikuben", "substitute", date(2026, 9, 1), date(2026, 10, 31))
    roster.leader("v-leader", "principal", "v-fjellheim", BEGAN)
    roster.leader("v-office", "siteAdministrator", "v-nordvik", BEGAN)
    roster.leader("v-municipality", "districtAdministrator", DISTRICT, BEGAN)
