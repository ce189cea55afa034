"""A tablet is paired by two codes, each written where the other was shown; and unpaired from the office at once."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ransel.audit import actions as audit
from ransel.core import clock, live
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.identity.models import Tablet
from ransel.identity.tablets.codes import ANSWER, CODE, MOST_WRONG, digits, known_by, open_since, token
from ransel.people.models import Person
from ransel.units.models import Group, Unit


@writing()
def begin_pairing(*, by: Actor, unit: Unit, groups: Iterable[Group], name: str, shows_ways: bool) -> tuple[Tablet, str]:
    """(the tablet to be, the first code): eight digits, told once, good for ten minutes."""
    code = digits(CODE)
    said = {"unit": unit, "name": name, "shows_ways": shows_ways, "code": known_by(code)}
    bearer = Person.objects.create(given_name=name)
    tablet = Tablet.objects.create(**said, person=bearer, begun_by=by.person, begun_at=clock.now())
    tablet.groups.set(groups)
    audit.record("tablet.begun", by=by, about=tablet)
    return tablet, code


@writing()
def answer_pairing(*, code: str) -> tuple[str, str] | None:
    """On the tablet: (its token, the second code) for a first code that waits; None for any other."""
    waiting = Tablet.objects.filter(code=known_by(code), answered_at=None, begun_at__gte=open_since(), unpaired_at=None)
    found = waiting.select_for_update(of=("self",)).first()
    if found is None:
        return None
    secret, answer = token(), digits(ANSWER)
    found.token, found.answer, found.answered_at = known_by(secret), known_by(answer), clock.now()
    found.save(update_fields=["token", "answer", "answered_at"])
    audit.record("tablet.answered", by=Actor(found.person), about=found)
    return secret, answer


@writing()
def finish_pairing(*, by: Actor, tablet: Tablet, answer: str) -> str:
    """In the office: pairs them if this is the second code. Else why not: the count of wrong ones has to stand."""
    tablet = lock(tablet)
    if tablet.paired_at and not tablet.unpaired_at:
        return ""
    if tablet.unpaired_at or tablet.wrong >= MOST_WRONG or tablet.begun_at < open_since():
        return _("This pairing is over. Begin anew.")
    if not tablet.answered_at:
        return _("The first code is not written on the tablet yet.")
    if tablet.answer != known_by(answer):
        Tablet.objects.filter(pk=tablet.pk).update(wrong=tablet.wrong + 1)
        return _("That is not the code the tablet shows.")
    Tablet.objects.filter(pk=tablet.pk).update(paired_by=by.person, paired_at=clock.now())
    audit.record("tablet.paired", by=by, about=tablet)
    announce("tablet.paired", by=by, about=tablet, topics=[tablet.unit.reference])
    return ""


@writing()
def unpair(*, by: Actor, tablet: Tablet):
    """Its token opens nothing any more, and what lies open on it is closed."""
    if not Tablet.objects.filter(pk=tablet.pk, unpaired_at=None).update(unpaired_by=by.person, unpaired_at=clock.now()):
        return
    audit.record("tablet.unpaired", by=by, about=tablet)
    announce("tablet.unpaired", by=by, about=tablet, topics=[tablet.unit.reference])
    transaction.on_commit(lambda: live.publish(f"session:{tablet.pk}"), robust=True)


@writing()
def change_tablet(*, by: Actor, tablet: Tablet, groups: Iterable[Group], name: str, shows_ways: bool):
    """Another name, other groups of the same unit, or how much it shows while it is locked. At once."""
    tablet = lock(tablet)
    if tablet.unpaired_at:
        raise Refused(_("This tablet is not paired any more."))
    shown = _boards_of(tablet)  # also those it shows no longer
    Tablet.objects.filter(pk=tablet.pk).update(name=name, shows_ways=shows_ways)
    Person.objects.filter(pk=tablet.person_id).update(given_name=name)
    tablet.groups.set(groups)
    audit.record("tablet.changed", by=by, about=tablet)
    announce("tablet.changed", by=by, about=tablet, topics={*shown, *_boards_of(tablet)})
    transaction.on_commit(lambda: live.publish(f"session:{tablet.pk}"), robust=True)


def _boards_of(tablet):
    """What it shows is drawn anew."""
    return [tablet.unit.reference, *(group.reference for group in tablet.groups.all())]
