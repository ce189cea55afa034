"""The code that a guardian has, for the office to print, to see in use, and to withdraw."""

from ransel.core import clock
from ransel.identity.codes.terms import switched_on_for
from ransel.identity.codes.text import text_of
from ransel.identity.models import LoginCode
from ransel.people.models import Child, Guardianship


def standing_code_of(guardianship: Guardianship) -> LoginCode | None:
    """Given for this child or for another of theirs. One statement."""
    return LoginCode.objects.standing().filter(guardianship__guardian=guardianship.guardian_id).first()


def stands(code: LoginCode) -> bool:
    return code.withdrawn_at is None and code.ends_on >= clock.today()


def shown_text(code: LoginCode) -> str:
    """Until it is used: whoever has come in by it has it, and nobody here needs to see it again."""
    return text_of(code) if stands(code) and code.used_at is None else ""


def are_given_for(child: Child) -> bool:
    """Whether the municipalities of a child let codes be given. Two statements."""
    return switched_on_for(child.person)
