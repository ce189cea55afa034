from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithTarget, kept

ROSTERS = Purpose(
    _("Lists from the municipality's own systems"),
    _("So that children, guardians and staff are the right ones, and a mistake in a list can be undone."),
    Ground.TASK,
)
CALENDARS = Purpose(
    _("School calendars that were read in"),
    _("So that the municipality sees what a calendar would change before it does, and who put it in force."),
    Ground.TASK,
)
USED = Age(30, "roster__applied_at", _("the list was used"))

# A list that is begun and not applied is on its way, or broken off: its rows stay until somebody has seen to it.
KEPT = [
    kept(
        "integrations.Import",
        ROSTERS,
        Age(30, "read_at", _("the list was read"), where={"begun_at": None, "applied_at": None}),
        Age(2 * 365, "applied_at", _("the list was used")),
        staff="municipality system bulk read_by read_at applied_by applied_at ground_approved begun_by begun_at "
        "undone_by undone_at",
        operational="whole seen",
        protected="renamed",
    ),
    kept(
        "integrations.StagedRow",
        ROSTERS,
        PartOf("roster"),
        USED,
        protected="roster kind source_id facts verb unit",
        operational="digest",
    ),
    kept(
        "integrations.BrokenRow", ROSTERS, PartOf("roster"), USED, protected="roster file line column reason source_id"
    ),
    kept(
        "integrations.Change",
        ROSTERS,
        PartOf("roster"),
        WithTarget("target"),
        Age(90, "roster__applied_at", _("the list was used")),
        protected="roster kind source_id target before after undone link",
    ),
    kept(
        "integrations.SourceLink",
        ROSTERS,
        WithTarget("target"),
        protected="municipality system kind source_id target ended_on",
        operational="digest",
    ),
    kept(
        "integrations.SchoolCalendar",
        CALENDARS,
        Age(30, "read_at", _("the calendar was read"), where={"applied_at": None}),
        Age(365, "applied_at", _("the calendar was put in force")),
        staff="municipality file by_events days broken left_out done read_by read_at applied_by applied_at",
    ),
]
