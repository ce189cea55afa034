"""What stands told of a day, in a sentence: the same on every page."""

from django.utils.translation import gettext as _

from ransel.attendance.spans import MIDNIGHT
from ransel.core import dates

NAMED = 7  # days that are named one by one


def away(spans, reason) -> str:
    """Away the whole day: Ill. Or the times, in order."""
    if spans == [None]:
        return _("Away the whole day: %(reason)s") % {"reason": reason.label}
    if spans and spans[-1][1] == MIDNIGHT:
        said = {"time": dates.clock_time(spans[-1][0]), "reason": reason.label}
        rest = _("Away from %(time)s: %(reason)s") % said
        return f"{away(spans[:-1], reason)}. {rest}" if spans[:-1] else rest
    times = ", ".join(dates.times(start, end) for start, end in spans)
    return _("Away %(times)s: %(reason)s") % {"times": times, "reason": reason.label}


def away_when(spans) -> str:
    """The same without why: what leaves us in a file says nothing of anybody's health."""
    if spans == [None]:
        return _("Away the whole day")
    times = ", ".join(dates.times(start, end) for start, end in spans)
    return _("Away %(times)s") % {"times": times}


def why_not(child, days, closed) -> list[str]:
    """Why a child can be away on none of these days, day by day; in one sentence when they are many."""
    days = list(days)
    if len(days) > NAMED:
        return [_("%(child)s has nowhere to be on these days.") % {"child": child.given_name}]
    return [_day_without(child, day, closed.get(day)) for day in days]


def _day_without(child, day, opening):
    said = {"child": child.given_name, "day": dates.day(day)}
    if opening is None:
        return _("%(child)s has no place on %(day)s.") % said
    if opening.why:
        return _("%(child)s: it is closed on %(day)s, %(why)s.") % (said | {"why": opening.why})
    return _("%(child)s: it is closed on %(day)s.") % said


def name_for(reader, person, protected_child) -> str:
    """A guardian's name, withheld from the others where an address is protected. `reader` is None for staff."""
    withheld = reader and reader != person and (protected_child or person.protected)
    return _("Another guardian") if withheld else person.name
