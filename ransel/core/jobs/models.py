from uuid import uuid4

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """Something to be done outside the request, written in the transaction that wants it. In real time: see core.clock.

    A lease says until when somebody is at it; a worker that dies lets it run out. `key` keeps what waits from being
    asked for twice. Arguments are ids, never names.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    queue = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001  no key is not an empty key
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(finished_at=None, failed_at=None), name="job_waits_once_a_key"
            )
        ]
        indexes = [
            models.Index(fields=["run_after"], condition=Q(finished_at=None, failed_at=None), name="job_waiting")
        ]


class Heartbeat(models.Model):
    """When the worker last wrote: one row, so that a database that takes no writes is noticed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()
