"""How many children each reaches, and who got access lately: for a unit's leader and for the municipality."""

from ransel.access import office
from ransel.access.allow import allow
from ransel.access.reach import guardians_of_many, reach_at_work
from ransel.core import clock
from ransel.core.http import page
from ransel.office.access.lately import lately_in

MANY = 7  # children of one guardian: there are such families, and somebody should know them


@allow(office.SEE_REACH)
def unit(request, unit):
    everybody = reach_at_work(unit.municipality, clock.today())
    here = [one for one in everybody if any(post.unit_id == unit.pk for post in one.posts)]
    context = {"of": unit.name, "unit": unit, "reaches": here, "many": [], "lately": lately_in(unit=unit)}
    return page(request, "office/access/reach.html", context)


@allow(office.SEE_REACH_OF_ALL)
def municipality(request, municipality):
    today = clock.today()
    context = {
        "of": municipality.name,
        "unit": None,
        "reaches": reach_at_work(municipality, today),
        "many": guardians_of_many(municipality, today, MANY),
        "lately": lately_in(unit__municipality=municipality),
    }
    return page(request, "office/access/reach.html", context)
