"""A unit gives a code to a guardian who has no eID: where the municipality lets it, and nobody is protected."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from ransel.access import office
from ransel.access.actions.safety import refuse_who_is_close
from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actions import codes
from ransel.identity.actor import Actor
from ransel.identity.codes.terms import LONGEST, is_protected_around, switched_on_for
from ransel.identity.models import LoginCode
from ransel.people.models import Guardianship


@writing()
def give_code(*, by: Actor, guardianship: Guardianship, ends_on: date) -> LoginCode:
    """Raises Refused where there are none, by who is close to the child, for who has no access, and for too long."""
    lock(guardianship.child)
    guardianship = office.GIVE_CODE.ask(by, guardianship.pk)
    today, guardian = clock.today(), guardianship.guardian
    refuse_who_is_close(by, guardianship.child_id, guardian.pk)
    if not guardianships_in_force(today).filter(pk=guardianship.pk).exists():
        raise Refused(_("This adult has no access to the child today. Confirm the guardian first."))
    if is_protected_around(guardian) or not switched_on_for(guardian):
        # One sentence: the reason may be a child of theirs that this desk knows nothing of.
        raise Refused(_("No code can be given to this adult. They have to log in with BankID or MinID."))
    if not today < ends_on <= today + timedelta(days=LONGEST):
        raise Refused(_("Look at the days."), {"days": _("Ninety days at most.")})
    return codes.give_code(by=by, guardianship=guardianship, ends_on=ends_on)


@writing()
def withdraw_code(*, by: Actor, code: LoginCode):
    codes.withdraw_code(by=by, code=office.WITHDRAW_CODE.ask(by, lock(code).pk))
