from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from ransel.core.models import Model
from ransel.people.models import Person


class Account(Model):
    """A person who can log in. No password is kept of anyone: who they are is vouched for by others."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    handle = models.BinaryField(max_length=64, blank=True)  # who they are to their devices; tells nothing of them
    settled_at = models.DateTimeField(null=True, blank=True)  # they said that they have got started


class Session(AbstractBaseSession):
    """A login on one device. The columns make it listable and endable by whose it is."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sessions", null=True)
    handle = models.UUIDField(null=True)  # names the session in logs and topics; opens nothing
    strong_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=60, blank=True)  # browser and system, for whose login it is
    provider = models.CharField(max_length=30, blank=True)  # who vouched for it
    provider_session = models.CharField(max_length=64, blank=True)  # the digest of what they call it
    grant = models.ForeignKey("identity.Grant", models.CASCADE, related_name="sessions", null=True)  # opened by it

    objects: ClassVar = BaseSessionManager()

    class Meta:
        indexes = [
            models.Index(fields=["expire_date"], name="session_expiry"),
            models.Index(fields=["provider_session"], name="session_of_provider"),
        ]

    @classmethod
    def get_session_store_class(cls):
        from ransel.identity.sessions import SessionStore

        return SessionStore
