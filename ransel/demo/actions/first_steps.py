"""The first steps of a municipality that no file can take."""

from ransel.core import clock
from ransel.core.writing import writing
from ransel.identity.models import Account
from ransel.people.models import Person, Post, Role
from ransel.units.models import Function, Municipality, Unit


@writing()
def begin_for_the_day(*, number: str, name: str):
    """The municipality, and the operator's post for it, which ends the same day: it reads the first roster in."""
    municipality = Municipality.objects.create(number=number, name=name)
    first = Person.objects.create(given_name="Drift", family_name="Fjordvik")
    today = clock.today()
    post = {"municipality": municipality, "role": Role.MUNICIPALITY, "starts": today, "ends": today}
    Post.objects.create(person=first, **post)
    return municipality, first


@writing()
def switch_on(*, municipality: Municipality):
    """Every function a unit can use, as open as it goes."""
    Function.objects.bulk_create(
        Function(unit=unit, name=name, guardians=Function.Use.EDIT, staff=True)
        for unit in Unit.objects.filter(municipality=municipality)
        for name in Function.used_in(unit.kind)
    )


@writing()
def open_accounts():
    """Everybody of the demo can log in."""
    Account.objects.bulk_create(Account(person=person) for person in Person.objects.filter(account=None))
