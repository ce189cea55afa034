from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import LEFT, Age, Emptied, Ground, PartOf, Purpose, Stays, WithChild, WithPerson, kept

NAMES = Purpose(
    _("Names and birthdays"),
    _("So that children, guardians and staff know whom they speak with."),
    Ground.TASK,
)
NUMBERS = Purpose(
    _("National identity number"),
    _("So that who logs in is surely the right person. It is encrypted, and shown to nobody."),
    Ground.NUMBER,
)
FAMILY = Purpose(
    _("Who a child's guardians are"),
    _("So that guardians, and nobody else, follow the child."),
    Ground.TASK,
)
SAFETY = Purpose(
    _("Blocks and protected addresses"),
    _("So that a child and an adult at risk are safe. A standing block keeps the family here until the child is 18."),
    Ground.TASK,
)
PLACES = Purpose(
    _("Children's places"),
    _("So that the right staff follow the child, and know how long."),
    Ground.TASK,
)
POSTS = Purpose(
    _("Who works where"),
    _("So that staff see the children they work with, and no others."),
    Ground.TASK,
)
SHARED = Purpose(
    _("Where the child lives, and when"),
    _("So that the right guardian is asked and told, when the child lives in two homes."),
    Ground.TASK,
)
CHILD = WithChild("child")

KEPT = [
    kept(
        "people.Person",
        NAMES,
        Emptied(),
        guardian="given_name family_name",
        staff="birth_date language",
        protected="protection",
        scrub={"given_name": "-", "family_name": "", "birth_date": None, "language": "nb", "protection": 0},
    ),
    kept("people.Child", NAMES, Stays(_("Only a number that tells nothing.")), operational="person"),
    kept("people.NationalId", NUMBERS, WithPerson("person"), operational="person cipher lookup"),
    kept(
        "people.Guardianship",
        FAMILY,
        CHILD,
        Age(LEFT, "ends", _("somebody stopped being the child's guardian")),
        keeps=("guardian",),
        guardian="guardian child",
        staff="starts ends ground residence confirmed_by confirmed_at",
    ),
    kept("people.Block", SAFETY, CHILD, keeps=("person",), protected="person child reason set_by set_at"),
    kept("people.BlockLifting", SAFETY, PartOf("block"), protected="block reason lifted_by lifted_at"),
    kept(
        "people.Proposal",
        SAFETY,
        CHILD,
        keeps=("person",),
        protected="kind child block person protection protection_was reason proposed_by proposed_at",
    ),
    kept(
        "people.ProposalAnswer",
        SAFETY,
        PartOf("proposal"),
        protected="proposal approved reason answered_by answered_at",
    ),
    kept(
        "people.Enrolment",
        PLACES,
        CHILD,
        keeps=("child__person",),
        guardian="child unit group starts ends place_type stands_in_for",
    ),
    kept(
        "people.Post",
        POSTS,
        Age(LEFT, "ends", _("the post ended")),
        keeps=("person",),
        guardian="person unit group role",
        staff="municipality starts ends",
    ),
    kept(
        "people.ResidencePattern",
        SHARED,
        CHILD,
        guardian="child weeks starts ends proposed_by proposed_at",
    ),
    kept("people.ResidenceDay", SHARED, PartOf("pattern"), guardian="pattern week weekday guardian"),
    kept(
        "people.ResidenceAnswer",
        SHARED,
        PartOf("pattern"),
        guardian="pattern accepted reason answered_by answered_at",
    ),
]
