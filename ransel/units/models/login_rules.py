from django.db import models
from django.db.models import F, Q

from ransel.core.models import Model
from ransel.units.models.unit import Municipality

MOST = 90  # days: a longer time at once is not what an eID, proved once, should be worth


class LoginRules(Model):
    """Whether guardians in a municipality may open us with face or finger between their eIDs, and for how long; and
    whether who has no eID may come in by a code.

    Each municipality answers for the risk of its own long-lived logins (the documentation of ID-porten, oidc_auth_app).
    """

    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="login_rules")
    passkeys = models.BooleanField(default=True)
    codes = models.BooleanField(default=False)  # units may give a code to who has no eID
    unused_days = models.PositiveSmallIntegerField(default=30)
    longest_days = models.PositiveSmallIntegerField(default=MOST)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unused_days__gte=1, longest_days__lte=MOST, unused_days__lte=F("longest_days")),
                name="login_rules_within_what_is_allowed",
            )
        ]
