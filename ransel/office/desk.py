"""The desk of a leader, an office or a municipality: its units, and what waits in each to be confirmed or approved."""

from dataclasses import dataclass, field

from django.db.models import Count

from ransel.access.office import SEE_PROPOSALS
from ransel.access.relations import for_municipality
from ransel.attendance.permits import SEE_WEEK
from ransel.attendance.stays.queue import number_waiting
from ransel.core import clock
from ransel.notifications.letters.rows import How, Letter
from ransel.office.reachable.who import without_anybody
from ransel.people.models import Enrolment, Guardianship, Proposal
from ransel.units.models import Group, Municipality, Unit


@dataclass
class UnitRow:
    unit: Unit
    children: int
    waiting: int
    letters: int  # that wait to be printed and sent
    unreachable: int  # children of whom nobody can be told of what cannot wait
    plans: list[tuple[Group, int]] = field(default_factory=list)  # how many wait in groups whose weeks are the reader's


@dataclass
class Desk:
    units: list[UnitRow]
    municipalities: list[Municipality]
    proposals: list[Proposal]


def desk_of(actor, units: list[Unit]) -> Desk:
    """Eight statements."""
    today = clock.today()
    children = _by_unit(Enrolment.objects.not_over(today).filter(unit__in=units))
    unconfirmed = Guardianship.objects.not_over(today).filter(confirmed_at=None).values("child")
    waiting = _by_unit(Enrolment.objects.not_over(today).filter(unit__in=units, child__in=unconfirmed))
    posts = for_municipality.holding(actor, today).values("municipality")
    ordered = sorted(units, key=lambda unit: (unit.kind, unit.name))
    letters = dict(
        Letter.objects.undone().filter(unit__in=units, how=How.PRINT).values_list("unit").annotate(Count("pk"))
    )
    silent = without_anybody(units)
    told = {"children": children, "waiting": waiting, "letters": letters, "unreachable": silent}
    rows = [
        UnitRow(unit=unit, plans=[], **{what: numbers.get(unit.pk, 0) for what, numbers in told.items()})
        for unit in ordered
    ]
    _add_plans(rows, SEE_WEEK.reach(actor).filter(unit__in=units).order_by("name"))
    proposals = list(SEE_PROPOSALS.reach(actor).filter(answer=None).order_by("proposed_at"))
    return Desk(rows, list(Municipality.objects.filter(pk__in=posts).order_by("name")), proposals)


def _add_plans(rows, groups):
    groups = list(groups)
    numbers = number_waiting(group.pk for group in groups)
    by_unit = {row.unit.pk: row for row in rows}
    for group in groups:
        if group.pk in numbers:
            by_unit[group.unit_id].plans.append((group, numbers[group.pk]))


def _by_unit(places):
    counted = places.values("unit").annotate(number=Count("child", distinct=True))
    return dict(counted.values_list("unit", "number"))
