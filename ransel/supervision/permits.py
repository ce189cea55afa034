from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from ransel.access.permits import Permit
from ransel.access.relations import Relation, in_their_unit, leader_of_unit, staff_in_group
from ransel.attendance.permits import BY_STAFF, CHECK_IN, END_DAY
from ransel.core import clock
from ransel.supervision.models import RollCall, Trip, TripChild
from ransel.units.models import Function, Group

PRESENCE = Function.Name.PRESENCE


def _trips_of_staff(person, day):
    """Of today, or forgotten: one that took along a child of a group one works in, or set out from one."""
    mine = staff_in_group.rows(person, day).values("pk")
    along = Exists(TripChild.objects.filter(trip=OuterRef("pk"), group__in=mine))
    return Trip.objects.filter(Q(ended_at=None) | Q(day=day)).filter(along | Q(group__in=mine))


def _roll_calls_of_staff(person, day):
    """Of today, or not ended. That of a whole unit is everybody's who works in one of its groups."""
    mine = staff_in_group.rows(person, day)
    ours = Q(group__in=mine.values("pk")) | Q(group=None, unit__in=mine.values("unit"))
    return RollCall.objects.filter(Q(ended_at=None) | Q(day=day)).filter(ours)


staff_of_trip = Relation("staff of a group on the trip", _trips_of_staff, {"trip": "pk"}, in_their_unit, at_tablet=True)
staff_of_roll_call = Relation(
    "staff of a group that is called", _roll_calls_of_staff, {"roll_call": "pk"}, in_their_unit, at_tablet=True
)

START_TRIP = replace(END_DAY, name="start a trip")
TAKE_ALONG = replace(CHECK_IN, name="take a child along on a trip", to=BY_STAFF)
SEE_TRIP = Permit(
    "see a trip",
    Trip,
    columns={"trip": "pk", "unit": "unit", "child": "children__child"},
    to=(staff_of_trip, leader_of_unit),
    function=PRESENCE,
    along=("unit", "group", "by", "ended_by"),
)
LEAD_TRIP = replace(SEE_TRIP, name="keep count on a trip")

CALL_ROLL = replace(END_DAY, name="call the roll")
SEE_ROLL_CALL = Permit(
    "see a roll call",
    RollCall,
    columns={"roll_call": "pk", "unit": "unit", "child": "children__child"},
    to=(staff_of_roll_call, leader_of_unit),
    function=PRESENCE,
    along=("unit", "group", "by", "ended_by"),
)
MARK_SAFE = replace(SEE_ROLL_CALL, name="mark children safe")


def groups_taken_along(actor, group: Group):
    """The groups of the same unit whose children the actor may take along: one's own, and those joined with it."""
    return START_TRIP.reach(actor).filter(unit=group.unit_id)


def is_old(trip: Trip) -> bool:
    """Whether nobody ended it on its day."""
    return trip.ended_at is None and trip.day < clock.today()
