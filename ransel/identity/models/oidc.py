from django.db import models

from ransel.core.models import Model


class ClientKey(Model):
    """A key that we sign with when we ask a provider. Two live at most: the one in use, and the next.

    It is made, published (its public half is given to the provider), taken into use, and dropped. ID-porten takes keys
    for a year (docs.digdir.no, oidc_func_clientreg).
    """

    kid = models.CharField(max_length=64, unique=True)  # what the provider knows it by
    cipher = models.BinaryField()  # the private half, encrypted
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    in_use_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)


class SpentToken(Model):
    """A provider's word that a session is over: heard once, and never again."""

    jti = models.CharField(max_length=64, unique=True)  # its digest
    at = models.DateTimeField()
