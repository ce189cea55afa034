from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from ransel.access.office import LEADS
from ransel.access.permits import Permit
from ransel.access.relations import (
    Relation,
    guardian,
    in_their_unit,
    leader_of_child,
    leader_of_child_to_come,
    leader_of_unit,
    office_of_child,
    pupil_self,
    staff_in_group,
    staff_of_group,
    staff_of_group_to_come,
    tablet_of_child,
)
from ransel.access.residence import in_the_open
from ransel.attendance.models import Absence, HolidayCampaign, StayPlan
from ransel.identity.actor import Strength
from ransel.people.models import Child, Enrolment, Guardianship
from ransel.units.models import Function, Group, Unit

ABSENCE, PRESENCE, EDIT = Function.Name.ABSENCE, Function.Name.PRESENCE, Function.Use.EDIT
STAY = Function.Name.STAY
NEAR = (guardian, pupil_self, staff_of_group, leader_of_child)
OF_CHILD = {"child": "child"}

SEE_DAY = Permit("see a child's day", Child, to=(guardian, pupil_self), along=("person",))
REPORT_ABSENCE = Permit(
    "report an absence",
    Child,
    to=(guardian, staff_of_group, leader_of_child),
    function=ABSENCE,
    use=EDIT,
    seen_through=SEE_DAY,
    strength=Strength.CODE,
    along=("person",),
)
REPORT_OWN_ABSENCE = Permit(
    "report an absence at home",
    Child,
    to=(guardian,),
    function=ABSENCE,
    use=EDIT,
    strength=Strength.CODE,
    along=("person",),
)
SEE_ABSENCE = Permit(
    "see an absence", Absence, columns=OF_CHILD, to=NEAR, function=ABSENCE, along=("child", "child__person")
)
WITHDRAW_ABSENCE = Permit(
    "withdraw an absence",
    Absence,
    columns=OF_CHILD,
    to=(guardian, staff_of_group),
    function=ABSENCE,
    use=EDIT,
    seen_through=SEE_ABSENCE,
    along=("child",),
)
SHORTEN_ABSENCE = replace(WITHDRAW_ABSENCE, name="shorten an absence")
CHANGE_AT_WORK = replace(WITHDRAW_ABSENCE, name="change what was told of a child at work", to=(staff_of_group,))
BY_STAFF = (staff_of_group, leader_of_child)
SEE_PRESENCE = Permit("see who is here", Child, to=BY_STAFF, function=PRESENCE)
CHECK_IN = Permit(
    "check a child in and out", Child, to=(*BY_STAFF, tablet_of_child), function=PRESENCE, along=("person",)
)
LOOK_AFTER = replace(CHECK_IN, name="say how a child leaves", to=BY_STAFF)


def _plans_of_family(person, day):
    """Those of one's children; where an address is protected, of these only what one has sent oneself."""
    mine = guardian.rows(person, day)
    shared = Q(child__in=in_the_open(mine, day).values("child"))
    return StayPlan.objects.filter(shared | Q(child__in=mine.values("child"), sent_by=person))


def _plans_to_take_back(person, day):
    """Not the one for the other home's days."""
    return _plans_of_family(person, day).filter(Q(home=None) | Q(home=person) | Q(sent_by=person))


guardian_of_days = Relation(
    "guardian of its days", _plans_to_take_back, {"plan": "pk"}, in_their_unit, of_guardian=True
)
guardian_of_plan = Relation("guardian of the plan", _plans_of_family, {"plan": "pk"}, in_their_unit, of_guardian=True)
IN_UNIT = {"child": "child", "unit": "unit", "plan": "pk"}

