"""Children go home: as agreed, by one tap; otherwise once somebody has said how, and that a guardian knows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.attendance.actions.presence import check_out_those, here_and_gone
from ransel.attendance.models import CheckOut
from ransel.attendance.permits import LOOK_AFTER
from ransel.core import clock
from ransel.core.writing import Refused, writing
from ransel.departure.door.fetchers import who_may_fetch
from ransel.departure.door.judging import Going, MayFetch, is_as_agreed, why_not, why_not_as_agreed
from ransel.departure.leaving.day import UNSAID, Leaving, columns_of
from ransel.departure.leaving.reading import leaving_of
from ransel.departure.models import Handover
from ransel.departure.who import blocked_names
from ransel.identity.actor import Actor
from ransel.people.models import Child
from ransel.units.models import Function, Unit, UnitKind


class NotYet(Refused):
    """Some of them have to be looked at first: `per_item` says why of each child."""


@writing()
def let_go(*, by: Actor, children: Iterable[Child], unit: Unit, at: datetime | None = None) -> dict[UUID, CheckOut]:
    """These leave as agreed, at `at` or now. Of who has left already, what stands. By child's id.

    Raises NotYet for those who have to be looked at first, and then nobody has left; Refused for one who is here in
    another unit; Refused and Http404 as `check_out_all` has it.
    """
    asked, before = _here_and_gone(by, children, unit)
    here = {pk: child for pk, child in asked.items() if before.get(pk) and not before[pk][-1].left}
    agreed = agreed_of(here, unit)
    kind, kept_away = UnitKind(unit.kind), blocked_names(agreed) if agreed else {}
    faults = {
        pk: fault
        for pk, one in agreed.items()
        if (fault := why_not_as_agreed(here[pk].given_name, one, kind, at or clock.now(), bool(kept_away.get(pk))))
    }
    if faults:
        raise NotYet(" ".join(faults.values()), faults)
    left = check_out_those(by, asked, before, at)
    Handover.objects.bulk_create(
        Handover(check_out=left[pk], mode=one.mode or "", as_agreed=True, **columns_of(one.fetcher))
        for pk, one in agreed.items()
    )
    return left


@writing()
def let_go_with(*, by: Actor, child: Child, unit: Unit, going: Going, at: datetime | None = None) -> CheckOut:
    """This child leaves as is said here. Has it left already, what stands.

    Raises Refused, by the fields "going", "name", "code" and "spoken_with", where it can not go so, and by "at" for a
    time that can not be; Http404 for a child that is not of a group of the actor's.
    """
    asked, before = _here_and_gone(by, [child], unit)
    LOOK_AFTER.ask(by, child.pk)
    if before.get(child.pk) and not before[child.pk][-1].left:
        agreed = agreed_of(asked, unit).get(child.pk, UNSAID)
        may = who_may_fetch(asked, unit.pk)[child.pk]
        if wrong := why_not(asked[child.pk].given_name, agreed, going, may, at or clock.now()):
            raise Refused(_("Nothing was saved."), wrong)
        left = _out(by, asked, before, at)[child.pk]
        Handover.objects.create(check_out=left, **said_of(by, agreed, going, may))
        return left
    return _out(by, asked, before, at)[child.pk]


def said_of(by, agreed: Leaving, going: Going, may: MayFetch) -> dict:
    """What the row has of who leaves so, once it has been judged."""
    shown = may.passes[going.pickup_pass] if going.pickup_pass else None
    return {
        "mode": going.mode,
        "as_agreed": is_as_agreed(agreed, going),
        "name": shown.name if shown else going.name,
        "pickup_pass": shown,
        "spoken_with_id": going.spoken_with if may.deciding else by.person.pk,
        **columns_of(going.fetcher),
    }


def _here_and_gone(by, children, unit):
    """In this unit. What is agreed there says nothing of a child that is somewhere else."""
    asked, before = here_and_gone(by, children)
    elsewhere = {
        pk: _("%(child)s is checked in at %(unit)s.") % {"child": asked[pk].given_name, "unit": some[-1].unit_name}
        for pk, some in before.items()
        if not some[-1].left and some[-1].unit != unit.pk
    }
    if elsewhere:
        raise Refused(" ".join(elsewhere.values()), elsewhere)
    there = {pk: [one for one in some if one.unit == unit.pk] for pk, some in before.items()}
    return asked, {pk: some for pk, some in there.items() if some}


def _out(by, asked, before, at):
    try:
        return check_out_those(by, asked, before, at)
    except Refused as refused:
        raise Refused(refused.reason, {"at": refused.reason} if at else {}) from refused


def agreed_of(children: dict[UUID, Child], unit) -> dict[UUID, Leaving]:
    """How each of these is to leave; nothing where the unit does not use it."""
    if not Function.objects.filter(unit=unit, name=Function.Name.DEPARTURE, staff=True).exists():
        return {}
    said = leaving_of(children, clock.today(), clock.today(), unit=unit.pk)
    return {pk: said.get((pk, unit.pk, clock.today()), UNSAID) for pk in children}
