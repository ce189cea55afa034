"""Facts in our own words, and what was wrong with the rest. Readers make these; preview and apply know no format."""

from dataclasses import dataclass, field
from hashlib import sha256

import orjson

from ransel.integrations.models import Kind


@dataclass(slots=True)
class Fact:
    """`facts` are texts, numbers and days; once staged, a day is its text (ISO 8601)."""

    kind: Kind
    source_id: str
    facts: dict

    @property
    def digest(self):
        """What stays the same as long as the fact does. An encrypted number differs each time, and is left out."""
        told = {key: value for key, value in self.facts.items() if key != "cipher"}
        return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass
class Broken:
    file: str
    line: int
    column: str
    reason: str
    source_id: str = ""  # what the row was about, so that nothing ends because of a slip of the pen


@dataclass
class Staged:
    """A roster as it was read: {kind: {source id: fact}}, what a file of changes says is over, and the broken rows."""

    bulk: bool = True
    facts: dict[Kind, dict[str, Fact]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    broken: list[Broken] = field(default_factory=list)
    gone: set[tuple[Kind, str]] = field(default_factory=set)
    whole_families: set[str] = field(default_factory=set)  # children whose adults are all named here
    renamed: dict[str, str] = field(default_factory=dict)  # {a person's former id: the new one}
    municipality: str = ""  # its number, where the file says it

    def add(self, of, source_id, /, **facts):
        self.facts[of][source_id] = Fact(of, source_id, facts)

    def knows(self, kind, source_id):
        return source_id in self.facts[kind]
