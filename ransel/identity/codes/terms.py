"""For whom there are codes: where each municipality of one's children has them, and nobody's address is protected."""

from ransel.core import clock
from ransel.identity.models import LoginCode
from ransel.identity.passkeys.terms import rules_for
from ransel.people.models import Block, Guardianship, Person

LONGEST = 90  # days, as with face or finger


def switched_on_for(person: Person) -> bool:
    """Two statements."""
    rules = rules_for(person)
    return bool(rules) and all(one.codes for one in rules)


def is_protected_around(person: Person) -> bool:
    """They themselves, or any of their children. One statement."""
    children = Guardianship.objects.not_over(clock.today()).filter(guardian=person)
    return person.protected or children.exclude(child__person__protection=0).exists()


def opens(code: LoginCode) -> bool:
    """Whether one that stands still lets its owner in. Five statements at most."""
    relation, today = code.guardianship, clock.today()
    if not relation.holds_on(today) or relation.confirmed_at is None:
        return False
    if Block.objects.standing().filter(person=relation.guardian_id, child=relation.child_id).exists():
        return False
    return switched_on_for(relation.guardian) and not is_protected_around(relation.guardian)
