from ransel.access import office
from ransel.access.allow import allow
from ransel.core.http import page
from ransel.office.reachable.who import unreachable_in


@allow(office.SEE_UNIT)
def unit(request, unit):
    return page(request, "office/reachable/unit.html", {"unit": unit, "found": unreachable_in(unit)})
