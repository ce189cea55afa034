"""An absence from a phone: said as the form says it, and about the days it was about when it was made."""

from datetime import timedelta

from ransel.attendance.actions.absences import report_absence
from ransel.attendance.forms import OTHER, TODAY, TOMORROW, AbsenceForm
from ransel.attendance.models import Absence
from ransel.attendance.permits import REPORT_OWN_ABSENCE
from ransel.core import clock
from ransel.core.writing import lock_all
from ransel.home.queued.items import Item, No, Why, day_of
from ransel.people.models import Child

AFTER = {TODAY: timedelta(0), TOMORROW: timedelta(days=1)}


def deliver(*, by, item: Item, made) -> str:
    """Of days some of which are over, those that are left. Raises No; Refused as `report_absence` does."""
    form = AbsenceForm(_in_days(item.said, made), children=REPORT_OWN_ABSENCE.reach(by).named())
    if not form.is_valid():
        raise No(Why.UNKNOWN if form.has_error("children", "invalid_choice") else Why.UNREAD)
    told, today = form.told, clock.today()
    if told["last_day"] < today:
        raise No(Why.OVER)
    partly = told["first_day"] < today
    told["first_day"] = max(told["first_day"], today)
    lock_all(Child, [child.pk for child in told["children"]])
    days = (told["first_day"], told["last_day"])
    if Absence.objects.filter(child__in=told["children"], day__range=days, withdrawn_at__gt=made).exists():
        raise No(Why.LATER)
    first = report_absence(by=by, **told)[0]
    return f"absence {first.pk}{' partly' if partly else ''}"


def _in_days(said, made):
    """Today and tomorrow are those of the moment it was made."""
    when = said.get("when") or TODAY
    if when not in AFTER:
        return said
    day = (day_of(made) + AFTER[when]).isoformat()
    return said | {"when": OTHER, "first_day": day, "last_day": day}
