from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ransel.core.models import Model
from ransel.notifications.models.contact import Channel
from ransel.people.models import Child, Person

QUIET_FROM, QUIET_UNTIL, DIGEST_AT = time(21), time(6, 30), time(16, 30)


class How(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("Once a day")
    URGENT = "urgent", _("Only what cannot wait")
    OFF = "off", _("Never")


class Telling(Model):
    """When somebody does not want to be disturbed, and when they are told what they want once a day. Oslo's wall clock.

    No row: as the fields say by themselves. Both ends of the quiet hours empty: there are none.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="telling")
    quiet_from = models.TimeField(null=True, blank=True, default=QUIET_FROM)
    quiet_until = models.TimeField(null=True, blank=True, default=QUIET_UNTIL)
    digest_at = models.TimeField(default=DIGEST_AT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="telling_quiet_from_and_until",
            )
        ]


class Wish(Model):
    """How somebody wants to be told of a subject on a channel. No child: of all children. No subject: of everything.

    Of several that fit, the narrowest counts, and one for the child before one for the subject.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="wishes")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    subject = models.CharField(max_length=40, blank=True)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel", "subject"], condition=Q(child=None), name="wish_once_for_all_children"
            ),
            models.UniqueConstraint(
                fields=["person", "channel", "subject", "child"],
                condition=Q(child__isnull=False),
                name="wish_once_a_child",
            ),
        ]
