"""What the municipalities that somebody has to do with as a guardian or a pupil say of their logins."""

from django.db.models import Q

from ransel.core import clock
from ransel.people.models import Enrolment, Guardianship, Person
from ransel.units.login_rules import login_rules_of
from ransel.units.models import LoginRules, Municipality


def rules_for(person: Person) -> list[LoginRules]:
    """Of each municipality where they or their children have a place. Two statements."""
    today = clock.today()
    children = Guardianship.objects.on(today).filter(guardian=person, confirmed_at__isnull=False).values("child")
    places = Enrolment.objects.not_over(today).filter(Q(child__in=children) | Q(child__person=person))
    where = Municipality.objects.filter(units__enrolments__in=places).distinct().values_list("pk", flat=True)
    return login_rules_of(where)
