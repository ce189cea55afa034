from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, Purpose, WithChild, kept

CARDS = Purpose(
    _("The child's card"),
    _("So that who is with the child knows of allergies, illness and what else must be known, and nobody else does."),
    Ground.TASK,
)
KEPT = [
    kept(
        "cards.CardNote",
        CARDS,
        WithChild("child"),
        Age(365, "ended_at", _("it was taken off the card")),
        guardian="child kind said_at",
        protected="text",
        staff="said_by ended_by ended_at",
    ),
]
