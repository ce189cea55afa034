"""A form of days that was not saved whole: what was, in words, and the form drawn anew as the days have become."""

from datetime import time

from django.utils.translation import ngettext

from ransel.attendance.actions.stay_days import change_days
from ransel.attendance.week.fields import COMES
from ransel.attendance.week.forms import WeekForm, is_untouched
from ransel.core.writing import Refused


def try_to_change(actor, asked: dict) -> tuple[dict, int]:
    """(why days were not saved, by their keys; how many were)."""
    if not asked:
        return {}, 0
    try:
        wrong = change_days(by=actor, asked=asked)
    except Refused as refused:
        return refused.per_item, 0
    return wrong, len(asked) - len(wrong)


def half_saved(saved: int, not_saved: int) -> str:
    done = ngettext("%(num)s day is saved", "%(num)s days are saved", saved) % {"num": saved}
    left = ngettext("%(num)s is not", "%(num)s are not", not_saved) % {"num": not_saved}
    return f"{done}, {left}"


def drawn_anew(posted, week, wrong: dict) -> WeekForm:
    """What was typed stands, beside what the days now are; a day that was not touched is as it now is.

    Of a day on which the child is not to come, there are no times of one's own beside it.
    """
    data, now = posted.copy(), WeekForm(None, week=week)
    for key in now.keys:
        names = [name for name in now.fields if name.endswith(f"_{key}")]
        untouched, stays_home = is_untouched(posted, key), posted.get(f"day_{key}", "") != COMES
        for name in names:
            if untouched or name.startswith("was_") or (stays_home and name.startswith(("from", "to"))):
                data[name] = as_sent(now.initial.get(name))
    for name in [one for one in data if one.startswith("day_") and one.removeprefix("day_") not in now.keys]:
        del data[name]
    form = WeekForm(data, week=week)
    form.is_valid()
    form.show_faults(wrong)
    return form


def as_sent(value) -> str:
    """As a browser would send what stands in the field."""
    return f"{value:%H:%M}" if isinstance(value, time) else value or ""
