from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from ransel.people.models import Person


class Strength(IntEnum):
    """How surely we know who it is. CODE is a code on paper, which opens hardly anything; ANY a passkey alone; PROVED
    a login at who vouches for them, in this session; PIN an employee's digits, minutes ago; STRONG an eID, minutes ago.
    """

    CODE = 0
    ANY = 1
    PROVED = 2
    PIN = 3
    STRONG = 4


@dataclass(frozen=True)
class Actor:
    """Who is doing this, how surely we know it is them, and in which login (its handle, which opens nothing).

    On a shared tablet nothing outside its groups is reached. While it is locked, `person` is only whom acts are
    credited to, and what may be done is what the tablet itself may.
    """

    person: Person
    strength: Strength = Strength.PROVED
    session: str = ""
    account: UUID | None = None
    tablet: UUID | None = None
    bearer: Person | None = None  # of a tablet's name, where nobody has proved who they are

    @property
    def nobody(self) -> bool:
        """At a tablet, and nobody said who they are."""
        return self.bearer == self.person

    @property
    def by_code(self) -> bool:
        """Of this one nothing more is told than what a finder of the paper may know."""
        return self.strength == Strength.CODE

    @property
    def looking(self) -> UUID:
        """Whose look it is. To have said a name at a locked tablet proves nothing: there it is the tablet's."""
        return (self.bearer or self.person).pk

    @property
    def locked(self) -> bool:
        return self.tablet is not None and self.strength < Strength.PIN
