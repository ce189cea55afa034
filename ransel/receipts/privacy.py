from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, kept

RECEIPTS = Purpose(
    _("Receipts"),
    _("So that you can see whether what you sent has been seen, and by whom."),
    Ground.TASK,
)

KEPT = [
    kept(
        "receipts.Receipt",
        RECEIPTS,
        Age(365, "last_day", _("the day it was about")),
        WithChild("child"),
        guardian="child unit subject first_day last_day",
        operational="about",
    ),
    kept(
        "receipts.ReceiptStep",
        RECEIPTS,
        PartOf("receipt"),
        guardian="receipt step told by at late until",
        operational="round",
    ),
]