SEE_STAY = Permit("see when a child is to be here", Child, to=(guardian,), function=STAY, along=("person",))
PLAN_STAY = Permit(
    "plan when a child is to be here",
    Child,
    to=(guardian,),
    function=STAY,
    use=EDIT,
    seen_through=SEE_STAY,
    along=("person",),
)
ADJUST_STAY = Permit(
    "change a child's days",
    Child,
    to=(guardian, staff_of_group_to_come, leader_of_child_to_come),
    function=STAY,
    use=EDIT,
    seen_through=SEE_STAY,
    along=("person",),
)
SEE_PLAN = Permit(
    "see a stay plan",
    StayPlan,
    columns=IN_UNIT,
    to=(guardian_of_plan, staff_of_group_to_come, office_of_child),
    function=STAY,
    along=("child__person", "unit", "sent_by", "home"),
)
WITHDRAW_PLAN = Permit(
    "take a stay plan back",
    StayPlan,
    columns=IN_UNIT,
    to=(guardian_of_days,),
    function=STAY,
    use=EDIT,
    seen_through=SEE_PLAN,
    along=SEE_PLAN.along,
)
ANSWER_PLAN = Permit(
    "approve a stay plan, or not",
    StayPlan,
    columns=IN_UNIT,
    to=(staff_of_group_to_come, office_of_child),
    function=STAY,
    seen_through=SEE_PLAN,
    along=SEE_PLAN.along,
)
CHANGE_DAYS_AT_WORK = Permit(
    "change a child's days, at work",
    Child,
    to=(staff_of_group_to_come, leader_of_child_to_come),
    function=STAY,
    along=("person",),
)
SEE_WEEK = Permit("see a group's week", Group, to=(staff_in_group, leader_of_unit), function=STAY, along=("unit",))


def _campaigns_of_family(person, day):
    """Those that ask about one of one's children, from the day they open."""
    places = Enrolment.objects.not_over(day).filter(child__in=guardian.rows(person, day).values("child"))
    asking = HolidayCampaign.objects.filter(opens_on__lte=day, ended_at=None)
    return asking.filter(Exists(places.filter(group__holiday_campaigns=OuterRef("pk"))))


def _campaigns_of_staff(person, day):
    return HolidayCampaign.objects.filter(groups__in=staff_in_group.rows(person, day).values("pk"))


CAMPAIGN = {"campaign": "pk", "unit": "unit", "municipality": "unit__municipality"}
guardian_in_campaign = Relation(
    "guardian of a child in it", _campaigns_of_family, {"campaign": "pk"}, in_their_unit, of_guardian=True
)
staff_in_campaign = Relation("staff of a group in it", _campaigns_of_staff, {"campaign": "pk"}, in_their_unit)
MAKE_CAMPAIGN = Permit("ask about a holiday", Unit, to=LEADS, function=STAY, along=("municipality",))
SEE_CAMPAIGN = Permit(
    "see who comes in a holiday",
    HolidayCampaign,
    columns=CAMPAIGN,
    to=(staff_in_campaign, *LEADS),
    function=STAY,
    along=("unit",),
)
END_CAMPAIGN = Permit(
    "end a question about a holiday",
    HolidayCampaign,
    columns=CAMPAIGN,
    to=LEADS,
    function=STAY,
    seen_through=SEE_CAMPAIGN,
    along=("unit",),
)
ANSWER_CAMPAIGN = Permit(
    "answer who comes in a holiday",
    HolidayCampaign,
    columns=CAMPAIGN,
    to=(guardian_in_campaign,),
    function=STAY,
    use=EDIT,
    along=("unit",),
)
END_DAY = Permit("end the day", Group, to=(staff_in_group, leader_of_unit), function=PRESENCE, along=("unit",))
COUNT = replace(END_DAY, name="count the children of a group")
ASK_FAMILY = replace(CHECK_IN, name="ask where a child is", to=BY_STAFF)
ANSWER = Permit("say where a child is", Child, to=(guardian,), along=("person",))


def _guardian_in_the_open(person, day):
    """All of one's guardianships, or none: where any child of theirs is protected, or any adult around one of them.

    Those count too that are to come, or not confirmed.
    """
    own = Guardianship.objects.not_over(day).filter(guardian=person)
    protected = own.exclude(pk__in=in_the_open(own, day).values("pk"))
    return guardian.rows(person, day).filter(~Exists(protected), guardian__protection=0)


guardian_in_the_open = Relation(
    "guardian, nobody around protected", _guardian_in_the_open, guardian.names, guardian.functions, of_guardian=True
)
SUBSCRIBE = Permit(
    "subscribe to children's days", Child, to=(guardian_in_the_open,), function=STAY, strength=Strength.STRONG
)
READ_FEED = Permit("read children's days in another calendar", Child, to=(guardian_in_the_open,), function=STAY)
