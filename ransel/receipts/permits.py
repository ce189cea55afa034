from ransel.access.permits import Permit
from ransel.access.relations import guardian, leader_of_child, staff_of_group
from ransel.receipts.models import Receipt, Subject
from ransel.units.models import Function

WHERE = {"child": "child", "unit": "unit"}


def _see(subject, function):
    return Permit(
        f"see a receipt of {subject}",
        Receipt,
        to=(guardian, staff_of_group, leader_of_child),
        columns=WHERE,
        function=function,
        only={"subject": subject},
    )


def _acknowledge(subject, function, seen_through):
    return Permit(
        f"say that {subject} is seen",
        Receipt,
        to=(staff_of_group, leader_of_child),
        columns=WHERE,
        function=function,
        seen_through=seen_through,
        only={"subject": subject},
    )


SEE_RECEIPT = _see(Subject.ABSENCE, Function.Name.ABSENCE)
ACKNOWLEDGE = _acknowledge(Subject.ABSENCE, Function.Name.ABSENCE, SEE_RECEIPT)
SEE_STAY_RECEIPT = _see(Subject.STAY, Function.Name.STAY)
ACKNOWLEDGE_STAY = _acknowledge(Subject.STAY, Function.Name.STAY, SEE_STAY_RECEIPT)
SEE_DEPARTURE_RECEIPT = _see(Subject.DEPARTURE, Function.Name.DEPARTURE)
ACKNOWLEDGE_DEPARTURE = _acknowledge(Subject.DEPARTURE, Function.Name.DEPARTURE, SEE_DEPARTURE_RECEIPT)
SEE_DAY_NOTE_RECEIPT = _see(Subject.DAY_NOTE, Function.Name.DAY_NOTE)
ACKNOWLEDGE_DAY_NOTE = _acknowledge(Subject.DAY_NOTE, Function.Name.DAY_NOTE, SEE_DAY_NOTE_RECEIPT)
