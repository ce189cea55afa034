from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, kept

ABSENCE = Purpose(
    _("Absence"),
    _("So that staff know who comes, and absence can be counted on a school certificate."),
    Ground.TASK,
)
PRESENCE = Purpose(
    _("Check-in and check-out"),
    _("So that staff know which children are here, and who saw them come and go."),
    Ground.TASK,
)

KEPT = [
    kept(
        "attendance.Absence",
        ABSENCE,
        Age(4 * 365, "day", _("the day of the absence")),
        WithChild("child"),
        guardian="child day withdrawn_by withdrawn_at",
        operational="notice",
    ),
    kept(
        "attendance.AbsenceReport",
        ABSENCE,
        PartOf("absence"),
        guardian="absence reason from_time to_time reported_by reported_at",
    ),
    kept(
        "attendance.CheckIn",
        PRESENCE,
        Age(365, "day", _("the child was here")),
        WithChild("child"),
        guardian="child unit group day at by",
        staff="undone_by undone_at",
    ),
    kept("attendance.CheckOut", PRESENCE, PartOf("check_in"), guardian="check_in at by", staff="undone_by undone_at"),
]
