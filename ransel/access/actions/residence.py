"""Whose day it is: proposed by one guardian and answered by another, or registered by the office.

Who may not know of it, because an address is protected, is answered as if there were nothing: see access/residence.py.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.access import residence
from ransel.access.relations import guardianships_in_force
from ransel.core import clock
from ransel.core.clock import DAY
from ransel.core.writing import Refused, lock, writing
from ransel.identity.actor import Actor
from ransel.people import actions as people
from ransel.people.models import Child, ResidenceAnswer, ResidencePattern
from ransel.people.rota import filled, is_monday


@writing()
def propose(*, by: Actor, child: Child, starts: date, homes: list[list[UUID]]) -> ResidencePattern:
    """It counts once another who is named in it has accepted. `homes` as in people.rota.

    Raises Refused for days not filled, others than guardians, a first day that is no Monday to come, and while another
    proposal waits.
    """
    child = residence.PROPOSE_RESIDENCE.ask(by, lock(child).pk)
    _refuse_what_can_not_be(child, starts, homes)
    if child.residence_patterns.unanswered().exists():
        raise Refused(_("One is proposed already. It must be answered or withdrawn first."))
    return people.begin_residence(by=by, child=child, starts=starts, homes=homes)


@writing()
def answer(*, by: Actor, pattern: ResidencePattern, accepted: bool, reason: str = "") -> ResidenceAnswer:
    """The first who answers decides. Raises Refused when somebody has, and for a yes to what no longer can be."""
    lock(pattern.child)
    pattern = residence.ANSWER_RESIDENCE.ask(by, pattern.pk)
    _refuse_answered(pattern)
    if accepted and not _all_guardians(pattern.child_id, pattern.days.values_list("guardian", flat=True)):
        raise Refused(_("Somebody named in it is not a guardian any more. Decline it, and propose anew."))
    return people.answer_residence(by=by, pattern=pattern, accepted=accepted, reason=reason)


@writing()
def withdraw(*, by: Actor, pattern: ResidencePattern) -> ResidenceAnswer:
    """By whoever proposed it. Raises Refused once somebody has answered."""
    lock(pattern.child)
    pattern = residence.WITHDRAW_RESIDENCE.ask(by, pattern.pk)
    _refuse_answered(pattern)
    return people.answer_residence(by=by, pattern=pattern, accepted=False, reason="")


@writing()
def end(*, by: Actor, pattern: ResidencePattern, monday: date) -> ResidencePattern:
    """From this Monday there is no rota. Raises Refused for one not agreed on, or ended, and for another day."""
    lock(pattern.child)
    pattern = residence.END_RESIDENCE.ask(by, pattern.pk)
    if not ResidenceAnswer.objects.filter(pattern=pattern, accepted=True).exists() or pattern.ends:
        raise Refused(_("This is not in use, or is ended already."))
    if not is_monday(monday) or monday <= max(clock.today(), pattern.starts):
        raise Refused(_("Choose a Monday to come."), {"monday": _("Choose a Monday after the first day.")})
    return people.end_residence(by=by, pattern=pattern, last_day=monday - DAY)


@writing()
def register(*, by: Actor, child: Child, starts: date, homes: list[list[UUID]], reason: str) -> ResidencePattern:
    """By the office, on what it has seen; it counts at once. What waited for an answer is declined by it."""
    child = residence.REGISTER_RESIDENCE.ask(by, lock(child).pk)
    if guardianships_in_force(clock.today()).filter(child=child, guardian=by.person).exists():
        raise Refused(_("You are close to this child. Somebody else must do this."))
    _refuse_what_can_not_be(child, starts, homes)
    for waiting in child.residence_patterns.unanswered():
        people.answer_residence(by=by, pattern=waiting, accepted=False, reason=reason)
    pattern = people.begin_residence(by=by, child=child, starts=starts, homes=homes, reason=reason)
    people.answer_residence(by=by, pattern=pattern, accepted=True, reason=reason)
    return pattern


def _refuse_what_can_not_be(child, starts, homes):
    if not is_monday(starts) or starts < clock.today():
        raise Refused(_("Choose a Monday to come."), {"starts": _("Choose a Monday, today or later.")})
    if not filled(homes):
        raise Refused(_("Say for every day whose it is, for one to eight weeks."))
    named = {guardian for week in homes for guardian in week}
    if len(named) < 2:
        raise Refused(_("Name two homes."))
    if not _all_guardians(child.pk, named):
        raise Refused(_("Only guardians of the child can be named."))


def _all_guardians(child, named):
    here = guardianships_in_force(clock.today()).filter(child=child)
    return set(named) <= set(here.values_list("guardian", flat=True))


def _refuse_answered(pattern):
    if ResidenceAnswer.objects.filter(pattern=pattern).exists():
        raise Refused(_("Somebody has answered this already."))
