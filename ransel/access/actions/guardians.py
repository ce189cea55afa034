"""Who gets in, and who is kept out: by those who may say so, with a reason that stays."""

from django.http import Http404
from django.utils.translation import gettext as _

from ransel.access import office
from ransel.core import clock
from ransel.core.writing import Refused, lock, lock_all, writing
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Block, Child, Enrolment, Guardianship
from ransel.units.models import Unit


@writing()
def confirm_guardian(*, by: Actor, guardianship: Guardianship, ground: str, reason: str) -> Guardianship:
    """Raises Refused for a guardian who is blocked from the child, or who would confirm themselves."""
    lock(guardianship.child)
    guardianship = office.CONFIRM_GUARDIAN.ask(by, guardianship.pk)
    if guardianship.guardian_id == by.person.pk:
        raise Refused(_("Somebody else must confirm your own access."))
    if Block.objects.standing().filter(person=guardianship.guardian_id, child=guardianship.child_id).exists():
        raise Refused(_("There is a block. Lift it first, if it no longer holds."))
    return people.confirm(by=by, guardianship=guardianship, ground=ground, reason=reason)


@writing()
def set_block(*, by: Actor, guardianship: Guardianship, reason: str) -> Block:
    """Keep this adult from this child at once, on every page and every stream."""
    lock(guardianship.child)
    guardianship = office.SET_BLOCK.ask(by, guardianship.pk)
    child = Child.objects.get(pk=guardianship.child_id)
    return people.set_block_on(by=by, child=child, person=guardianship.guardian, reason=reason)


@writing()
def confirm_guardians(*, by: Actor, unit: Unit, grounds: dict[Guardianship, str], reason: str) -> int:
    """Many of a unit at once, each on its own ground. All of them, or none; how many were not confirmed before.

    Raises Refused, per guardianship, for one's own, and for one who is blocked from the child.
    """
    unit = office.CONFIRM_MANY.ask(by, lock(unit).pk)
    lock_all(Child, {one.child_id for one in grounds})
    here = Enrolment.objects.not_over(clock.today()).filter(unit=unit).values("child")
    found = Guardianship.objects.filter(pk__in=[one.pk for one in grounds], child__in=here)
    if found.count() != len(grounds):
        raise Http404
    if wrong := _not_to_be_confirmed(by, grounds):
        raise Refused(_("Nobody is confirmed yet. Take these out, and send again."), wrong)
    return people.confirm_all(by=by, grounds={one: grounds[one] for one in found}, reason=reason)


def _not_to_be_confirmed(by, guardianships):
    pairs = Block.objects.standing().filter(child__in=[one.child_id for one in guardianships])
    blocked = set(pairs.values_list("person", "child"))
    wrong = {}
    for one in guardianships:
        if (one.guardian_id, one.child_id) in blocked:
            wrong[one.pk] = _("There is a block. Lift it first, if it no longer holds.")
        elif one.guardian_id == by.person.pk:
            wrong[one.pk] = _("Somebody else must confirm your own access.")
    return wrong
