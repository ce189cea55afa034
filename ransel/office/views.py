from ransel.access.allow import allow_all
from ransel.access.office import SEE_UNIT
from ransel.core.http import page
from ransel.office.desk import desk_of


@allow_all(SEE_UNIT)
def desk(request, units):
    return page(request, "office/desk.html", {"desk": desk_of(request.actor, units), "saved": "saved" in request.GET})
