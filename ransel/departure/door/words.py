"""How children left, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ransel.departure.models import DepartureMode, Handover

COLUMNS = ("mode", "guardian__given_name", "pickup_person__name", "name")


@dataclass(frozen=True, slots=True)
class Way:
    """How a child left, in words; nothing where nobody said. `told`: with whom, where somebody fetched it."""

    words: str = ""
    told: bool = False


UNTOLD = Way()


def ways_of(check_outs) -> dict[UUID, Way]:
    """By check-out's id. One statement; none for none."""
    ids = set(check_outs)
    if not ids:
        return {}
    rows = Handover.objects.filter(check_out__among=ids).values_list("check_out", *COLUMNS)
    return {pk: Way(left(*of), is_told(*of)) for pk, *of in rows}


def is_told(mode, *who) -> bool:
    return any(who) or mode not in ("", DepartureMode.PICKED_UP)


def left(mode, guardian, person, name) -> str:
    """Fetched by Henrik. Nothing where nobody said."""
    if mode == DepartureMode.PICKED_UP:
        who = guardian or person or name
        return _("Fetched by %(name)s") % {"name": who} if who else _("Fetched")
    if mode == DepartureMode.GOES_WITH:
        return _("Went with another child")
    if mode == DepartureMode.TRANSPORT:
        return _("Went by bus or taxi")
    return _("Went home alone") if mode else ""
