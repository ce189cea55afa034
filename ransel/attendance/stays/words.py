"""A day as it is to be, in words: the same on every page."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ransel.attendance.stays.day import Hours, Stay, StayKind
from ransel.core import dates


def told(stay: Stay) -> str:
    """07:30-16:00. Or why there are no times."""
    if stay.kind is StayKind.TIMES:
        return times_of(stay.hours)
    if stay.kind is StayKind.CLOSED:
        return _("Closed: %(why)s") % {"why": stay.why} if stay.why else _("Closed")
    return {
        StayKind.OFF: pgettext("day", "Off"),
        StayKind.PRESENT: _("Comes, time not known"),
        StayKind.MISSING: _("No plan"),
    }[stay.kind]


def times_of(hours: Hours) -> str:
    return ", ".join(dates.times(start, end) for start, end in hours)
