"""Whom a line of a school calendar concerns: a unit by its name, or all of them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from ransel.integrations.reading.cells import BadCell
from ransel.units.models import Municipality, Unit, UnitKind

ALL = ("", "alle")


class Names:
    """The units of a municipality by what they are called. One statement, when it is made."""

    def __init__(self, municipality: Municipality):
        self.units = defaultdict(list)
        for unit in municipality.units.all():
            self.units[_plain(unit.name)].append(unit)

    def unit(self, text: str, column: str) -> Unit | None:
        """None for all units. Raises BadCell for a name that nobody has here, or two have, or a kindergarten has."""
        if (name := _plain(text)) in ALL:
            return None
        found = self.units.get(name, [])
        if not found:
            raise BadCell(column, _("No unit here is called this."))
        if len(found) > 1:
            raise BadCell(column, _("Several units are called this."))
        if found[0].kind == UnitKind.KINDERGARTEN:
            raise BadCell(column, _("This is a kindergarten. The sheet is for schools and after-school."))
        return found[0]


def _plain(name):
    return " ".join(name.split()).casefold()
