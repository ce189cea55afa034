from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, Purpose, kept

CHANGES = Purpose(
    _("Log of changes"),
    _("So that it can be found out who changed what, and put right."),
    Ground.LOG,
)
LOOKS = Purpose(
    _("Log of who has looked"),
    _("So that nobody looks at a child without leaving a trace, and the family can ask who has."),
    Ground.LOG,
)

# `about` and `by` are ids. A reason is typed by people, and is emptied when whom it is about is forgotten.
KEPT = [
    kept(
        "audit.Event",
        CHANGES,
        Age(10 * 365, "at", _("the change was made")),
        staff="what by about at",
        protected="reason",
        scrub={"reason": ""},
    ),
    kept(
        "audit.AccessRecord",
        LOOKS,
        Age(2 * 365, "quarter", _("somebody looked")),
        staff="scope quarter by permit",
        operational="session",
    ),
]
