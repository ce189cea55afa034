from dataclasses import replace

from django.db.models import Q

from ransel.access.permits import Permit
from ransel.access.relations import Relation, guardian, in_their_unit, leader_of_child, staff_of_group
from ransel.access.residence import in_the_open
from ransel.departure.models import PickupPass, PickupPerson, Visit
from ransel.identity.actor import Strength
from ransel.people.models import Child
from ransel.units.models import Function

DEPARTURE, EDIT = Function.Name.DEPARTURE, Function.Use.EDIT


def _people_of_family(person, day):
    """Those for one's children; where an address is protected, of these only whom one has added oneself."""
    mine = guardian.rows(person, day)
    shared = Q(child__in=in_the_open(mine, day).values("child"))
    own = Q(child__in=mine.values("child"), added_by=person)
    return PickupPerson.objects.not_over(day).filter(shared | own)


guardian_of_fetched = Relation(
    "guardian of the child that is fetched", _people_of_family, {"pickup_person": "pk"}, guardian.functions, True
)

SEE_FETCHERS = Permit("see who may fetch a child", Child, to=(guardian,), function=DEPARTURE, along=("person",))
CHANGE_FETCHERS = replace(SEE_FETCHERS, name="say who may fetch a child", use=EDIT)
ADD_FETCHER = replace(CHANGE_FETCHERS, name="say that somebody may fetch a child", strength=Strength.STRONG)
SEE_LEAVING = replace(SEE_FETCHERS, name="see how a child leaves")
SAY_LEAVING = replace(CHANGE_FETCHERS, name="say how a child leaves", seen_through=SEE_LEAVING)
SEE_PICKUP_PERSON = Permit(
    "see somebody who may fetch",
    PickupPerson,
    columns={"pickup_person": "pk"},
    to=(guardian_of_fetched,),
    function=DEPARTURE,
    along=("child__person",),
)


def _passes_of_family(person, day):
    """Those for one's children; where an address is protected, of these only what one has made oneself."""
    mine = guardian.rows(person, day)
    shared = Q(child__in=in_the_open(mine, day).values("child"))
    return PickupPass.objects.filter(shared | Q(child__in=mine.values("child"), made_by=person))


guardian_of_pass = Relation(
    "guardian of the child that the pass is for", _passes_of_family, {"pass": "pk"}, guardian.functions, True
)
OF_PASS = {"child": "child", "unit": "unit", "pass": "pk"}


def _visits_of_family(person, day):
    """Those of which one's child is the host or the guest."""
    mine = guardian.rows(person, day).values("child")
    return Visit.objects.filter(Q(host__in=mine) | Q(guest__in=mine))


guardian_in_visit = Relation(
    "guardian of a child in the visit", _visits_of_family, {"visit": "pk"}, in_their_unit, True
)

END_VISIT = Permit(
    "end a visit",
    Visit,
    columns={"visit": "pk"},
    to=(guardian_in_visit,),
    function=DEPARTURE,
    use=EDIT,
    along=("host__person", "guest__person"),
)
MAKE_PASS = replace(ADD_FETCHER, name="make a pass")
SEE_PASS = Permit(
    "see a pass",
    PickupPass,
    columns={"pass": "pk"},
    to=(guardian_of_pass,),
    function=DEPARTURE,
    along=("child__person", "unit", "made_by"),
)
WITHDRAW_PASS = replace(SEE_PASS, name="take a pass back", use=EDIT)
USE_PASS = Permit(
    "use a pass",
    PickupPass,
    columns={"child": "child", "unit": "unit"},
    to=(staff_of_group, leader_of_child),
    function=DEPARTURE,
    along=("child__person", "unit"),
)
END_FETCHER = replace(SEE_PICKUP_PERSON, name="say that somebody may no longer fetch", use=EDIT)
