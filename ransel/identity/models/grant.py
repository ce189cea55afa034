from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.identity.models.login import Account


class GrantQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has ended. How long they last is for `passkeys.terms` to say."""
        return self.filter(ended_at=None)


class Grant(Model):
    """A long-lived login: on one device, somebody who proved who they are to an eID opens us with a passkey.

    Digdir allows it where the device is locked, the login is listed, and it can be ended at the provider's (the
    documentation of ID-porten, oidc_auth_app). `token` is the provider's for this login, sealed: by it we hear that the
    login was ended there. In real time, as logins are.
    """

    class Ended(models.TextChoices):
        OWN = "own"  # they removed the device
        PROVIDER = "provider"  # they ended it at the provider's
        LEFT = "left"  # all of their logins were ended
        COPIED = "copied"  # a passkey's counter went backwards
        REPLACED = "replaced"  # the device has a newer one

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    device = models.CharField(max_length=60, blank=True)
    provider = models.CharField(max_length=30)
    token = models.BinaryField(blank=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()
    checked_at = models.DateTimeField()  # that it stands at the provider's
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
                name="grant_ended_somehow",
            )
        ]
        indexes = [models.Index(fields=["checked_at"], condition=Q(ended_at=None), name="grant_to_check")]


class Passkey(Model):
    """What opens a grant: the public half of a key that the device keeps, and lets nobody use but who it knows.

    `seal` binds the row to whose it is: one that was moved to another account, or whose key was exchanged, opens
    nothing. W3C Web Authentication, level 2.
    """

    grant = models.OneToOneField(Grant, models.CASCADE, related_name="passkey")
    name = models.CharField(max_length=64, unique=True)  # the digest of what the device calls it
    credential = models.BinaryField()  # what the device calls it
    key = models.BinaryField()  # COSE
    count = models.PositiveBigIntegerField()  # how often it has signed, where the device counts
    aaguid = models.CharField(max_length=36, blank=True)  # which kind of device
    transports = models.JSONField(default=list)
    may_be_copied = models.BooleanField()  # to the owner's other devices
    is_copied = models.BooleanField()
    seal = models.CharField(max_length=64)
