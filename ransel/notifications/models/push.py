from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.notifications.models.contact import ContactPoint
from ransel.people.models import Person

RENEWABLE = Q(ended_at=None) | Q(gone_at__isnull=False)


class PushDeviceQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(ended_at=None)

    def renewable(self):
        """Those in use, and those that only their service has ended: the browser may have another address."""
        return self.filter(RENEWABLE)

    def working(self):
        """Those whose service took what was last sent, or that nothing was sent to yet."""
        return self.in_use().filter(failed_at=None)


class PushDevice(Model):
    """A browser that takes notices. It belongs to whoever asked last: a phone that changes hands changes with it.

    `login` is the handle of the session in which it was asked for, `grant` the longer login that one came of, if it
    did. `delivered_at`: its service took one. `arrived_at`: the device itself said that one came. `unheard_since`: the
    first that its service took after the device last said so. `gone_at`: its service said that nobody takes any there,
    and nobody has ended it or its login. `continues_as`: what the same browser goes on with, at another address.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="push_devices")
    name = models.CharField(max_length=64)  # the digest of its endpoint
    endpoint = models.URLField(max_length=2000)
    host = models.CharField(max_length=200)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=50)
    device = models.CharField(max_length=60, blank=True)  # browser and system, for whose it is
    login = models.UUIDField(null=True, blank=True)
    grant = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    unheard_since = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)  # the first failure since something was taken
    warned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    continues_as = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(ended_at=None), name="push_device_of_one_person"),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(ended_at__isnull=False), name="push_device_gone_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["login"], condition=RENEWABLE, name="push_device_of_login"),
            models.Index(fields=["grant"], condition=RENEWABLE, name="push_device_of_grant"),
        ]


class PushService(Model):
    """Who brings pushes to devices, by host. After failures in a row it is left alone, each time for twice as long."""

    host = models.CharField(max_length=200, unique=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    open_until = models.DateTimeField(null=True, blank=True)


class VapidKey(Model):
    """The key that push services know us by (RFC 8292). One, for as long as its devices are to be reached."""

    number = models.PositiveSmallIntegerField(default=1, unique=True)
    cipher = models.BinaryField()  # the private half, encrypted
    public = models.CharField(max_length=100)
    made_at = models.DateTimeField()


class Trial(Model):
    """Somebody asked whether notices reach a device of theirs, or their e-mail; and how far that one has come."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="trials")
    push = models.ForeignKey(PushDevice, models.CASCADE, related_name="trials", null=True, blank=True)
    point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="trials", null=True, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(push=None, point__isnull=False) | Q(push__isnull=False, point=None),
                name="trial_of_one_address",
            )
        ]
