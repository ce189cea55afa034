from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, Stays, WithPerson, kept

LOGINS = Purpose(
    _("Logins"),
    _("So that you stay logged in on your device, and can be logged out. No password is kept."),
    Ground.LOG,
)

SESSION = (
    "session_key session_data expire_date account handle strong_at began_at device provider provider_session grant"
)

LASTING = Purpose(
    _("Devices that open with face or finger"),
    _("So that you need not use your eID every morning. Neither face nor finger ever comes to us."),
    Ground.LOG,
)

CODES = Purpose(
    _("Codes for those without an eID"),
    _("So that a guardian who has no BankID or MinID can report absence. The code itself is kept nowhere."),
    Ground.LOG,
)

KEYS = Purpose(
    _("Keys for those who vouch"),
    _("So that ID-porten knows that it is we who ask who somebody is."),
    Ground.NONE,
)
KEY = "kid cipher made_at published_at in_use_at dropped_at"

TABLETS = Purpose(
    _("Shared tablets and PINs"),
    _("So that staff check children in and out where they stand, and only who works there opens the rest."),
    Ground.LOG,
)

KEPT = [
    kept("identity.Account", LOGINS, WithPerson("person"), operational="person handle settled_at"),
    kept("identity.FirstStep", LOGINS, PartOf("account"), operational="account step put_off at"),
    kept(
        "identity.Grant",
        LASTING,
        Age(90, "ended_at", _("the device was removed"), real=True),
        Age(120, "used_at", _("it was last used"), real=True),
        PartOf("account"),
        operational="account device provider token made_at used_at checked_at ended_at ended",
    ),
    kept(
        "identity.Passkey",
        LASTING,
        PartOf("grant"),
        operational="grant name credential key count aaguid transports may_be_copied is_copied seal",
    ),
    kept(
        "identity.LoginCode",
        CODES,
        Age(90, "ends_on", _("it opened nothing any more")),
        PartOf("guardianship"),
        staff="guardianship given_by given_at ends_on used_at withdrawn_by withdrawn_at",
        operational="known_by",
    ),
    kept(
        "identity.Session",
        LOGINS,
        Age(0, "expire_date", _("the login has run out"), real=True),
        PartOf("account"),
        operational=SESSION,
    ),
    kept("identity.ClientKey", KEYS, Stays(_("When it was in use says what was signed with it.")), operational=KEY),
    kept("identity.SpentToken", LOGINS, Age(1, "at", _("it was heard"), real=True), operational="jti at"),
    kept("identity.Pin", TABLETS, WithPerson("person"), operational="person hash set_at wrong locked_at"),
    kept("identity.PinTry", TABLETS, Age(90, "at", _("somebody tried")), protected="person tablet at"),
    kept(
        "identity.Tablet",
        TABLETS,
        Stays(_("What was tapped on it names it.")),
        staff="unit groups name person shows_ways begun_by begun_at paired_by paired_at unpaired_by unpaired_at turn",
        operational="code answer token wrong answered_at",
    ),
    kept("identity.Tablet_groups", TABLETS, PartOf("tablet"), staff="tablet group"),
    kept(
        "identity.Turn",
        TABLETS,
        Age(90, "ended_at", _("somebody stood at the tablet")),
        staff="tablet person began_at unlocked_at used_at ended_at",
    ),
]
