from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.notifications.models.contact import Channel, ContactPoint
from ransel.notifications.models.push import PushDevice
from ransel.people.models import Child, Person


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


WAITING = Q(begun_at=None, sent_at=None, dropped_at=None)


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(WAITING)


class Delivery(Model):
    """A notice on its way to one address. Begun before it is sent: what died in between is not sent a second time."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="+", null=True, blank=True)
    push = models.ForeignKey(PushDevice, models.PROTECT, related_name="+", null=True, blank=True)
    urgent = models.BooleanField(default=False)  # as its kind was when it was planned; it goes before what can wait
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "point"], name="delivery_once_an_address"),
            models.UniqueConstraint(fields=["notice", "push"], name="delivery_once_a_device"),
            models.CheckConstraint(
                condition=Q(push=None, point__isnull=False) | Q(push__isnull=False, point=None),
                name="delivery_to_one_address",
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="delivery_sent_or_dropped"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=WAITING, name="delivery_waiting"),
            models.Index(fields=["due_at"], condition=WAITING & Q(urgent=True), name="delivery_urgent_waiting"),
        ]
