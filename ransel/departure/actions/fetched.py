"""With whom a child left is said afterwards, where nobody said it when it did."""

from django.utils.translation import gettext as _

from ransel.attendance.models import CheckIn
from ransel.attendance.permits import LOOK_AFTER
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce
from ransel.core.writing import Refused, lock, writing
from ransel.departure.actions.door import agreed_of, said_of
from ransel.departure.door.fetchers import who_may_fetch
from ransel.departure.door.judging import Going, why_not
from ransel.departure.door.words import COLUMNS, is_told, left
from ransel.departure.leaving.day import UNSAID
from ransel.departure.models import Handover
from ransel.identity.actor import Actor


@writing()
def say_who_fetched(*, by: Actor, check_in: CheckIn, going: Going) -> Handover:
    """The child left so today; it is judged as it would have been at the door.

    Raises Refused where it has been said already, where nobody said that the child left, and on another day; by the
    fields of `let_go_with` where it can not have gone so; Http404 for a child that is not of a group of the actor's.
    """
    child = lock(check_in.child)
    LOOK_AFTER.ask(by, child.pk)
    out = check_in.check_outs.filter(undone_at=None, check_in__undone_at=None, forgotten=False).first()
    if out is None:
        raise Refused(_("Somebody has taken this back meanwhile."))
    if check_in.day != clock.today():
        raise Refused(_("That was another day."))
    if said := Handover.objects.filter(check_out=out).values_list(*COLUMNS).first():
        _refuse_said(said)
    agreed = agreed_of({child.pk: child}, check_in.unit).get(child.pk, UNSAID)
    may = who_may_fetch([child.pk], check_in.unit_id)[child.pk]
    if wrong := why_not(child.given_name, agreed, going, may, out.at):
        raise Refused(_("Nothing was saved."), wrong)
    row, _new = Handover.objects.update_or_create(check_out=out, defaults=said_of(by, agreed, going, may))
    audit.record("child.left.with", by=by, about=row)
    announce("child.left.with", by=by, about=child, topics=[child.reference, f"group:{check_in.group_id}"])
    return row


def _refuse_said(said):
    if is_told(*said):
        raise Refused(_("It has been said already: %(how)s.") % {"how": left(*said)})
