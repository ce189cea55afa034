"""Kept without foreign keys, so that it outlives what it tells of."""

from django.db import models

from ransel.core.models import Model


class Event(Model):
    """Something was changed: by whom, what it was about, and the reason where one was asked for."""

    what = models.CharField(max_length=60)
    by = models.UUIDField()
    about = models.CharField(max_length=100)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about", "at"], name="event_about")]


class AccessRecord(Model):
    """A login looked at a child, or at a whole group: once a quarter of an hour and permit, however often."""

    scope = models.CharField(max_length=100)
    quarter = models.DateTimeField()
    by = models.UUIDField()
    session = models.CharField(max_length=64, blank=True)
    permit = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "quarter", "by", "session", "permit"], name="look_recorded_once")
        ]
