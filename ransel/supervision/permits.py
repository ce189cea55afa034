from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from ransel.access.permits import Permit
from ransel.access.relations import (
    Relation,
    guardian,
    in_their_unit,
    leader_of_child,
    leader_of_unit,
    staff_in_group,
    staff_of_group,
    tablet_of_group,
)
from ransel.access.residence import in_the_open
from ransel.attendance.permits import BY_STAFF, CHECK_IN, END_DAY
from ransel.cards.permits import SEE_CARD
from ransel.core import clock
from ransel.identity.actor import Strength
from ransel.people.models import Child, Enrolment
from ransel.supervision.models import DayNote, RollCall, Sleep, Trip, TripChild
from ransel.units.models import Function, Group

DAY_NOTE, CARE, PRESENCE, STAY = (
    Function.Name.DAY_NOTE,
    Function.Name.CARE,
    Function.Name.PRESENCE,
    Function.Name.STAY,
)
TOLD = (DAY_NOTE, CARE, PRESENCE)  # any of them makes a page of a child's day
OF_GROUP = (staff_in_group, leader_of_unit)


def _guardianships_told(person, day):
    """Of children who have a unit that tells guardians something of the day."""
    opened = Function.objects.filter(unit=OuterRef("unit"), name__in=TOLD, guardians__gte=Function.Use.READ)
    places = Enrolment.objects.not_over(day).filter(Exists(opened), child=OuterRef("child"))
    return guardian.rows(person, day).filter(Exists(places))


guardian_told = Relation(
    "guardian who is told of the day", _guardianships_told, guardian.names, guardian.functions, of_guardian=True
)


def _notes_of_family(person, day):
    """Those of one's children; where an address is protected, of these only what one has sent oneself."""
    mine = guardian.rows(person, day)
    shared = Q(child__in=in_the_open(mine, day).values("child"))
    return DayNote.objects.filter(shared | Q(child__in=mine.values("child"), sent_by=person))


def _notes_of_oneself(person, day):
    return DayNote.objects.filter(child__in=guardian.rows(person, day).values("child"), sent_by=person)


guardian_of_note = Relation(
    "guardian of the child of the note", _notes_of_family, {"note": "pk"}, guardian.functions, of_guardian=True
)
sender_of_note = Relation(
    "guardian who sent the note", _notes_of_oneself, {"note": "pk"}, guardian.functions, of_guardian=True
)

SEE_CHILD_DAY = Permit("see how a child's day is", Child, to=(guardian_told,), along=("person",))
SEND_NOTE = Permit(
    "send a day note",
    Child,
    to=(guardian,),
    function=DAY_NOTE,
    use=Function.Use.EDIT,
    seen_through=SEE_CHILD_DAY,
    along=("person",),
)
SEE_NOTE = Permit(
    "see a day note",
    DayNote,
    columns={"note": "pk"},
    to=(guardian_of_note,),
    function=DAY_NOTE,
    along=("child__person", "sent_by"),
)
WITHDRAW_NOTE = replace(
    SEE_NOTE, name="withdraw a day note", to=(sender_of_note,), use=Function.Use.EDIT, seen_through=SEE_NOTE
)
SEE_NOTES_OF_GROUP = Permit("see the day notes of a group", Group, to=OF_GROUP, function=DAY_NOTE, along=("unit",))
CARE_FOR = Permit("note sleep and meals", Child, to=(staff_of_group, leader_of_child), function=CARE, along=("person",))
CARE_FOR_GROUP = Permit("note sleep and meals of a group", Group, to=OF_GROUP, function=CARE, along=("unit",))
CORRECT_SLEEP = Permit(
    "correct when a child slept",
    Sleep,
    columns={"child": "child", "unit": "unit"},
    to=(staff_of_group, leader_of_child),
    function=CARE,
    along=("child__person", "unit"),
)
ENTER_ADULTS = Permit("say how many adults a group has", Group, to=OF_GROUP, function=STAY, along=("unit",))


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


def _roll_calls_of_tablet(tablet, day):
    """Of today: of one of its groups, or of their whole unit."""
    groups = tablet_of_group.rows(tablet, day)
    ours = Q(group__in=groups.values("pk")) | Q(group=None, unit__in=groups.values("unit"))
    return RollCall.objects.filter(ours, day=day)


staff_of_trip = Relation("staff of a group on the trip", _trips_of_staff, {"trip": "pk"}, in_their_unit, at_tablet=True)
staff_of_roll_call = Relation(
    "staff of a group that is called", _roll_calls_of_staff, {"roll_call": "pk"}, in_their_unit, at_tablet=True
)
tablet_of_roll_call = Relation(
    "tablet of a group that is called", _roll_calls_of_tablet, {"roll_call": "pk"}, in_their_unit, of_tablet=True
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

CALL_ROLL = replace(END_DAY, name="call the roll", to=(*OF_GROUP, tablet_of_group))  # nobody looks for a PIN in a fire
END_ROLL_CALL = Permit(
    "end a roll call",
    RollCall,
    columns={"roll_call": "pk", "unit": "unit", "child": "children__child"},
    to=(staff_of_roll_call, leader_of_unit),
    function=PRESENCE,
    along=("unit", "group", "by", "ended_by"),
)
SEE_ROLL_CALL = replace(END_ROLL_CALL, name="see a roll call", to=(*END_ROLL_CALL.to, tablet_of_roll_call))
SEE_DETAILS = replace(END_ROLL_CALL, name="see allergies and telephones of a roll call", strength=Strength.PIN)


def goes_on(roll_call: RollCall) -> bool:
    return roll_call.ended_at is None and roll_call.day == clock.today()


def told_of(actor, roll_call: RollCall) -> QuerySet[Child]:
    """Of those who are called, whose allergies and telephones the actor sees, who holds SEE_DETAILS.

    While it goes on, and no longer. In a drill, those whose cards one may open anyway; when it is real, all of them,
    but on a shared tablet none beyond its groups.
    """
    called = Child.objects.filter(pk__in=roll_call.children.called().values("child"))
    if not goes_on(roll_call):
        return called.none()
    if roll_call.drill:
        return called.filter(pk__in=SEE_CARD.reach(actor).values("pk"))
    if actor.tablet:
        places = Enrolment.objects.on(clock.today()).filter(group__tablets=actor.tablet)
        return called.filter(pk__in=places.values("child"))
    return called


MARK_SAFE = replace(SEE_ROLL_CALL, name="mark children safe")


def groups_taken_along(actor, group: Group):
    """The groups of the same unit whose children the actor may take along: one's own, and those joined with it."""
    return START_TRIP.reach(actor).filter(unit=group.unit_id)


def is_old(one: Trip | RollCall) -> bool:
    """Whether nobody ended it on its day."""
    return one.ended_at is None and one.day < clock.today()
