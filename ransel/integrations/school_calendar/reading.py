"""Which of the two forms a school calendar has, by what is in it and never by its name; and then its days."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ransel.core.writing import Refused
from ransel.integrations.reading.archive import BOM, NotReadable
from ransel.integrations.school_calendar import ics, sheet
from ransel.integrations.school_calendar.told import Told
from ransel.integrations.school_calendar.whom import Names
from ransel.units.models import FREE_IN, Municipality, Unit, UnitKind

MOST = 5_000_000  # bytes
NAME_SHOWN = 100


@dataclass
class Chosen:
    """What the one who reads a calendar file in says of its days, for the file does not."""

    unit: Unit | None = None
    free: tuple[str, ...] = ()
    planning: bool = False


def read(file, name: str, municipality: Municipality, chosen: Chosen) -> Told:
    """Raises NotReadable for what is no school calendar, and Refused for what was chosen and does not go with it."""
    text, told = _text(file.read(MOST + 1)), Told(name[-NAME_SHOWN:])
    if text.lstrip()[:15].upper() == "BEGIN:VCALENDAR":
        told.by_events = True
        ics.read(text, told, chosen.unit, _said(chosen))
    elif chosen != Chosen():
        raise Refused(_("Look at the choices."), {"free": _("The sheet says this itself. Leave it empty.")})
    else:
        sheet.read(text, told, Names(municipality))
    return told


def _text(told: bytes) -> str:
    if len(told) > MOST:
        raise NotReadable(_("The file is bigger than 5 megabytes. No school calendar is."))
    if told.startswith(b"PK"):
        raise NotReadable(_("This is a zip file or a workbook. Save the sheet as CSV."))
    if b"\x00" in told:
        raise NotReadable(_("This is not text. Save the sheet as CSV in UTF-8."))
    for encoding in ("utf-8", "cp1252"):
        try:
            return told.decode(encoding).removeprefix(BOM)
        except UnicodeDecodeError:
            continue
    raise NotReadable(_("This is not text. Save the sheet as CSV in UTF-8."))


def _said(chosen: Chosen) -> dict:
    """Who was not chosen may be free by what another file says, so nothing is said of them."""
    if not chosen.free:
        raise Refused(_("Who is free?"), {"free": _("Choose one or more: a calendar file does not say it.")})
    if chosen.planning and "teachers" in chosen.free:
        raise Refused(_("Look at the choices."), {"planning": _("On a planning day the staff are not free.")})
    if chosen.unit and not set(chosen.free) <= {FREE_IN[UnitKind(chosen.unit.kind)], "teachers"}:
        raise Refused(_("Look at the choices."), {"free": _("Choose only those who go to the unit, or work there.")})
    said = dict.fromkeys(chosen.free, True)
    if chosen.planning:
        return said | {"planning": True, "teachers": False}
    return said | ({"planning": False} if "teachers" in chosen.free else {})
