"""Where people can be reached, what they are told, and how far each telling has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Child, Person


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class ContactPointQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(verified_at__isnull=False, ended_at=None)


class ContactPoint(Model):
    """An address of a person: in use once they have shown that it is theirs, until another takes its place."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254)
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel"],
                condition=Q(verified_at__isnull=False, ended_at=None),
                name="contact_point_one_in_use",
            )
        ]


class ContactCode(Model):
    """Six digits sent to an address, kept as a keyed hash. A new one makes the one before worthless."""

    point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)


class Telling(Model):
    """How somebody wants to be told. No row: in the app, and by e-mail where there is an address."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="telling")
    by_email = models.BooleanField(default=True)


class NoticeQuerySet(models.QuerySet):
    def unseen(self):
        return self.filter(seen_at=None)


class Notice(Model):
    """Something a person is told about a child. What it says is made when it is shown, for whoever still may see it."""

    receiver = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    announcement = models.UUIDField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["receiver", "announcement"], name="notice_once_an_announcement")]
        indexes = [models.Index(fields=["receiver", "at"], name="notice_of_receiver")]


class Delivery(Model):
    """A notice on its way to one address. Begun before it is sent: what died in between is not sent a second time."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "point"], name="delivery_once_an_address"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="delivery_sent_or_dropped"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(begun_at=None, sent_at=None, dropped_at=None), name="delivery_waiting"
            )
        ]
