from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithChild, WithPerson, kept

NOTICES = Purpose(
    _("Notices, and where you can be reached"),
    _("So that you hear when others do something about your child. What leaves by e-mail says nothing of it."),
    Ground.TASK,
)

KEPT = [
    kept(
        "notifications.ContactPoint",
        NOTICES,
        Age(90, "ended_at", _("the address was replaced or removed")),
        WithPerson("person"),
        operational="person channel address added_at verified_at ended_at",
    ),
    kept(
        "notifications.ContactCode",
        NOTICES,
        Age(1, "sent_at", _("the code was sent")),
        PartOf("point"),
        operational="point digest sent_at tries",
    ),
    kept("notifications.Telling", NOTICES, WithPerson("person"), operational="person by_email"),
    kept(
        "notifications.Notice",
        NOTICES,
        Age(60, "at", _("it happened")),
        WithChild("child"),
        WithPerson("receiver"),
        guardian="receiver kind child at seen_at",
        operational="announcement",
    ),
    kept(
        "notifications.Delivery",
        NOTICES,
        PartOf("notice"),
        operational="notice point due_at attempts begun_at sent_at dropped_at",
    ),
]
