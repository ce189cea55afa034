from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, kept

TRIPS = Purpose(
    _("Trips"),
    _("So that staff know who is out with whom, that each has been counted, and that all came back."),
    Ground.TASK,
)
ROLL_CALLS = Purpose(
    _("Roll calls"),
    _("So that staff find every child when something happens, and can show afterwards who was safe when."),
    Ground.TASK,
)
ON_TRIP, CALLED = _("the day of the trip"), _("the day of the roll call")
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
        "supervision.Trip",
        TRIPS,
        Age(365, "day", ON_TRIP),
        staff="unit group day to adults by at ended_by ended_at reason",
    ),
    kept(
        "supervision.TripChild",
        TRIPS,
        PartOf("trip"),
        PartOf("check_in"),
        WithChild("child"),
        guardian="trip child group check_in by at",
    ),
    kept(
        "supervision.TripReturn",
        TRIPS,
        PartOf("trip_child"),
        guardian="trip_child how by at",
        staff="undone_by undone_at",
    ),
    kept("supervision.TripCount", TRIPS, PartOf("trip"), staff="trip stop expected counted by at"),
    kept("supervision.TripTick", TRIPS, PartOf("count"), PartOf("trip_child"), staff="count trip_child"),
    kept(
        "supervision.RollCall",
        ROLL_CALLS,
        Age(365, "day", CALLED),
        staff="unit group drill day by at ended_by ended_at",
    ),
    kept(
        "supervision.RollCallChild",
        ROLL_CALLS,
        PartOf("roll_call"),
        WithChild("child"),
        guardian="roll_call child group where",
        staff="reason",
    ),
    kept(
        "supervision.SafeMark",
        ROLL_CALLS,
        PartOf("listed"),
        guardian="listed by at",
        staff="undone_by undone_at",
    ),
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
