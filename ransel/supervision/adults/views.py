from datetime import date

from django.urls import reverse

from ransel.access.allow import allow
from ransel.attendance.stays.halves import halves_of
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.supervision import permits
from ransel.supervision.actions.adults import AHEAD, copy_adults, enter_adults
from ransel.supervision.adults.forms import AdultsForm, name_of
from ransel.supervision.adults.reading import adults_of, last_like
from ransel.units.opening import openings_of


@allow(permits.ENTER_ADULTS, "GET", "POST")
@once
def adults(request, group):
    """The numbers of the day of the address, half hour by half hour."""
    day = _day_asked(request)
    form = _form(group, day, sent(request))
    if form.is_valid():
        with refusals_shown_on(form):
            enter_adults(by=request.actor, group=group, day=day, numbers=form.numbers)
            return go(request, f"{_address(group, day)}&saved=1")
    return _show(request, group, day, form)


@allow(permits.ENTER_ADULTS, "POST")
@once
def copy(request, group):
    day, form = _day_asked(request), NothingToFillIn(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            copy_adults(by=request.actor, group=group, day=day)
            return go(request, f"{_address(group, day)}&saved=1")
    return _show(request, group, day, _form(group, day, None), form.non_field_errors())


def _form(group, day, said):
    initial = {name_of(half): number for half, number in adults_of(group, day).items()}
    opening = openings_of([group.unit], day, day)[group.unit_id, day]
    return AdultsForm(said, halves=halves_of([opening]) if opening.is_open else [], initial=initial)


def _day_asked(request) -> date:
    """What can be no day, is today."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()
    return day if clock.today() <= day <= clock.today() + AHEAD else clock.today()


def _address(group, day, name="group-adults"):
    return f"{reverse(name, args=[group.pk])}?day={day.isoformat()}"


def _show(request, group, day, form, problems=()):
    days = [one for one in clock.days(clock.today(), clock.today() + 13 * clock.DAY) if one.isoweekday() <= 5]
    context = {"group": group, "day": day, "form": form, "problems": problems, "last": last_like(group, day)}
    context |= {"days": [(one, _address(group, one)) for one in days], "address": _address(group, day)}
    context |= {"copying": _address(group, day, "copy-adults"), "saved": "saved" in request.GET}
    status = 422 if form.errors or problems else 200
    return page(request, "supervision/adults.html", context, fragment="fields", status=status)
