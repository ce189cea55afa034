"""What can not be, said in a sentence: times of a day, against each other and against when the unit is open."""

from datetime import date, time
from itertools import pairwise

from django.utils.translation import gettext as _

from ransel.attendance.stays.day import Hours, on_rota
from ransel.core import clock, dates
from ransel.units.opening import Opening

MIDNIGHT = time(0)


def fault_of_hours(hours: Hours) -> str:
    """What is wrong with the times themselves; empty when nothing is."""
    for start, end in hours:
        if end == MIDNIGHT:
            return _("It can not last until midnight.")
        if end <= start:
            return _("It must end after it begins.")
    for (_start, end), (start, _end) in pairwise(hours):
        if start < end:
            return _("Two times overlap.")
    return ""


def fault_of_day(hours: Hours, opening: Opening, unit_name: str) -> str:
    """What is wrong with coming at these times on a day that is so; without times, with coming at all."""
    if not opening.is_open:
        said = {"unit": unit_name, "why": opening.why}
        return _("%(unit)s is closed: %(why)s.") % said if opening.why else _("%(unit)s is closed.") % said
    if all(opening.takes(start, end) for start, end in hours):
        return ""
    return _("%(unit)s is open %(times)s.") % {"unit": unit_name, "times": _open(opening)}


def _open(opening):
    return dates.times(opening.opens or MIDNIGHT, opening.closes or time.max)


def faults_of_rota(rota: dict, weeks: int, starts: date, days, openings, unit) -> dict[tuple[int, int], str]:
    """{(week, weekday): what is wrong}, for a rota `{(week, weekday): hours, or None for a time not known}`.

    Tried against all of the days on which the unit is as it usually is. A public holiday among them is no fault: that
    day is closed, and the plan goes on after it.
    """
    wrong = {slot: fault for slot, hours in rota.items() if (fault := fault_of_hours(hours or ()))}
    for day in days:
        slot, opening = on_rota(starts, weeks, day), openings[unit.pk, day]
        if slot not in rota or slot in wrong or opening.special:
            continue
        if fault := _fault_of_weekday(rota[slot] or (), opening, unit.name, day):
            wrong[slot] = fault
    return wrong


def _fault_of_weekday(hours, opening, unit_name, day):
    if not opening.is_open:
        return _("%(unit)s is closed on this weekday.") % {"unit": unit_name}
    fault = fault_of_day(hours, opening, unit_name)
    if fault and day > clock.today() + 60 * clock.DAY:  # the hours change on the way: say from when
        return _("%(fault)s That is so %(day)s.") % {"fault": fault, "day": dates.full_day(day)}
    return fault
