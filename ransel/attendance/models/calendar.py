from django.db import models
from django.db.models import Q

from ransel.core.models import Model
from ransel.people.models import Person


class CalendarFeedQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(ended_at=None)


class CalendarFeed(Model):
    """A secret address at which another calendar reads the days of a person's children. One in use a person.

    Of the address only a digest is kept (SHA-256): nobody can find it here. `last_read_on` is a day and no moment.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_read_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_calendar_feed_in_use"),
        ]
