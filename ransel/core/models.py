"""What every room builds on: ids that tell nothing, spans of days, topics, announcements and submissions."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from ransel.core import among as among  # makes the lookup known
from ransel.core.jobs.models import Heartbeat, Job
from ransel.core.prepared import TEXTS, prepared

__all__ = ["Announcement", "Heartbeat", "Job", "Lasting", "LastingQuerySet", "Model", "Submission", "Topic"]


class Model(models.Model):
    """Everything has an id that tells nothing: not how many there are, nor which came first."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    @property
    def reference(self):
        """How a log, a topic or an announcement points here: "child:<id>". What it is and its id, never its name."""
        return f"{self._meta.model_name}:{self.pk}"


class LastingQuerySet(models.QuerySet):
    def on(self, day):
        """Those that hold on this day."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)

    def not_over(self, day):
        """Those that hold on this day, or will later."""
        return self.filter(Q(ends=None) | Q(ends__gte=day))


class Lasting(Model):
    """What holds from one day to another, both included, or until further notice. Its objects are a LastingQuerySet."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="%(class)s_ends_last")
        ]

    def holds_on(self, day):
        return self.starts <= day and (self.ends is None or day <= self.ends)


class Topic(models.Model):
    """Something pages show, by its reference, and how often it has changed: who knows the version knows what is new."""

    name = models.CharField(primary_key=True, max_length=100)
    version = models.PositiveBigIntegerField()

    @classmethod
    def raised(cls, name):
        """How often this one was raised."""
        return dict(cls.versions([name])).get(name, 0)

    @classmethod
    def versions(cls, names):
        """How often each of these was raised, for the tag of a fragment. One statement."""
        return sorted(_versions(names=set(names)))


@prepared(names=TEXTS)
def _versions(names):
    return Topic.objects.filter(name__among=names).values_list("name", "version")


class Announcement(Model):
    """Something has happened. Written with the change itself; who hears of it is decided later, by others."""

    what = models.CharField(max_length=60)
    by = models.UUIDField()
    about = models.CharField(max_length=100)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(taken_at=None), name="announcement_not_taken")]


class Submission(Model):
    """A form that was received, and where its sender was sent on. See `once`."""

    account = models.UUIDField()
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=200)
    stays = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key", "digest"], name="submission_received_once")]
        indexes = [models.Index(fields=["received_at"], name="submission_by_age")]
