from ransel.access.permits import Permit
from ransel.access.relations import guardian, leader_of_child, staff_of_group
from ransel.receipts.models import Receipt
from ransel.units.models import Function

WHERE = {"child": "child", "unit": "unit"}

SEE_RECEIPT = Permit(
    "see a receipt",
    Receipt,
    to=(guardian, staff_of_group, leader_of_child),
    columns=WHERE,
    function=Function.Name.ABSENCE,
)
ACKNOWLEDGE = Permit(
    "say that it is seen",
    Receipt,
    to=(staff_of_group, leader_of_child),
    columns=WHERE,
    function=Function.Name.ABSENCE,
    seen_through=SEE_RECEIPT,
)
