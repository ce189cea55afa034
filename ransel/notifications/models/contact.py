from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.people.models import Person


class Channel(models.TextChoices):
    PUSH = "push", _("Notices on the phone")
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
