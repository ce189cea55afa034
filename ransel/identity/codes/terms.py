"""For whom there are codes: where each municipality of one's children has them, and nobody's address is protected."""

from django.db.models import Q

from ransel.core import clock
from ransel.identity.models import LoginCode
from ransel.identity.rules import rules_for
from ransel.people.models import Block, Guardianship, Person

LONGEST = 90  # days, as with face or finger


def switched_on_for(person: Person) -> bool:
    """Two statements."""
    rules = rules_for(person)
    return bool(rules) and all(one.codes for one in rules)


def is_protected_around(person: Person) -> bool:
    """They themselves, any of their children, or another guardian of one of these. Two statements."""
    relations = Guardianship.objects.not_over(clock.today())
    children = relations.filter(guardian=person).values("child")
    around = Q(child__person__protection__gt=0) | Q(guardian__protection__gt=0)
    return person.protected or relations.filter(around, child__in=children).exists()


def opens(code: LoginCode) -> bool:
    """Whether one that stands still lets its owner in. Six statements at most."""
    relation, today = code.guardianship, clock.today()
    if not relation.holds_on(today) or relation.confirmed_at is None or not relation.ground:
        return False
    if Block.objects.standing().filter(person=relation.guardian_id, child=relation.child_id).exists():
        return False
    return switched_on_for(relation.guardian) and not is_protected_around(relation.guardian)


def still_opens(pk: str) -> bool:
    """The same of one by its id, for what it has opened: asked at each request."""
    code = LoginCode.objects.standing().filter(pk=pk).select_related("guardianship__guardian").first()
    return code is not None and opens(code)
