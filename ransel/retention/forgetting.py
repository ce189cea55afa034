"""Who is to be forgotten: queries alone, made from the declarations. See `core.privacy`."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import DateField, Exists, OuterRef, Q
from django.utils import timezone

from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.privacy import LEFT, Emptied, declared
from ransel.integrations.models import Change, SourceLink
from ransel.people.models import Block, Child, Enrolment, Person


def scrub_of_person():
    """{field: what stands there afterwards}, as the room of people declares it."""
    (said,) = [one for one in declared() if any(isinstance(term, Emptied) for term in one.how_long)]
    return said.scrub


def is_forgotten():
    scrub = scrub_of_person()
    return Q(given_name=scrub["given_name"], family_name=scrub["family_name"])


def over(said, term):
    """The rows of a declaration that are past their age. What has no such moment yet is still in use."""
    now = timezone.now() if term.real else clock.now()
    before: date = now - timedelta(days=term.days)
    model = said.of
    for part in term.moment.split("__"):
        field = model._meta.get_field(part)
        model = field.related_model or model
    if type(field) is DateField:
        before = timezone.localdate(now) - timedelta(days=term.days)
    return said.of._base_manager.filter(**{f"{term.moment}__lt": before}, **term.where)


def children_who_left():
    """Whose last place ended long ago; or who never had one, and nobody did anything about.

    Not a child with a standing block: come back in a list, it would be a new child, and nobody kept from it.
    """
    cutoff = clock.today() - timedelta(days=LEFT)
    places = Enrolment.objects.filter(child=OuterRef("pk"))
    here = places.filter(Q(ends=None) | Q(ends__gte=cutoff))
    listed = SourceLink.objects.filter(target=OuterRef("person_id"), ended_on=None)
    gone = Person.objects.filter(is_forgotten(), pk=OuterRef("person_id"))
    grown = Q(person__birth_date__lte=clock.today() - relativedelta(years=18))
    return (
        Child.objects.filter(~Exists(here), ~Exists(gone))
        .filter(grown | ~Exists(Block.objects.standing().filter(child=OuterRef("pk"))))
        .filter(Exists(places) | ~Exists(listed))
        .select_related("person")
    )


def people_left_alone():
    """No place, post, child or block holds on to them any more."""
    people = Person.objects.exclude(is_forgotten())
    for said in declared():
        for path in said.keeps:
            people = people.filter(~Exists(said.of._base_manager.filter(**{path: OuterRef("pk")})))
    return people


def untouched(things, person_of):
    """Those about whom nothing was done in the years before: neither by somebody here, nor by a list of late."""
    things = list(things)
    names = {f"{kind}:{pk}" for one in things for kind, pk in _names(one, person_of)}
    since = clock.now() - timedelta(days=LEFT)
    touched = set(Event.objects.filter(about__in=names, at__gte=since).values_list("about", flat=True))
    listed = set(Change.objects.filter(target__in=[person_of(one) for one in things]).values_list("target", flat=True))
    return [
        one
        for one in things
        if person_of(one) not in listed and not any(f"{kind}:{pk}" in touched for kind, pk in _names(one, person_of))
    ]


def _names(one, person_of):
    return {(type(one)._meta.model_name, one.pk), ("person", person_of(one))}
