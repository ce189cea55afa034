"""What is no longer needed goes: by its age, with the child, with the person. Some at a time, so that nobody waits.

Nothing here knows a table by name but people: what goes, and when, is declared in the rooms.
"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ransel.audit import actions as audit
from ransel.audit.models import Event
from ransel.core import clock
from ransel.core.privacy import Age, PartOf, WithChild, WithPerson, WithTarget, declared
from ransel.core.writing import writing
from ransel.identity.actor import Actor
from ransel.people.models import Person
from ransel.retention import forgetting

AT_ONCE = 200
FORGOTTEN_AT_ONCE = 20  # children or people, each with all their rows
NOBODY = Actor(Person(pk=UUID(int=0)))  # the night does it, no person


@dataclass(frozen=True)
class Run:
    reference: str


def purge() -> Counter:
    """How many rows of each model went, or were emptied. Done twice, it does nothing the second time.

    Each batch stands by itself: broken off, the next run goes on.
    """
    gone: Counter = Counter()
    for said in declared():
        for term in said.how_long:
            if isinstance(term, Age):
                while _delete_some_over(said, term, gone):
                    continue
    _sweep(forgetting.children_who_left, lambda child: child.person_id, _forget_children, gone)
    _sweep(forgetting.people_left_alone, lambda person: person.pk, _forget_people, gone)
    _record(gone)
    return gone


def _sweep(candidates, person_of, forget, gone):
    """Through all who may be, page by page: those who stay must not stop the ones behind them."""
    last = UUID(int=0)
    while page := list(candidates().filter(pk__gt=last).order_by("pk")[:FORGOTTEN_AT_ONCE]):
        last = page[-1].pk
        forget([one.pk for one in page], candidates, person_of, gone)


@writing()
def _delete_some_over(said, term, gone):
    pks = list(forgetting.over(said, term).values_list("pk", flat=True)[:AT_ONCE])
    _delete(said, pks, gone)
    return len(pks) == AT_ONCE


@writing()
def _forget_children(pks, candidates, person_of, gone):
    """Asked again inside the transaction: a child may have got a place a moment ago."""
    children = forgetting.untouched(candidates().select_for_update(of=("self",)).filter(pk__in=pks), person_of)
    _delete_with(WithChild, [one.pk for one in children], gone)
    _empty_reasons({one.reference for one in children})


@writing()
def _forget_people(pks, candidates, person_of, gone):
    people = forgetting.untouched(candidates().select_for_update().filter(pk__in=pks), person_of)
    ids = [one.pk for one in people]
    _delete_with(WithPerson, ids, gone)
    _delete_what_points_at(ids, gone)
    _empty_reasons({one.reference for one in people})
    gone["people.Person"] += Person.objects.filter(pk__in=ids).update(**forgetting.scrub_of_person())


def _delete_with(kind, ids, gone):
    for said in declared():
        for term in said.how_long:
            if isinstance(term, kind):
                rows = said.of._base_manager.filter(**{f"{term.path}__in": ids})
                _delete(said, list(rows.values_list("pk", flat=True)), gone)


def _delete(said, pks, gone):
    """These rows, their parts first, then what points at them by id alone; the reasons in the log are emptied."""
    for start in range(0, len(pks), AT_ONCE):
        some = pks[start : start + AT_ONCE]
        for part in declared():
            for term in part.how_long:
                if isinstance(term, PartOf) and part.of._meta.get_field(term.path).related_model is said.of:
                    rows = part.of._base_manager.filter(**{f"{term.path}__in": some})
                    _delete(part, list(rows.values_list("pk", flat=True)), gone)
        if said.of._meta.app_label == "people":
            _delete_what_points_at(some, gone)
            _empty_reasons({f"{said.of._meta.model_name}:{pk}" for pk in some})
        gone[said.model] += said.of._base_manager.filter(pk__in=some)._raw_delete("default")


def _delete_what_points_at(ids, gone):
    for said in declared():
        for term in said.how_long:
            if isinstance(term, WithTarget):
                rows = said.of._base_manager.filter(**{f"{term.field}__in": ids})
                _delete(said, list(rows.values_list("pk", flat=True)), gone)


def _empty_reasons(references):
    """What somebody once typed may name them. The row of the log stays, with who and when."""
    Event.objects.filter(~Q(reason=""), about__in=references).update(reason="")


@writing()
def _record(gone):
    """Numbers alone."""
    counts = ", ".join(f"{model} {number}" for model, number in sorted(gone.items()) if number)
    audit.record("purged", by=NOBODY, about=Run(f"purge:{clock.today()}"), reason=counts[:500])
