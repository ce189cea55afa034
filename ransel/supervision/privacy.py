from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, Purpose, WithChild, kept

NOTES = Purpose(
    _("Day notes"),
    _("So that staff know what a family wants them to know of the day."),
    Ground.TASK,
)
CARE = Purpose(
    _("Sleep and meals"),
    _("So that staff look after small children together, and families know how the day was."),
    Ground.TASK,
)
ADULTS = Purpose(
    _("The number of adults"),
    _("So that the unit sees whether there are adults enough. It is a number; it does not say who."),
    Ground.TASK,
)

KEPT = [
    kept(
        "supervision.DayNote",
        NOTES,
        Age(90, "day", _("the day it was about")),
        WithChild("child"),
        guardian="child day slept breakfast mood things text sent_by sent_at withdrawn_by withdrawn_at",
    ),
    kept(
        "supervision.Sleep",
        CARE,
        Age(90, "day", _("the day it was about")),
        WithChild("child"),
        guardian="child unit day slept_at woke_at",
        staff="by at woken_by undone_by undone_at",
    ),
    kept(
        "supervision.Meal",
        CARE,
        Age(90, "day", _("the day it was about")),
        WithChild("child"),
        guardian="child unit day meal ate",
        staff="by at undone_by undone_at",
    ),
    kept(
        "supervision.AdultNumber",
        ADULTS,
        Age(365, "day", _("the day it was about")),
        staff="group day half number by at replaced_by replaced_at",
    ),
]
