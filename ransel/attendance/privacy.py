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
MISSED = Purpose(
    _("Children who are missed"),
    _("So that a child who has not come is found, and everybody sees who asked, who answered, and when."),
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
        guardian="child unit group day at noted_at by",
        staff="tablet undone_by undone_at",
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
    kept(
        "attendance.CheckOut",
        PRESENCE,
        PartOf("check_in"),
        guardian="check_in at noted_at by forgotten",
        staff="tablet undone_by undone_at",
    ),
    kept(
        "attendance.HeadCount",
        PRESENCE,
        Age(365, "day", _("the day of the count")),
        staff="group day expected counted by at",
    ),
    kept(
        "attendance.DayEnd",
        PRESENCE,
        Age(365, "day", _("the day that was ended")),
        staff="unit day by at reopened_by reopened_at",
    ),
    kept(
        "attendance.QueuedTap",
        PRESENCE,
        Age(365, "day", _("a tap that had waited without network was received")),
        WithChild("child"),
        guardian="child unit group day verb online tapped_at received_at by outcome reason",
        staff="tablet said_at decided_by decided_at",
        operational="check_in check_out",
    ),
    kept(
        "attendance.PresenceCorrection",
        PRESENCE,
        PartOf("check_in"),
        guardian="check_in came left forgotten by_taps by at",
    ),
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
        "attendance.HolidayCampaign",
        STAYS,
        Age(365, "last_day", _("the last day of the holiday")),
        guardian="unit groups title first_day last_day opens_on provisional_until binding_until asks_times",
        staff="made_by made_at told_at ended_by ended_at",
    ),
    kept("attendance.HolidayCampaign_groups", STAYS, PartOf("holidaycampaign"), guardian="holidaycampaign group"),
    kept(
        "attendance.HolidayDay",
        STAYS,
        Age(365, "day", _("the day it was about")),
        WithChild("child"),
        guardian="campaign child day stage comes start end sent_by sent_at",
        operational="number",
    ),
    kept("attendance.HolidayReminder", STAYS, PartOf("campaign"), staff="campaign group day sent_by sent_at"),
    kept(
        "attendance.CalendarFeed",
        CALENDAR,
        Age(90, "ended_at", _("the subscription ended")),
        WithPerson("person"),
        guardian="person made_at last_read_on ended_at",
        operational="digest",
    ),
]
