from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, WithPerson, kept

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

STAYS = Purpose(
    _("When children are to be here"),
    _("So that staff know who comes and when, and that there are adults enough."),
    Ground.TASK,
)

CALENDAR = Purpose(
    _("Subscription to the calendar"),
    _("So that guardians who ask for it see the days in a calendar of their own. No name leaves us in it."),
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
    kept(
        "attendance.StayPlan",
        STAYS,
        Age(365, "ends", _("the last day of the plan")),
        WithChild("child"),
        guardian="child unit home weeks starts ends late sent_by sent_at",
        operational="number",
    ),
    kept("attendance.StayInterval", STAYS, PartOf("plan"), guardian="plan week weekday start end"),
    kept(
        "attendance.StayAnswer",
        STAYS,
        PartOf("plan"),
        guardian="plan outcome automatic reason answered_by answered_at",
    ),
    kept(
        "attendance.StayAdjustment",
        STAYS,
        Age(365, "day", _("the day it was about")),
        WithChild("child"),
        guardian="child unit day kind late by_staff sent_by sent_at",
        operational="number notice",
    ),
    kept("attendance.AdjustedInterval", STAYS, PartOf("adjustment"), guardian="adjustment start end"),
    kept(
        "attendance.StayReminder",
        STAYS,
        Age(365, "monday", _("the week it was about")),
        staff="group monday day sent_by sent_at",
    ),
    kept(
        "attendance.CalendarFeed",
        CALENDAR,
        Age(90, "ended_at", _("the subscription ended")),
        WithPerson("person"),
        guardian="person made_at last_read_on ended_at",
        operational="digest",
    ),
]
