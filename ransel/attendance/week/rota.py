"""The form of a rota: with as many weeks as are asked for, and what was typed kept when there are more or fewer."""

from ransel.attendance.models import MOST_WEEKS
from ransel.attendance.week.fields import SUFFIXES
from ransel.attendance.week.forms import PlanForm
from ransel.attendance.week.plans import Target, comes_twice, mondays_for, starts_at
from ransel.core import clock
from ransel.units.models import OpeningHours

NAMES = ("day", *(f"{name}{suffix}" for suffix in SUFFIXES for name in ("from", "to")))
WEEKS = [str(number) for number in range(1, MOST_WEEKS + 1)]


def weeks_asked(request) -> int:
    """By the button that was tapped, by the form, or by the address; one for anything else."""
    said = (request.POST.get("redraw"), request.POST.get("weeks"), request.GET.get("weeks"))
    return next((int(one) for one in said if one in WEEKS), 1)


def plan_form(sent, targets: list[Target], weeks: int, chosen: list[Target], initial: dict) -> PlanForm:
    mondays = mondays_for(targets)
    return PlanForm(
        sent,
        targets=[(one.value, one.words) for one in targets],
        mondays=mondays,
        weeks=weeks,
        weekend=_opens_at_weekends(targets),
        twice=comes_twice(targets),
        initial={"starts": starts_at(chosen, mondays)} | initial,
    )


def _opens_at_weekends(targets):
    units = {one.unit.pk for one in targets}
    return OpeningHours.objects.not_over(clock.today()).filter(unit__in=units, weekday__gt=5).exists()


def widened(posted, weeks: int) -> dict:
    """What was typed, by field; in weeks that nobody has seen yet, what the first ones say, over and over."""
    said = posted.get("weeks", "")
    before = int(said) if said in WEEKS else 1
    found = {"targets": posted.getlist("targets"), "starts": posted.get("starts"), "ends": posted.get("ends")}
    for week in range(1, weeks + 1):
        like = (week - 1) % before + 1
        seen = any(f"day_{week}_{day}" in posted for day in range(1, 8))
        for mine, theirs in zip(_names(week), _names(week if seen else like), strict=True):
            found[mine] = posted.get(theirs)
    return {name: value for name, value in found.items() if value is not None}


def put_away(posted, weeks: int) -> list[tuple[str, str]]:
    """What was typed in weeks that are not drawn: it is there again when they are."""
    names = [name for week in range(weeks + 1, MOST_WEEKS + 1) for name in _names(week)]
    return [(name, posted[name]) for name in names if name in posted]


def _names(week):
    return [f"{name}_{week}_{day}" for name in NAMES for day in range(1, 8)]
