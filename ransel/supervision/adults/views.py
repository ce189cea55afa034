from datetime import date

from django.urls import reverse

from ransel.access.allow import allow
from ransel.attendance.stays.halves import halves_of
from ransel.core import clock
from ransel.core.forms import NothingToFillIn, refusals_shown_on, sent, show_refusal
from ransel.core.http import go, page
from ransel.core.once import once
from ransel.core.writing import Refused
from ransel.supervision import permits
from ransel.supervision.actions.adults import AHEAD, copy_adults, enter_adults, no_such_day
from ransel.supervision.adults.forms import AdultsForm, name_of
from ransel.supervision.adults.reading import adults_of, last_like
from ransel.units.opening import openings_of

FAR = 366 * clock.DAY  # from today: nobody has a page of such a day open


@allow(permits.ENTER_ADULTS, "GET", "POST")
@once
def adults(request, group):
    """The numbers of the day of the address, half hour by half hour."""
    if (day := _day_asked(request)) is None:
        return _show(request, group, clock.today(), _form(group, clock.today(), None), [no_such_day()])
    form = _form(group, day, sent(request))
    if form.is_valid():
        try:
            enter_adults(by=request.actor, group=group, day=day, numbers=form.numbers, drawn=form.drawn)
            return go(request, f"{_address(group, day)}&saved=1")
        except Refused as refused:
            show_refusal(form, refused, {half: name_of(half) for half in form.halves})
            form.draw_again(adults_of(group, day), refused.per_item)
    return _show(request, group, day, form)


@allow(permits.ENTER_ADULTS, "POST")
@once
def copy(request, group):
    form = NothingToFillIn(request.POST)
    if (day := _day_asked(request)) is None:
        return _show(request, group, clock.today(), _form(group, clock.today(), None), [no_such_day()])
    if form.is_valid():
        with refusals_shown_on(form):
            copy_adults(by=request.actor, group=group, day=day)
            return go(request, f"{_address(group, day)}&saved=1")
    return _show(request, group, day, _form(group, day, None), form.non_field_errors())


def _form(group, day, said):
    stands = adults_of(group, day)
    opening = openings_of([group.unit], day, day)[group.unit_id, day]
    return AdultsForm(said, halves=halves_of([opening]) if opening.is_open else [], stands=stands)


def _day_asked(request) -> date | None:
    """Without one, today. To look at, what can be no day is today too; None where something is to be written."""
    asked = request.GET.get("day", clock.today().isoformat())
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = date.min
    if clock.today() <= day <= clock.today() + AHEAD:
        return day
    if request.method != "POST":
        return clock.today()
    return day if abs(day - clock.today()) < FAR else None


def _address(group, day, name="group-adults"):
    return f"{reverse(name, args=[group.pk])}?day={day.isoformat()}"


def _show(request, group, day, form, problems=()):
    days = [one for one in clock.days(clock.today(), clock.today() + 13 * clock.DAY) if one.isoweekday() <= 5]
    context = {"group": group, "day": day, "form": form, "problems": problems, "last": last_like(group, day)}
    context |= {"days": [(one, _address(group, one)) for one in days], "address": _address(group, day)}
    context |= {"copying": _address(group, day, "copy-adults"), "saved": "saved" in request.GET}
    status = 422 if form.errors or problems else 200
    return page(request, "supervision/adults.html", context, fragment="fields", status=status)
