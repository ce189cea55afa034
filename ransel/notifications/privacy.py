from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import MACHINE, Age, Ground, PartOf, Purpose, Stays, WithChild, WithPerson, kept

NOTICES = Purpose(
    _("Notices, and where you can be reached"),
    _("So that you hear when others do something about your child. What leaves says nothing of it."),
    Ground.TASK,
)
LETTERS = Purpose(
    _("Letters"),
    _("So that you hear on paper what you must know, when you can't be reached otherwise. No address is kept."),
    Ground.TASK,
)
REGISTER = Purpose(
    _("What the contact register says"),
    _("So that whoever has said no to digital mail gets letters. Addresses in the register are not kept."),
    Ground.TASK,
)

DEVICE = (
    "person name endpoint host p256dh auth device login grant"
    " made_at delivered_at arrived_at unheard_since failed_at warned_at ended_at gone_at continues_as"
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
    kept(
        "notifications.Telling",
        NOTICES,
        WithPerson("person"),
        operational="person quiet_from quiet_until digest_at",
    ),
    kept(
        "notifications.Wish",
        NOTICES,
        WithChild("child"),
        WithPerson("person"),
        operational="person channel subject child how",
    ),
    kept(
        "notifications.PushDevice",
        NOTICES,
        Age(90, "ended_at", _("the device stopped taking notices")),
        WithPerson("person"),
        operational=DEVICE,
    ),
    kept(
        "notifications.Trial",
        NOTICES,
        Age(1, "asked_at", _("you asked for a test")),
        WithPerson("person"),
        operational="person push point asked_at sent_at refused_at arrived_at",
    ),
    kept(
        "notifications.PushService",
        MACHINE,
        Stays(_("Only which company brings notices to browsers, and whether it answers.")),
        operational="host failures open_until",
    ),
    kept(
        "notifications.VapidKey",
        MACHINE,
        Stays(_("The key with which we sign what we send; of nobody.")),
        operational="number cipher public made_at",
    ),
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
        operational="notice channel point push urgent due_at attempts begun_at sent_at dropped_at",
    ),
    kept(
        "notifications.Letter",
        LETTERS,
        Age(365, "planned_at", _("it was planned")),
        WithChild("child"),
        WithPerson("receiver"),
        guardian="receiver child unit kind planned_at sent_at read_at",
        staff="how code made_at printing taken_by dropped_at dropped_by reason",
        operational="known_as came_back_at",
    ),
    kept(
        "notifications.Printing",
        LETTERS,
        Age(400, "made_at", _("they were printed")),
        staff="unit made_by made_at",
    ),
    kept(
        "notifications.RegisterContact",
        REGISTER,
        WithPerson("person"),
        Age(90, "asked_at", _("the register was asked")),
        guardian="person reserved may_be_notified email_fresh_on phone_fresh_on asked_at",
    ),
]
