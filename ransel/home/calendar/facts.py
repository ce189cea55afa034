"""Everything there is to say of a family's days, read in eleven statements at most, however many children and days."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from ransel.access.homes import homes_of
from ransel.access.residence import SEE_HOMES
from ransel.attendance.day import Away, aways_of
from ransel.attendance.models import HolidayCampaign
from ransel.attendance.stays.day import Stay, StayKind
from ransel.attendance.stays.effective import KINDS, Key, Places, Seen, placed, read_at
from ransel.attendance.stays.holiday import Phase, phase_of
from ransel.core import clock
from ransel.people.models import Child, Enrolment, Person
from ransel.units.models import Function, StayRules, Unit
from ransel.units.opening import Opening
from ransel.units.stay_rules import planned_until, rules_of

CAMPAIGN = ("title", "first_day", "last_day", "opens_on", "provisional_until", "binding_until", "ended_at")
AHEAD = 14 * clock.DAY  # a week locks in the week before it, and its days must be known then


@dataclass(frozen=True)
class Place:
    """`planned`: guardians see there when the child is to be there; `theirs`: they say it themselves.

    A temporary place stands in for another.
    """

    child: UUID
    unit: UUID
    starts: date
    ends: date | None
    temporary: bool
    planned: bool
    theirs: bool


@dataclass
class Facts:
    """`stays` are only those whose times the reader may know; whose day it is, where the reader may know that."""

    children: list[Child]
    first: date
    last: date
    places: list[Place]
    there: dict[tuple[UUID, date], list[UUID]]  # {(unit, day): children with a place}
    units: dict[UUID, Unit]
    openings: dict[tuple[UUID, date], Opening]
    stays: dict[Key, Stay]
    planned: dict[Key, Stay] = field(default_factory=dict)  # what the plan says of days that are adjusted
    aways: dict[tuple[UUID, date], Away] = field(default_factory=dict)
    homes: dict[tuple[UUID, date], Person] = field(default_factory=dict)
    rules: dict[UUID, StayRules] = field(default_factory=dict)
    holidays: dict[UUID, HolidayCampaign] = field(default_factory=dict)  # that are asked about now
    asked: dict[UUID, set[UUID]] = field(default_factory=dict)  # the children, by holiday

    @property
    def days(self):
        return clock.days(self.first, self.last)


def facts_of(actor, children: list[Child], first: date, last: date) -> Facts:
    """Of the days from `first` to `last`; stays and openings a little longer."""
    ids = {child.pk for child in children}
    places, shared, holidays, asked = _places(actor, ids)
    where = placed(first, last + AHEAD, child__among=ids)
    seen = read_at(where, first, last + AHEAD)
    stays, planned = _known(actor, seen, places, shared)
    homes = homes_of([child for child in children if child.pk in shared], first, last) if shared else {}
    return Facts(
        children,
        first,
        last,
        places,
        _there(where),
        where.units,
        seen.openings,
        stays,
        planned,
        aways_of(ids, first, last),
        {key: home for key, home in homes.items() if home},
        rules_of(where.units.values()),
        holidays,
        asked,
    )


def _places(actor, ids):
    """(all of them, the children whose guardians may know each other's times, holidays that are asked about now, and
    of whom). One statement: a page has few to spend.
    """
    stay = Function.objects.filter(name=Function.Name.STAY, unit__kind__in=KINDS, unit=OuterRef("unit"))
    rows = Enrolment.objects.filter(child__among=ids).values_list(
        *("child_id", "unit_id", "starts", "ends", "stands_in_for_id"),
        *(Exists(stay.filter(guardians__gte=use)) for use in (Function.Use.READ, Function.Use.EDIT)),
        Exists(SEE_HOMES.reach(actor).filter(pk=OuterRef("child"))),
        *(f"group__holiday_campaigns__{name}" for name in ("pk", *CAMPAIGN)),
    )
    places: dict = {}
    shared, holidays, asked = set(), {}, {}
    for child, unit, starts, ends, base, planned, theirs, open_, pk, *said in rows.order_by("starts", "pk"):
        place = Place(child, unit, starts, ends, base is not None, planned, theirs)
        places[place] = place
        shared |= {child} if open_ else set()
        campaign = (
            HolidayCampaign(pk=pk, **dict(zip(CAMPAIGN, said, strict=True))) if pk and theirs and _lasts(ends) else None
        )
        if campaign and phase_of(campaign) in (Phase.PROVISIONAL, Phase.BINDING):
            holidays[pk] = campaign
            asked.setdefault(pk, set()).add(child)
    return list(places), shared, holidays, asked


def _lasts(ends):
    return ends is None or ends >= clock.today()


def _known(actor, seen: Seen, places: list[Place], shared):
    """As on Today: where an address is protected, nobody is told what another guardian has planned."""
    plans = {(place.child, place.unit) for place in places if place.planned}
    stays, planned, last = {}, {}, planned_until(clock.today())
    for key, stay in seen.stays.items():
        child, unit, day = key
        mine = stay.of_staff or child in shared or stay.sent_by in (None, actor.person.pk)
        if (child, unit) not in plans or not mine or (stay.kind is StayKind.MISSING and day > last):
            continue
        stays[key] = stay
        if stay.number:
            planned[key] = seen.planned(key)
    return stays, planned


def _there(where: Places):
    found: dict = {}
    for child, unit, days in where.days:
        for day in days:
            children = found.setdefault((unit, day), [])
            if child not in children:
                children.append(child)
    return found
