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

MISSED = Purpose(
    _("Children who are missed"),
    _("So that a child who has not come is found, and everybody sees who asked, who answered, and when."),
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
    kept(
        "attendance.MorningQuestion",
        ABSENCE,
        Age(365, "said_at", _("you asked to be asked")),
        WithChild("child"),
        guardian="child guardian hour said_at asked_on asked_at away answered_at ended_by ended_at",
        operational="notice not_before",
    ),
    kept(
        "attendance.Asked",
        MISSED,
        Age(365, "day", _("the family was asked")),
        WithChild("child"),
        guardian="child unit day by at again_at",
        operational="again_due call_due woken_at",
    ),
    kept("attendance.FamilyAnswer", MISSED, PartOf("asked"), guardian="asked where by at"),
    kept("attendance.CheckOut", PRESENCE, PartOf("check_in"), guardian="check_in at by", staff="undone_by undone_at"),
]
