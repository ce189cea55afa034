"""The first steps of a municipality, by the operator at the command line: before them nobody is there to ask."""

from ransel.core import clock
from ransel.core.writing import Refused, writing
from ransel.identity.actor import Actor, Strength
from ransel.people import actions as people
from ransel.people.models import Person, Role
from ransel.units import actions as units
from ransel.units.models import Municipality, Unit


@writing()
def begin_municipality(
    *, number: str, name: str, given_name: str, family_name: str, national_number: str
) -> tuple[Municipality, Actor]:
    """The municipality and the first who works for it, until somebody ends the post; they do the rest in a browser.

    Raises Refused for a municipality that is here already.
    """
    if Municipality.objects.filter(number=number).exists():
        raise Refused("This municipality has begun already.")
    first = people.known_by(national_number) or Person(given_name=given_name, family_name=family_name)
    by = Actor(first, Strength.STRONG)
    if first._state.adding:
        people.keep_person(by=by, person=first, number=national_number)
    municipality = units.add_municipality(by=by, number=number, name=name)
    post = {"municipality": municipality, "role": Role.MUNICIPALITY, "starts": clock.today()}
    people.begin_post(by=by, person=first, **post)
    return municipality, by


@writing()
def begin_unit(*, by: Actor, municipality: Municipality, name: str, kind: str) -> Unit:
    """A first unit with the same person as its leader: a small kindergarten has nobody else on its first day."""
    unit = units.add_unit(by=by, municipality=municipality, name=name, kind=kind)
    post = {"municipality": municipality, "unit": unit, "role": Role.LEADER, "starts": clock.today()}
    people.begin_post(by=by, person=by.person, **post)
    return unit
