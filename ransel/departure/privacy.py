from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, kept

FETCHERS = Purpose(
    _("Who may fetch a child"),
    _("So that staff give the child to nobody else, and know whom to call."),
    Ground.TASK,
)

LEAVING = Purpose(
    _("How a child leaves"),
    _("So that staff send the child home as its family has said, and can show afterwards what was said."),
    Ground.TASK,
)

NAMED_NOWHERE = {
    "departureday_rows": None,
    "departureweekday_rows": None,
    "handover_rows": None,
}  # else it goes the night after these

KEPT = [
    kept(
        "departure.DepartureDay",
        LEAVING,
        Age(365, "day", _("the day it was about")),
        WithChild("child"),
        guardian="child unit day number mode at until guardian pickup_person late visit sent_by sent_at",
        operational="notice",
    ),
    kept(
        "departure.DeparturePlan",
        LEAVING,
        Age(365, "ends", _("the last day of the plan")),
        WithChild("child"),
        guardian="child unit number weeks starts ends sent_by sent_at",
    ),
    kept(
        "departure.DepartureWeekday",
        LEAVING,
        PartOf("plan"),
        guardian="plan week weekday mode at until guardian pickup_person",
    ),
    kept(
        "departure.Handover",
        LEAVING,
        PartOf("check_out"),
        guardian="check_out mode as_agreed guardian pickup_person name pickup_pass spoken_with",
    ),
    kept(
        "departure.Visit",
        LEAVING,
        Age(365, "day", _("the day it was for"), where={"days": None}),
        WithChild("host"),
        WithChild("guest"),
        guardian="host unit day made_by made_at guest taken_by taken_at ended_by ended_at",
        operational="lookup",
    ),
    kept(
        "departure.PickupPass",
        FETCHERS,
        Age(365, "day", _("the day it was for"), where={"handovers": None}),
        WithChild("child"),
        guardian="child unit day name from_time to_time made_by made_at withdrawn_by withdrawn_at",
        operational="folded",
    ),
    kept(
        "departure.PickupPerson",
        FETCHERS,
        Age(365, "ends", _("the last day they could fetch"), where=NAMED_NOWHERE),
        WithChild("child"),
        guardian="child name relation starts ends in_crisis added_by added_at",
        staff="phone of_age",
        operational="folded",
    ),
]
