"""Days and times in the reader's language. Names, and their order, are words like any other words."""

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

OSLO = ZoneInfo("Europe/Oslo")


@cache
def _words(language):
    """Looked up once a language, not once a date: a page may show a hundred."""
    weekdays = [str(WEEKDAYS[number]) for number in range(7)]
    months = ["", *(str(MONTHS[number]) for number in range(1, 13))]
    patterns = _("%(weekday)s %(day)d %(month)s"), _("%(day)d %(month)s"), _("%(day)d %(month)s %(year)d")
    return weekdays, months, patterns


def day(value: date | datetime) -> str:
    """tuesday 24 november, in the reader's words and order."""
    value = _local(value)
    weekdays, months, patterns = _words(get_language())
    return patterns[0] % {"weekday": weekdays[value.weekday()], "day": value.day, "month": months[value.month]}


def weekday(value: date) -> str:
    """tue: the short name, for a narrow column."""
    return str(WEEKDAYS_ABBR[value.weekday()]).lower().rstrip(".")


def short_day(value: date | datetime) -> str:
    """24 november."""
    value = _local(value)
    _weekdays, months, patterns = _words(get_language())
    return patterns[1] % {"day": value.day, "month": months[value.month]}


def full_day(value: date | datetime) -> str:
    """24 november 2026."""
    value = _local(value)
    _weekdays, months, patterns = _words(get_language())
    return patterns[2] % {"day": value.day, "month": months[value.month], "year": value.year}


def month(value: date) -> str:
    """december 2026."""
    return f"{_words(get_language())[1][value.month]} {value.year}"


def span(first: date, last: date) -> str:
    return day(first) if first == last else _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def clock_time(value: datetime | time) -> str:
    """07:02, in Oslo."""
    if isinstance(value, datetime):
        value = value.astimezone(OSLO)
    return f"{value.hour:02}:{value.minute:02}"


def times(start: time, end: time) -> str:
    """10:00-12:30, with the dash that joins."""
    return f"{clock_time(start)}\N{EN DASH}{clock_time(end)}"


def moment(value: datetime, today: date) -> str:
    """07:02 when it was today, else with its day."""
    local = value.astimezone(OSLO)
    if local.date() == today:
        return clock_time(local)
    return _("%(day)s at %(time)s") % {"day": short_day(local), "time": clock_time(local)}


def _local(value):
    return value.astimezone(OSLO) if isinstance(value, datetime) else value
