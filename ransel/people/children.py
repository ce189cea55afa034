"""A family's children in one order everywhere, each with its own colour."""

from ransel.people.models import Child

COLOURS = 6


def in_order(children: list[Child]) -> list[Child]:
    """The eldest first, and always the same."""
    return sorted(children, key=lambda child: (child.person.birth_date is None, child.person.birth_date, child.pk))


def colours(children: list[Child]) -> dict:
    """1-6 by the child's id: an identity beside the name, never a meaning."""
    return {child.pk: number % COLOURS + 1 for number, child in enumerate(in_order(children))}
