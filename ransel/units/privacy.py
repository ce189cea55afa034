from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Ground, PartOf, Purpose, Stays, kept

UNITS = Purpose(
    _("Kindergartens, schools and after-schools"),
    _("What the units are called, how they are reached, and what they use Ransel for."),
    Ground.NONE,
    last=True,
)
STAYS = Stays(_("Kept as long as the municipality uses Ransel; it says nothing about a person."))

KEPT = [
    kept("units.Municipality", UNITS, STAYS, public="name number"),
    kept("units.SchoolYear", UNITS, STAYS, public="municipality starts ends second_term_starts"),
    kept("units.Unit", UNITS, STAYS, guardian="municipality kind name number phone email colour"),
    kept("units.Group", UNITS, STAYS, guardian="unit kind name year_level closed_on"),
    kept("units.Joining", UNITS, STAYS, staff="unit starts ends from_time to_time groups"),
    kept("units.Joining_groups", UNITS, PartOf("joining"), staff="joining group"),
    kept("units.OpeningHours", UNITS, STAYS, guardian="unit weekday opens closes starts ends"),
    kept("units.OpeningException", UNITS, STAYS, guardian="unit day opens closes note"),
    kept(
        "units.ClosedDay",
        UNITS,
        STAYS,
        guardian="municipality unit day pupils teachers after_school kindergarten planning note",
    ),
    kept("units.LoginRules", UNITS, STAYS, guardian="municipality passkeys unused_days longest_days codes"),
    kept(
        "units.StayRules",
        UNITS,
        STAYS,
        guardian="municipality kind unit lock_weekday lock_time cut_off automatic send_home_every meal_at"
        " part_hours morning_hours fetcher_age",
    ),
    kept(
        "units.AbsenceRules",
        UNITS,
        STAYS,
        guardian="municipality kind unit late_after unaccounted_at again_after call_after",
    ),
    kept("units.Function", UNITS, STAYS, guardian="unit name guardians", staff="staff"),
    kept("units.FunctionRule", UNITS, STAYS, staff="municipality kind name guardians staff locked"),
]
