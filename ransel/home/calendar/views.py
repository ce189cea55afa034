from ransel.access.allow import allow_all
from ransel.core.http import page
from ransel.home.calendar.month import month_asked, month_name, month_of, week_url
from ransel.home.permits import SEE_CALENDAR
from ransel.home.whereto import units_to_ask
from ransel.people.children import in_order


@allow_all(SEE_CALENDAR)
def calendar(request, children):
    """A month of all the children. `month` of the address says which: 2026-12."""
    children = in_order(children)
    if not children:
        return page(request, "home/nobody.html", {"units": units_to_ask(request.actor)})
    month = month_of(request.actor, children, month_asked(request.GET.get("month", "")))
    return page(request, "home/calendar/month.html", {"month": month, "name_of": month_name, "week_url": week_url})
