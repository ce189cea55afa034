from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from ransel.people.models import Person


class Strength(IntEnum):
    """How surely we know who it is. PIN is a tablet opened by an employee; STRONG an eID, minutes ago."""

    ANY = 1
    PIN = 2
    STRONG = 3


@dataclass(frozen=True)
class Actor:
    """Who is doing this, how surely we know it is them, and in which login (its handle, which opens nothing)."""

    person: Person
    strength: Strength = Strength.ANY
    session: str = ""
    account: UUID | None = None
