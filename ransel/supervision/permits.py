from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from ransel.access.permits import Permit
from ransel.access.relations import (
    Relation,
    guardian,
    leader_of_child,
    leader_of_unit,
    staff_in_group,
    staff_of_group,
)
from ransel.access.residence import in_the_open
from ransel.people.models import Child, Enrolment
from ransel.supervision.models import DayNote, Sleep
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
    only={"undone_at": None},
    along=("child__person", "unit"),
)
ENTER_ADULTS = Permit("say how many adults a group has", Group, to=OF_GROUP, function=STAY, along=("unit",))
