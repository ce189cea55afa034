"""A school calendar as calendar programs export it (iCalendar, RFC 5545): every event of whole days is free days.

Who is free on them no such file says; whoever reads it in does.
"""

import re
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar

from ransel.access.actions.opening import LONGEST
from ransel.core import clock
from ransel.integrations.reading.archive import NotReadable
from ransel.integrations.reading.cells import BadCell
from ransel.integrations.school_calendar.told import Told, farthest, note_of

MOST_LINES, MOST_SIGNS = 60_000, 1_000_000  # of what the library reads in a second or two
REPEATS = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
LOOKED_AT = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", *REPEATS)
BEGINS = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)


def read(text: str, told: Told, unit, said: dict):
    """`said` of every day of every event. Raises NotReadable when the file as a whole can't be read."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES or len(text) > MOST_SIGNS:
        raise NotReadable(_("There are more events in the file than a school calendar has."))
    numbers = (number for number, line in enumerate(lines, 1) if BEGINS.fullmatch(line))
    events = [(event, calendar) for calendar in _calendars(text) for event in calendar.walk("VEVENT")]
    if not events:
        raise NotReadable(_("There are no events in the file."))
    for (event, calendar), line in zip(events, numbers, strict=False):
        try:
            _take(event, _is_cancelled(event, calendar), told, unit, said)
        except BadCell as bad:
            told.breaks(line, bad)


def _calendars(text):
    try:
        found = Calendar.from_ical(text, multiple=True)
    except Exception:  # over some broken lines the library stumbles with an AttributeError, and who knows what next
        found = []
    if not found:
        raise NotReadable(_("The calendar file is broken, or does not end. Export it again."))
    return found


def _is_cancelled(event, calendar):
    return "CANCELLED" in str(event.get("STATUS", "")).upper() or str(calendar.get("METHOD", "")).upper() == "CANCEL"


def _take(event, cancelled, told, unit, said):
    if cancelled:
        told.left_out["cancelled"] += 1
        return
    starts, ends = _days(event)
    if starts is None:
        told.left_out["timed"] += 1
        return
    first = max(starts, clock.today())
    if ends < first:
        told.left_out["past"] += (ends - starts).days + 1
        return
    _refuse_far_or_long(event, starts, ends)
    told.left_out["past"] += (first - starts).days
    note = note_of(str(event.get("SUMMARY", "")), "SUMMARY")
    told.say(unit, list(clock.days(first, ends)), said | ({"note": note} if note else {}), "DTSTART")


def _refuse_far_or_long(event, starts, ends):
    """A whole school year may stand there as one event, and is no holiday."""
    column = next((name for name in ("DTEND", "DURATION") if name in event), "DTSTART")
    if ends > farthest():
        raise BadCell(column, _("This day is more than two years ahead."))
    if (ends - starts).days >= LONGEST:
        raise BadCell(column, _("That is more than a hundred days at once."))


def _days(event) -> tuple[date | None, date]:
    """The first day and the last. No first day: it has a time of day, and is no free day."""
    _refuse_broken(event)
    starts = _value(event, "DTSTART")
    if isinstance(starts, datetime):
        return None, starts.date()
    if not isinstance(starts, date):
        raise BadCell("DTSTART", _("There is no day here."))
    after = _after(event, starts)
    if after <= starts:
        raise BadCell("DTEND" if "DTEND" in event else "DURATION", _("It ends before it begins."))
    return starts, after - clock.DAY


def _refuse_broken(event):
    for name in (name for name, _why in event.errors):
        if name is None or name.upper() in LOOKED_AT:
            raise BadCell(name or "VEVENT", _("This cannot be read."))
    for name in LOOKED_AT:
        if isinstance(event.get(name), list):
            raise BadCell(name, _("This stands there twice."))
    for name in REPEATS:
        if name in event:
            raise BadCell(name, _("This event repeats itself. Write each time as an event of its own."))


def _after(event, starts) -> date:
    """The day after the last, as the format counts. Without an end it lasts one day."""
    if "DTEND" in event and "DURATION" in event:
        raise BadCell("DURATION", _("It says twice when it ends."))
    if "DTEND" in event:
        ends = _value(event, "DTEND")
        if isinstance(ends, datetime) or not isinstance(ends, date):
            raise BadCell("DTEND", _("It begins with a day, and must end with one."))
        return ends
    column = "DURATION" if "DURATION" in event else "DTSTART"
    lasts = _value(event, "DURATION") if "DURATION" in event else clock.DAY
    if not isinstance(lasts, timedelta) or lasts % clock.DAY:
        raise BadCell("DURATION", _("It must last whole days."))
    try:
        return starts + lasts
    except OverflowError:
        raise BadCell(column, _("This day is more than two years ahead.")) from None


def _value(event, name):
    return getattr(event.get(name), "dt", None)
