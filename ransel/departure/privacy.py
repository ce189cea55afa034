from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, Purpose, WithChild, kept

FETCHERS = Purpose(
    _("Who may fetch a child"),
    _("So that staff give the child to nobody else, and know whom to call."),
    Ground.TASK,
)

KEPT = [
    kept(
        "departure.PickupPerson",
        FETCHERS,
        Age(365, "ends", _("the last day they could fetch")),
        WithChild("child"),
        guardian="child name relation starts ends in_crisis added_by added_at",
        staff="phone of_age",
        operational="folded",
    ),
]
