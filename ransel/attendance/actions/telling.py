"""What is told of each child's days, worked out before a row is written, and then said to those who are to know."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ransel.attendance.models import Absence, AbsenceReport
from ransel.audit import actions as audit
from ransel.core import clock
from ransel.core.actions import announce_all
from ransel.people.models import Child, Enrolment
from ransel.receipts.actions import Sending, send_all
from ransel.receipts.models import Told
from ransel.units.models import Function, Unit
from ransel.units.opening import Opening, openings_of


@dataclass
class Telling:
    """What is told of one child. `days` are those that count; `closed` those with a place where no unit is open.

    `counted` says how each unit is open on those that count there: each is told of its own, and of no others.
    """

    child: Child
    units: dict[UUID, Unit] = field(default_factory=dict)
    counted: dict[UUID, dict[date, Opening]] = field(default_factory=lambda: defaultdict(dict))
    groups: set[UUID] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    closed: dict[date, Opening] = field(default_factory=dict)
    there: dict[date, list[AbsenceReport]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[UUID, list[date]] = field(default_factory=lambda: defaultdict(list))
    known: set[UUID] = field(default_factory=set)
    standing: list[Absence] = field(default_factory=list)
    late: set[UUID] = field(default_factory=set)  # units whose hour for today had gone

    @property
    def first(self):
        """The first of the days it stands for, told now or before."""
        return min(self.standing, key=lambda absence: absence.day)

    def tell(self, day, notice):
        self.touched[notice].append(day)

    def units_on(self, day) -> list[Unit]:
        return [unit for pk, unit in self.units.items() if day in self.counted[pk]]

    def days_by_units(self, days) -> dict[tuple[date, ...], list[Unit]]:
        """Which units are told of which of these days."""
        found: dict[tuple[date, ...], list[Unit]] = {}
        for pk, unit in self.units.items():
            if own := tuple(sorted(day for day in days if day in self.counted[pk])):
                found.setdefault(own, []).append(unit)
        return found


def tellings_of(children, first_day, last_day, *, only_open=False) -> dict[UUID, Telling]:
    """For each child: where it has a place these days, and what was told of them before.

    Three statements; three more to count only the days on which a unit where it has a place is open.
    """
    tellings = {child.pk: Telling(child) for child in children}
    switched_on = {"unit__functions__name": Function.Name.ABSENCE, "unit__functions__staff": True}
    places = Enrolment.objects.not_over(first_day).filter(child__in=tellings, starts__lte=last_day, **switched_on)
    found = list(places.select_related("unit", "stands_in_for").prefetch_related("stand_ins"))
    openings = openings_of({one.unit for one in found}, first_day, last_day) if only_open and found else {}
    for place in found:
        _add_place(tellings[place.child_id], place, list(clock.days(first_day, last_day)), openings)
    between = {"absence__day__range": (first_day, last_day), "absence__withdrawn_at": None}
    reports = AbsenceReport.objects.filter(absence__child__in=tellings, **between).select_related("absence")
    for report in reports.order_by("reported_at"):
        tellings[report.absence.child_id].there[report.absence.day].append(report)
    return tellings


def _add_place(telling, place, days, openings):
    days = [day for day in days if place.counts_on(day)]
    opened = {day: openings.get((place.unit_id, day), Opening(True)) for day in days}
    counted = [day for day in days if opened[day].is_open]
    telling.days.update(counted)
    telling.closed |= {day: opened[day] for day in days if not opened[day].is_open}
    if counted:
        telling.units[place.unit_id] = place.unit
        telling.counted[place.unit_id] |= {day: opened[day] for day in counted}
        if place.group_id:
            telling.groups.add(place.group_id)


def announce_telling(by, what, tellings, told=None):
    """To each unit its receipt, and to those who show the children or are told of them that it is new.

    `told` says what became of all that was touched, and was taken back; without it, what is known already has more.
    """
    touched = [(telling, notice, days) for telling in tellings for notice, days in telling.touched.items()]
    if not touched:
        return
    left = _standing([notice for telling, notice, _days in touched if told or notice in telling.known])
    sendings = [
        Sending(
            child=telling.child,
            units=units,
            about=notice,
            first_day=days[0],
            last_day=days[-1],
            told=told or (Told.CHANGED if notice in telling.known else Told.REPORTED),
            standing=left.get(notice),
            back=told is not None,
            late=frozenset(telling.late if clock.today() in days else ()),
        )
        for telling, notice, touched_days in touched
        for days, units in telling.days_by_units(touched_days).items()
    ]
    send_all(by=by, sendings=sendings)
    told_of = [telling for telling in tellings if telling.touched]
    children = [telling.child for telling in told_of]
    audit.record_all(what, by=by, about=children)
    groups = {f"group:{group}" for telling in told_of for group in telling.groups}
    announce_all(what, by=by, about=children, topics=groups | {child.reference for child in children})


def _standing(notices) -> dict[UUID, tuple[date, ...]]:
    """The days that stand of each of these, now that the rows are written; none of what is told for the first time."""
    found: dict[UUID, tuple[date, ...]] = dict.fromkeys(notices, ())
    if notices:
        for notice, day in Absence.objects.standing().filter(notice__in=notices).values_list("notice", "day"):
            found[notice] += (day,)
    return found
