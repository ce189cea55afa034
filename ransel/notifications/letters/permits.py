"""Letters are the office's: who works at a unit's desk prints them, and says what became of them."""

from ransel.access.permits import Permit
from ransel.access.relations import for_municipality, office_of_unit
from ransel.notifications.letters.rows import Letter, Printing
from ransel.units.models import Unit

AT_THE_DESK = (office_of_unit, for_municipality)
OF_UNIT = {"unit": "unit", "municipality": "unit__municipality"}

SEE_LETTERS = Permit("see letters that wait", Unit, to=AT_THE_DESK, along=("municipality",))
PRINT_LETTERS = Permit("print letters", Unit, to=AT_THE_DESK, along=("municipality",))
SEE_PRINTED = Permit("see printed letters", Printing, columns=OF_UNIT, to=AT_THE_DESK, along=("unit__municipality",))
SAY_SENT = Permit("say that letters are sent", Printing, columns=OF_UNIT, to=AT_THE_DESK, along=("unit",))
DROP_LETTER = Permit(
    "say that a letter can't be sent",
    Letter,
    columns=OF_UNIT,
    to=AT_THE_DESK,
    along=("unit", "receiver", "child__person"),
)
