"""Entries as iCalendar (RFC 5545 and 7986), the way the calendars of telephones read it."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone

from ransel.attendance.calendar.entries import Entry

TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=6)
OSLO = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""  # the rule of Directive 2000/84/EC, as it has been since 1996


def tag_of(entries: list[Entry]) -> str:
    """The same as long as the entries are: a weak ETag, for the moment of writing is not among them."""
    told = [(one.uid, one.title, one.starts.isoformat(), one.ends.isoformat(), one.sequence) for one in entries]
    return f'W/"{sha256(repr(told).encode()).hexdigest()[:32]}"'


def written(entries: list[Entry], now: datetime) -> bytes:
    """`now` is in UTC: when this was written, which is all that is known of when an entry was changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ransel//Ransel//NO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Ransel")
    calendar.add("x-wr-calname", "Ransel")
    calendar.add("x-wr-timezone", "Europe/Oslo")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    calendar.add_component(Timezone.from_ical(OSLO))
    stamp = now.astimezone(UTC).replace(microsecond=0)
    for one in entries:
        calendar.add_component(_event(one, stamp))
    return calendar.to_ical()


def _event(one: Entry, stamp):
    event = Event()
    event.add("uid", str(one.uid))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", one.sequence)
    event.add("summary", one.title)
    event.add("dtstart", one.starts)
    event.add("dtend", one.ends)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # it is a child's day: it does not make a parent busy
    return event
