from django.utils.translation import gettext_lazy as _

from ransel.core.privacy import Age, Ground, PartOf, Purpose, WithPerson, kept

LOGINS = Purpose(
    _("Logins"),
    _("So that you stay logged in on your device, and can be logged out. No password is kept."),
    Ground.LOG,
)

KEPT = [
    kept("identity.Account", LOGINS, WithPerson("person"), operational="person"),
    kept(
        "identity.Session",
        LOGINS,
        Age(0, "expire_date", _("the login has run out"), real=True),
        PartOf("account"),
        operational="session_key session_data expire_date account handle strong_at began_at",
    ),
]
