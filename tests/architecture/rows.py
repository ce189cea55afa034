"""A row of the table of doors, and the people it speaks of."""

from dataclasses import dataclass, field

GUARDIANS = ["marte", "henrik", "amina", "foster", "hanna"]
KEPT_OUT = ["former", "unconfirmed", "blocked", "substitute", "stranger"]
STAFF = ["siri", "both", "other_group", "other_unit", "teacher", "anders", "sfo"]
DESKS = ["leader", "office", "municipality"]
PEOPLE = [*GUARDIANS, "emil", *KEPT_OUT, *STAFF, *DESKS]


@dataclass
class Row:
    """`answers` names, by kind of thing, the status for those not answered as `rest` says."""

    name: str
    verb: str = "GET"
    thing: str = ""
    answers: dict = field(default_factory=dict)
    rest: int = 404
    strong: bool = False

    @property
    def kinds(self):
        return ["own", "other", "missing"] if self.thing else ["page"]

    def expected(self, kind, person):
        for status, people in self.answers.get(kind, {}).items():
            if person in people:
                return status
        return self.rest


FAMILY = ["marte", "henrik"]
BIKUBEN = ["siri", "both", "leader"]
HAREPUS = ["other_unit"]
WORK = [*STAFF, "leader"]


def of_leaders(name, verb, thing, status, *, strong=False):
    """A page of a unit's leader, and of the municipality for all its units."""
    answers = {"own": {status: ["leader", "municipality"]}, "other": {status: ["municipality"]}}
    return Row(name, verb, thing=thing, answers=answers, strong=strong)


def forms_of_leaders(thing, *names):
    """A form of theirs, which wants a strong login to be seen and to be sent."""
    verbs = (("GET", 200), ("POST", 400))
    return [of_leaders(name, verb, thing, status, strong=True) for name in names for verb, status in verbs]
